import ArgumentParser
import Engagement
import PluginHost
import Records

/// `caseload run`: scores all students.
struct RunPlugins: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Score all students with plugins, in the order given, and keep the results.",
        discussion: """
            A student on whom a plugin fails gets the error as the result; the others stand, and the exit
            code is 1. See the results with: caseload students --sort -score
            """)

    @Argument(help: ArgumentHelp("The plugins' names.", valueName: "plugin"))
    var names: [String]

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var settings: PluginSettings
    @OptionGroup var workers: WorkerOptions

    @Option(help: "What random numbers begin from: the same seed gives the same results.")
    var seed: Int64 = 0

    @Flag(help: "Say what would be read, of how many students and with which options; run nothing.")
    var dryRun = false

    func run() throws {
        let host = try folders.host()
        let plugins = try names.map { try host.plugin(named: $0) }
        let options = try settings.values(for: plugins)
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let runs = zip(plugins, options).map {
            ScoringRun(plugin: $0, options: $1, seed: seed, pool: workers.pool())
        }
        if dryRun { return try StandardOutput.write(lines: runs.map { Self.plan($0, snapshot) }) }
        let outcomes = try runs.map { try $0.perform(on: snapshot, keepingIn: database) }
        try StandardOutput.write(lines: outcomes.lines(for: .output))
        try Self.endWithFailures(of: outcomes)
    }

    private static func plan(_ run: ScoringRun, _ snapshot: Snapshot) -> String {
        let manifest = run.plugin.manifest
        let kinds = RecordKind.allCases.filter(manifest.reads.contains).map(\.name)
        return """
            \(manifest.name) \(manifest.version) would read \(kinds.isEmpty ? "the roll" : kinds.joined(separator: ", ")) \
            of \(snapshot.students.count) students as of \(snapshot.asOf), with the options \(run.options.text)
            """.visible
    }

    /// Lists students on whom plugins failed, the first of each plugin, and ends with exit code 1.
    static func endWithFailures(of outcomes: [ScoringRun.Outcome]) throws {
        let limit = 10
        var lines: [String] = []
        for outcome in outcomes where !outcome.failures.isEmpty {
            let failures = outcome.failures
            lines.append(
                "\(outcome.plugin) failed on \(failures.count) of \(outcome.results.count) students:")
            lines += failures.prefix(limit).map { "  \($0.student): \($0.message)" }
            if failures.count > limit { lines.append("  … and \(failures.count - limit) more") }
        }
        if !lines.isEmpty { throw Failure(.doneInPart, lines.joined(separator: "\n")) }
    }
}
