import Engagement
import Glibc
import PluginHost
import Records

/// What is done where Lua code runs a plugin, by what the plugin contributes. A front that may write keeps it.
extension Front {
    func run(_ name: String, _ texts: [String: String], _ rows: [Int]) throws -> ProgramReply {
        let plugin = try shelf.plugin(named: name)
        let contributes = plugin.manifest.contributes
        let options = try plugin.manifest.options(setting: texts.map { ($0.key, $0.value) })
        if contributes.contains(.score) { return try score(plugin, options, rows) }
        if contributes.contains(.link) { return try propose(plugin, options, rows) }
        if contributes.contains(.fidelity) { return try lookAtMentors(plugin, options) }
        return .refused(otherWays(of: plugin))
    }

    /// How a plugin is run that does not say anything of students or mentors.
    private func otherWays(of plugin: Plugin) -> String {
        let name = plugin.manifest.name
        let ways = plugin.manifest.contributes.map { contribution in
            switch contribution {
            case .report: "writes a report, here with \(wayToReport(with: name))"
            case .indicators:
                "derives indicators and records them, outside of a \(kind) with: caseload run \(name)"
            case .rows: "reads files, outside of a \(kind) with: caseload import FILE --plugin \(name)"
            case .score, .scoreColumns, .link, .fidelity: "scores"
            }
        }
        return "\(name) scores nobody; it \(ways.joined(separator: ", and "))"
    }

    private func score(_ plugin: Plugin, _ options: PluginOptions, _ rows: [Int]) throws -> ProgramReply {
        let (found, run) = try results(.score, plugin, options, rows)
        if mayWrite { try keep(found, of: run, rows) }
        try take(found, of: run)
        try tellFailures(of: plugin, found)
        return .outcomes(plugin: plugin.manifest.name, found.map(\.outcome))
    }

    private func propose(_ plugin: Plugin, _ options: PluginOptions, _ rows: [Int]) throws -> ProgramReply {
        try ScoringRun.requireServices(for: plugin, try view().snapshot)
        let (found, run) = try results(.link, plugin, options, rows)
        if mayWrite { try keep(found, of: run, rows) }
        if !found.contains(where: { if case .proposed = $0.outcome { true } else { false } }) {
            let whom = rows.count == 1 ? "this student" : "any of these \(rows.count) students"
            try remark("\(run.plugin) proposes nothing for \(whom)")
        } else if !mayWrite {
            try remark(
                "proposed only; caseload run \(run.plugin) begins the linkages, as --write does")
        }
        try tellFailures(of: plugin, found)
        return .proposals(found.map(\.outcome))
    }

    /// What a plugin answers for each of these students.
    private func results(
        _ contribution: Manifest.Contribution, _ plugin: Plugin, _ options: PluginOptions, _ rows: [Int]
    ) throws -> ([StudentResult], Run) {
        let name = plugin.manifest.name
        let district = try view()
        let progress = Progress()
        defer { progress.clear() }
        let started = Int64(time(nil))
        try enterAccess(of: plugin, options, rows)
        let found = try shelf.pool.score(
            plugin, for: contribution, district, options: options, rows: rows,
            listener: listener(name, progress) { progress.show("\(name): \($0) of \(rows.count) students") })
        let selection = Self.selection(of: rows, in: district.snapshot).text
        return (found, try run(contribution, plugin, options, since: started, selection: selection))
    }

    private func lookAtMentors(_ plugin: Plugin, _ options: PluginOptions) throws -> ProgramReply {
        let name = plugin.manifest.name
        let district = try view()
        let snapshot = district.snapshot
        let progress = Progress()
        defer { progress.clear() }
        let (started, began) = (Int64(time(nil)), ContinuousClock.now)
        try enterAccess(of: plugin, options, snapshot.studentsWithMentors)
        progress.show("\(name): \(snapshot.mentors.count) mentors")
        // One mentor's figures come from a whole caseload.
        let answers = try WorkerPool.ofThisProgram(.report).fidelity(
            plugin, district, options: options, listener: listener(name, progress))
        progress.clear()
        if mayWrite, !answers.isEmpty {
            let results = FidelityResults(
                run: try run(.fidelity, plugin, options, since: started),
                rules: FidelityRun.rules(answers, snapshot))
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            try database.keep(results, counts: FidelityRun.counts(answers), seconds: seconds)
            try remark("kept as a run of \(name)")
        }
        let failures = answers.compactMap { answer in
            answer.failure.map { "\(snapshot.mentors[answer.mentor].name): \($0)" }
        }
        if let first = failures.first {
            try remark("\(name) failed on \(failures.count) of \(answers.count) mentors: \(first)")
        }
        return .fidelity(answers)
    }

    /// Says in the access log that a plugin reads about these students.
    private func enterAccess(of plugin: Plugin, _ options: PluginOptions, _ rows: [Int]) throws {
        try enter(
            AccessEntry("run", purpose: purpose, plugin: plugin, options: options), rows: rows)
    }

    private func run(
        _ contribution: Manifest.Contribution, _ plugin: Plugin, _ options: PluginOptions, since: Int64,
        selection: String = RunSelection().text
    ) throws -> Run {
        let snapshot = try view().snapshot
        return Run(
            started: since, finished: Int64(time(nil)), user: Environment.user, plugin: plugin.manifest.name,
            version: plugin.manifest.version, pluginHash: plugin.files.hash, options: options.text,
            asOf: snapshot.asOf, fingerprint: snapshot.fingerprint, seed: 0,
            hostVersion: ProgramVersion.current, selection: selection, contribution: contribution.rawValue)
    }

    /// These students as a run's record names them.
    private static func selection(of rows: [Int], in snapshot: Snapshot) -> RunSelection {
        if rows.count == snapshot.students.count { return RunSelection() }
        let ids = rows.map { "\"\(snapshot.id(of: $0))\"" }
        return RunSelection(students: "id in (\(ids.joined(separator: ", ")))")
    }

    /// Puts a run on record; what it proposes begins linkages.
    private func keep(_ results: [StudentResult], of run: Run, _ rows: [Int]) throws {
        let snapshot = try view().snapshot
        let cohort = run.selection == RunSelection().text ? nil : rows.map(snapshot.id)
        let keeper = try database.begin(run, students: rows.count, cohort: cohort)
        try keeper.add(results)
        guard run.contribution == Manifest.Contribution.link.rawValue else {
            try keeper.finish()
            try remark("kept as run \(keeper.id)")
            return
        }
        let begun = try keeper.finishProposing(yearStart: snapshot.schoolYearStart)
        let linkages = begun.new == 1 ? "1 linkage" : "\(begun.new) linkages"
        let others = [(begun.open, "open already"), (begun.declined, "declined this year")]
            .filter { $0.0 > 0 }.map { ", \($0) \($1)" }.joined()
        try remark("kept as run \(keeper.id); \(linkages) begun\(others)")
    }

    private func tellFailures(of plugin: Plugin, _ found: [StudentResult]) throws {
        let failures = found.compactMap { result in
            if case .failed(let message) = result.outcome { "\(result.student): \(message)" } else { nil }
        }
        guard let first = failures.first else { return }
        try remark(
            "\(plugin.manifest.name) failed on \(failures.count) of \(found.count) students: \(first)")
    }
}
