import Engagement
import Glibc
import PluginHost

/// How the program tells what it does while it does it.
enum LogFormat: String, CaseIterable {
    case text, json
}

/// Tells how a run goes: a line that stays in its place on a terminal, a line every few seconds elsewhere,
/// or lines of JSON for machines.
final class RunReporter {
    private let plugin: String
    private let total: Int
    private let whom: String
    private let format: LogFormat
    private let line = Progress()
    private let isTerminal = Terminal.error.width != nil
    private let begun = ContinuousClock.now
    private var told = ContinuousClock.now
    private var doneBefore = 0
    private var run: Int64?
    /// What the host noticed in the plugin's stead; each worker notices it for itself.
    private var noticed: Set<String> = []

    /// - Parameters:
    ///   - total: How many students are meant.
    ///   - whom: What they are called, where they are no students.
    init(plugin: String, total: Int, of whom: String = "students", format: LogFormat) {
        self.plugin = plugin
        self.total = total
        self.whom = whom
        self.format = format
    }

    /// Says that a run is on record from now on.
    func begin(_ id: Int64, _ run: Run, resuming: Bool) {
        self.run = id
        tell(
            "begin",
            [
                ("plugin", .text(run.plugin)), ("version", .text(run.version)), ("students", .whole(total)),
                ("as_of", .text(run.asOf.description)), ("fingerprint", .text(run.fingerprint)),
                ("seed", .whole(Int(run.seed))), ("resumed", .yes(resuming)),
            ])
    }

    /// How many students have a result already, from an earlier try.
    func start(from done: Int) { doneBefore = done }

    /// Says how far the run has come, where it is time to.
    func progress(_ done: Int, failed: Int) {
        // A terminal that is written to for every block would be the slowest part of the run.
        let pause: Duration = format == .json ? .seconds(1) : isTerminal ? .milliseconds(100) : .seconds(5)
        // A machine is told of a run when it has a number.
        guard ContinuousClock.now - told >= pause, format == .text || run != nil else { return }
        told = .now
        let seconds = (told - begun) / .seconds(1)
        let rate = seconds > 0 ? Double(done - doneBefore) / seconds : 0
        let left = rate > 0 ? Double(total - done) / rate : nil
        if format == .json {
            return tell(
                "progress",
                [
                    ("done", .whole(done)), ("students", .whole(total)), ("failed", .whole(failed)),
                    ("per_second", .number(rate)), ("seconds_left", .number(left)),
                ])
        }
        let text =
            "\(plugin): \(done.grouped) of \(total.grouped) \(whom), \(Int(rate).grouped) a second"
            + (left.map { ", \(Self.duration($0)) left" } ?? "")
            + (failed > 0 ? ", \(failed.grouped) failed" : "")
        if isTerminal { line.show(text) } else { StandardError.say(text) }
    }

    /// Passes on what the plugin logs.
    func log(_ level: String, _ text: String) {
        if level == "notice", !noticed.insert(text).inserted { return }
        if format == .json {
            tell("log", [("plugin", .text(plugin)), ("level", .text(level)), ("message", .text(text))])
        } else {
            line.clear()
            StandardError.say("\(plugin): \(level): \(text)")
        }
    }

    /// Says something about the system.
    func notice(_ text: String) {
        if format == .json { return tell("notice", [("message", .text(text))]) }
        line.clear()
        StandardError.say(text)
    }

    /// Says what came of the run.
    func end(_ record: RunRecord) {
        line.clear()
        run = record.id
        tell(
            "end",
            [
                ("finished", .yes(record.isFinished)), ("ending", .text(record.ending)),
                ("students", .whole(record.students)), ("scored", .whole(record.counts.scored)),
                ("not_scored", .whole(record.counts.notScored)), ("failed", .whole(record.counts.failed)),
                ("seconds", .number(record.seconds)),
            ])
    }

    /// Takes the line away, whatever happened.
    func clear() { line.clear() }

    private func tell(_ event: String, _ members: [(key: String, value: LogLine.Value)]) {
        guard format == .json else { return }
        let run = run.map { [(key: "run", value: LogLine.Value.whole(Int($0)))] } ?? []
        StandardError.write(LogLine.text(event, run + members))
    }

    /// A length of time as people say it: `8 s`, `3 min`, `2 h 5 min`.
    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded(.up))
        if whole < 120 { return "\(whole) s" }
        if whole < 7200 { return "\(whole / 60) min" }
        return "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}

/// One line of `--log json`.
enum LogLine {
    enum Value {
        case text(String?)
        case whole(Int)
        case number(Double?)
        case yes(Bool)
    }

    /// The event's line, with the time in UTC before its members.
    static func text(_ event: String, _ members: [(key: String, value: Value)]) -> String {
        let head: [(key: String, value: Value)] = [
            ("event", .text(event)), ("time", .text(Timestamp.text(Int64(time(nil))))),
        ]
        return JSONText.object((head + members).map { ($0.key, json($0.value)) }) + "\n"
    }

    private static func json(_ value: Value) -> String {
        switch value {
        case .text(let text): text.map(JSONText.string) ?? "null"
        case .whole(let number): String(number)
        case .number(let number):
            number.map { $0.isFinite ? String(($0 * 1000).rounded() / 1000) : "null" } ?? "null"
        case .yes(let answer): String(answer)
        }
    }
}
