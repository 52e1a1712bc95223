import Engagement
import Lua

/// What a student's credits are measured against: the diploma's requirements.
extension View {
    func graduationFields() -> [LuaField<Period>] {
        func figure(
            _ name: String, _ summary: String, _ read: @escaping (GraduationStanding) -> Double?
        ) -> LuaField<Period> {
            .number(name, summary) { [unowned self] period in
                snapshot.graduation(of: Int(period.row)).flatMap(read)
            }
        }
        return [
            figure("required", "Credits the diploma requires of the student; nil without requirements.") {
                $0.required
            },
            figure("waived", "Credits of the diploma that are waived.") { $0.waived },
            figure(
                "missing",
                "Credits required that are neither earned nor in progress; nil without credits on record."
            ) { $0.hasTranscript ? $0.missing : nil },
            figure(
                "expected",
                "Credits required that are expected by now: evenly over each requirement's grades."
            ) { $0.expected },
            figure(
                "behind",
                "Credits expected by now and not earned, added up over the subjects; 0 where none are expected "
                    + "yet, nil where some are and no credits are on record."
            ) { $0.behind },
            LuaField(
                "on_track", type: "boolean?",
                summary:
                    "Whether the student is behind in no subject, as is one of whom no credits are expected yet; nil "
                    + "where some are and none are on record."
            ) {
                [unowned self] period, _ in
                snapshot.graduation(of: Int(period.row))?.isOnTrack.map { .boolean($0) } ?? .nil
            },
            LuaField(
                "projected", type: "caseload.Date?",
                summary: "The end of the school year in which the rest is earned at the pace so far."
            ) { [unowned self] period, call in
                .value(try value(snapshot.graduation(of: Int(period.row))?.projected, in: call.state))
            },
            LuaField(
                "diploma", type: "string?",
                summary: "The diploma the student is heading for; '' for the one of everybody."
            ) { [unowned self] period, _ in
                snapshot.graduation(of: Int(period.row)).map { .string($0.diploma) } ?? .nil
            },
        ]
    }

    /// Figures of credits by subject: what is on record, and what is required.
    func subjects(of row: Int) -> NamedValues {
        let results = Dictionary(grouping: snapshot.courseResults[row].filter(\.hasCredits)) {
            snapshot.texts[$0.subject].lowercased()
        }
        let required = snapshot.graduation(of: row)?.subjects ?? []
        var names = results.mapValues { results in results.first.map { snapshot.texts[$0.subject] } ?? "" }
        for subject in required { names[subject.name.lowercased()] = subject.name }
        let entries = names.map { key, name in
            var figures = figures(results[key] ?? [], of: row)
            if let subject = required.first(where: { $0.name == name }) { figures.add(subject) }
            return (name: name, value: figures)
        }
        return NamedValues(entries) { [unowned self] (figures, state) throws(LuaError) in
            .object(try state.makeObject(figures, creditFigures))
        }
    }
}
