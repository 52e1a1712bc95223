import ArgumentParser
import Engagement
import Foundation
import PluginHost

/// `caseload score`: students in, results out, as a filter.
struct ScoreStream: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score students that come as JSON Lines on standard input; no database is needed.",
        discussion: """
              caseload score early-warning --stdin --as-of 2026-05-15 < students.jsonl > results.jsonl
            A line is an object with the student's id and records, named as a plugin's test names them:
              {"id": "S-1", "grade": 9, "attendance": [{"date": "2026-05-04", "code": "unexcused"}]}
            Results are lines in the same order; a blank line has none. A line that cannot be read and a student on whom the plugin
            fails give a line with "error"; the exit code is 1 then.
            """)

    @Argument(help: ArgumentHelp("The scoring plugin.", valueName: "plugin"))
    var name: String

    @Flag(name: .customLong("stdin"), help: "Read the students from standard input.")
    var readsInput = false

    @Option(
        help: ArgumentHelp(
            "A JSON object of what the students share: year_start, schools, mentors, indicators.",
            valueName: "file"))
    var district: String?

    @Option(help: "What random numbers begin from: the same seed gives the same results.")
    var seed: Int64 = 0

    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var settings: PluginSettings
    @OptionGroup var workers: WorkerOptions

    func validate() throws {
        if !readsInput { throw ValidationError("say where the students come from: --stdin") }
    }

    func run() throws {
        let plugin = try folders.host().plugin(named: name)
        let options = try settings.values(for: [plugin])[0]
        var failed = 0
        try workers.pool().stream(
            plugin, options: options, asOf: day.date, shared: try shared(), seed: seed, from: STDIN_FILENO,
            listener: WorkerPool.Listener(
                log: { level, text in StandardError.say("\(name): \(level): \(text)") },
                notice: { StandardError.say($0) })
        ) { results in
            failed += results.count { if case .failed = $0.outcome { true } else { false } }
            try StandardOutput.write(lines: results.map(Self.line))
        }
        if failed > 0 {
            throw Failure(.doneInPart, failed == 1 ? "1 line gave an error" : "\(failed) lines gave an error")
        }
    }

    private func shared() throws -> [UInt8] {
        guard let district else { return Array("{}".utf8) }
        guard let data = FileManager.default.contents(atPath: district) else {
            throw Failure(.inputOutput, "\(district): cannot be read; look at its name and its permissions")
        }
        return Array(data)
    }

    private static func line(_ result: StreamedResult) -> String {
        var members: [(key: String, value: String)] = []
        if case .failed = result.outcome { members.append(("line", String(result.line))) }
        members += ResultLine.members(Identifier(result.id ?? ""), result.outcome)
            .filter { $0.key != "id" || result.id != nil }
        return JSONText.object(members)
    }
}
