import Engagement
import PluginHost
import Records

/// Records what scripts ask to have recorded.
struct ScriptRecording {
    let database: DistrictDatabase
    /// Takes the line that says what was recorded.
    let say: (String) -> Void

    /// Carries out a request, at once.
    func answer(_ request: RecordRequest) -> RecordAnswer {
        do {
            let logged = try carryOut(request)
            let text = logged.sentences.joined(separator: "\n")
            say(text)
            return .recorded(text)
        } catch let refusal as LogRefusal {
            return .refused(refusal.description)
        } catch {
            return .refused(Failure(explaining: error)?.message ?? "\(error)")
        }
    }

    private func carryOut(_ request: RecordRequest) throws -> LoggedEntry {
        if request.kind == "undo" { return try database.undoLastEntry(user: Environment.user) }
        guard let kind = LogEntry.Kind(rawValue: request.kind) else {
            throw Failure(.notDone, "no record of kind '\(request.kind)' is entered by hand")
        }
        var entry = LogEntry(kind, student: request.student, fields: request.fields)
        if kind == .event {
            entry.fields["student_id"] = nil
            entry.students = request.students
        }
        return try database.record(entry, user: Environment.user, today: .today)
    }
}
