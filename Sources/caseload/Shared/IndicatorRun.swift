import Engagement
import PluginHost
import Records

/// One plugin's derived indicators of a day, recorded.
struct IndicatorRun {
    let plugin: Plugin
    let options: PluginOptions
    let pool: WorkerPool
    /// On how many students it may fail; beyond that nothing is recorded.
    var failureLimit = FailureLimit.none
    /// How it tells what it does while it does it.
    let log: LogFormat
    /// The names of the plugins that are installed.
    var installed: Set<String> = []
    /// What for, as the access log keeps it.
    var purpose = ""
    /// Whether messages of the plugin, which may name students, are left out of what is printed.
    var isDeidentified = false

    /// How many failures are listed.
    private static let failureLimit = 10

    /// Derives the values of these students, and records them.
    ///
    /// - Returns: A line that says what came of it, and the students on whom the plugin failed.
    func perform(
        on snapshot: Snapshot, rows: [Int], keepingIn database: DistrictDatabase
    ) throws -> (line: String, failures: [String]) {
        let name = plugin.manifest.name
        let inputs = try RunInputs(of: plugin, on: snapshot, from: database)
        try AccessEntry("run", purpose: purpose, plugin: plugin, options: options)
            .with("deidentify", isDeidentified).enter(into: database, snapshot, rows: rows)
        let reporter = RunReporter(plugin: name, total: rows.count, format: log)
        defer { reporter.clear() }
        let listener = WorkerPool.Listener(
            // What a plugin logs may name a student.
            log: isDeidentified ? { _, _ in } : reporter.log, notice: reporter.notice,
            progress: { reporter.progress($0, failed: 0) }, pulse: { try Interruption.check() })
        let answers = try Interruption.watching {
            try pool.indicators(
                plugin, inputs.district(snapshot, installed: installed), options: options, rows: rows,
                listener: listener)
        }
        let failed = answers.count { $0.failure != nil }
        guard !failureLimit.isExceeded(by: failed, of: rows.count) else {
            throw Failure(
                .notDone,
                "\(name) failed on \(failed) of \(rows.count) students (\(failureLimit.option)), and nothing that it "
                    + "derived was recorded")
        }
        let found = zip(rows, answers).map { (student: snapshot.id(of: $0), answer: $1) }
        let counts = try database.record(
            found.map { ($0.student, $0.answer.values) }, on: snapshot.asOf, derivedBy: name,
            version: plugin.manifest.version, user: Environment.user)
        let ids = Set(answers.flatMap(\.values.keys)).sorted().joined(separator: ", ")
        let line =
            "\(name): \(answers.count { !$0.values.isEmpty }) of \(rows.count) students have values"
            + (ids.isEmpty ? "" : " of \(ids)") + "; \(counts.new) new, \(counts.changed) changed"
        return (line.visible, failures(found))
    }

    private func failures(_ found: [(student: Identifier, answer: DerivedValues)]) -> [String] {
        let failed = found.compactMap { student, answer in answer.failure.map { (student, $0) } }
        guard !failed.isEmpty else { return [] }
        let name = plugin.manifest.name
        let listed = failed.prefix(isDeidentified ? 0 : Self.failureLimit).map { "  \($0): \($1)" }
        let more = failed.count - listed.count
        return ["\(name) failed on \(failed.count) of \(found.count) students\(listed.isEmpty ? "" : ":")"]
            + listed
            + (more > 0 && !listed.isEmpty ? ["  … and \(more) more"] : [])
    }
}
