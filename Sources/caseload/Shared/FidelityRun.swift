import Engagement
import Glibc
import PluginHost
import Records

/// One plugin's rules of the program over all mentors, as tables; what it says is kept, so that reports and
/// later days can look back at it.
struct FidelityRun {
    let plugin: Plugin
    let options: PluginOptions
    let pool: WorkerPool
    /// The names of the plugins that are installed.
    var installed: Set<String> = []
    /// What for, as the access log keeps it.
    var purpose = ""
    /// Whether notes are left out of what is printed: a plugin may have put names into them.
    var isDeidentified = false
    var log = LogFormat.text

    /// Looks at all mentors, and keeps what is said of them.
    ///
    /// - Returns: The lines to print, and the mentors on whom the plugin failed, with its message.
    func perform(
        on snapshot: Snapshot, keepingIn database: DistrictDatabase, for terminal: Terminal
    ) throws -> (lines: [String], failures: [String]) {
        let inputs = try RunInputs(of: plugin, on: snapshot, from: database)
        try AccessEntry("run", purpose: purpose, plugin: plugin, options: options)
            .with("deidentify", isDeidentified).enter(
                into: database, snapshot, rows: snapshot.studentsWithMentors)
        let began = ContinuousClock.now
        let started = Int64(time(nil))
        let answers = try answers(on: snapshot, reading: inputs)
        guard !answers.isEmpty else { return (["\(plugin.manifest.name): there are no mentors".visible], []) }
        let id = try database.keep(
            FidelityResults(
                run: run(over: snapshot, reading: inputs, started: started),
                rules: Self.rules(answers, snapshot)),
            counts: Self.counts(answers), seconds: (ContinuousClock.now - began) / .seconds(1))
        if let record = try database.run(id) { reporter(answers.count).end(record) }
        return lines(answers, snapshot, terminal)
    }

    /// What the plugin says of each mentor.
    func answers(on snapshot: Snapshot, reading inputs: RunInputs) throws -> [MentorFidelity] {
        let reporter = reporter(snapshot.mentors.count)
        defer { reporter.clear() }
        let listener = WorkerPool.Listener(
            log: isDeidentified ? { _, _ in } : reporter.log, notice: reporter.notice,
            progress: { reporter.progress($0, failed: 0) })
        return try Interruption.watching {
            try pool.fidelity(
                plugin, inputs.district(snapshot, installed: installed), options: options, listener: listener)
        }
    }

    private func reporter(_ count: Int) -> RunReporter {
        RunReporter(plugin: plugin.manifest.name, total: count, of: "mentors", format: log)
    }

    /// The rules by the mentor's id, of those of whom something was said.
    static func rules(_ answers: [MentorFidelity], _ snapshot: Snapshot) -> [Identifier: [FidelityRule]] {
        Dictionary(
            uniqueKeysWithValues: answers.filter { !$0.rules.isEmpty }.map {
                (snapshot.mentors[$0.mentor].id, $0.rules)
            })
    }

    /// Of how many mentors something was said.
    static func counts(_ answers: [MentorFidelity]) -> OutcomeCounts {
        let failed = answers.count { $0.failure != nil }
        let judged = answers.count { !$0.rules.isEmpty }
        return OutcomeCounts(scored: judged, notScored: answers.count - judged - failed, failed: failed)
    }

    private func run(over snapshot: Snapshot, reading inputs: RunInputs, started: Int64) -> Run {
        Run(
            started: started, finished: Int64(time(nil)), user: Environment.user,
            plugin: plugin.manifest.name, version: plugin.manifest.version, pluginHash: plugin.files.hash,
            options: options.text, asOf: snapshot.asOf, fingerprint: snapshot.fingerprint, seed: 0,
            hostVersion: ProgramVersion.current, limits: pool.limits.text, inputs: inputs.text,
            contribution: Manifest.Contribution.fidelity.rawValue)
    }

    private func lines(
        _ answers: [MentorFidelity], _ snapshot: Snapshot, _ terminal: Terminal
    ) -> (lines: [String], failures: [String]) {
        let name = plugin.manifest.name
        var lines: [String] = []
        var failures: [String] = []
        for answer in answers {
            let mentor = snapshot.mentors[answer.mentor]
            if let failure = answer.failure {
                failures.append(
                    "\(name) failed on \(mentor.name): "
                        + (isDeidentified ? DeidentifiedSnapshot.leftOut : failure))
            }
            guard !answer.rules.isEmpty else { continue }
            let judged = answer.rules.filter { $0.isMet != nil }
            let title =
                "\(mentor.name) (\(mentor.id)): \(judged.count { $0.isMet == true }) of \(judged.count) rules met"
            lines += (lines.isEmpty ? [] : [""]) + [terminal.bold(title.visible)]
            let rules = isDeidentified ? answer.rules.map(\.withoutNote) : answer.rules
            lines += Self.table(rules).lines(for: terminal)
        }
        return (lines.isEmpty ? ["\(name) says nothing of any mentor".visible] : lines, failures)
    }

    private static func table(_ rules: [FidelityRule]) -> Table {
        var table = Table(
            columns: [
                .init(title: "rule", isKey: true), .init(title: "value", isNumeric: true),
                .init(title: "target", isNumeric: true), .init(title: "met"),
                .init(title: "note", leastWidth: 20),
            ])
        for rule in rules {
            table.add([
                rule.name, shown(rule.value, rule.unit), shown(rule.target, rule.unit),
                rule.isMet.map { $0 ? "yes" : "no" } ?? "–", rule.note,
            ])
        }
        return table
    }

    /// A figure as people read it; empty for none.
    static func shown(_ figure: Double?, _ unit: FidelityRule.Unit) -> String {
        guard let figure else { return "" }
        // A share with one decimal of its percents, a number with two: targets as 0.75 stand as they are.
        let scale: Double = unit == .share ? 10 : 100
        let scaled = ((unit == .share ? figure * 100 : figure) * scale).rounded()
        guard abs(scaled) < 1e15 else { return String(figure) }
        let number = scaled / scale
        let text = number == number.rounded() ? String(Int64(number)) : String(number)
        return unit == .share ? "\(text) %" : text
    }
}

extension Snapshot {
    /// The students on any caseload, by their rows.
    var studentsWithMentors: [Int] { (0..<students.count).filter { !caseloads[$0].isEmpty } }
}
