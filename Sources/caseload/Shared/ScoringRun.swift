import Engagement
import Glibc
import PluginHost
import Records

/// One plugin over students of a snapshot, its results kept in the database as they come; what it proposes
/// begins linkages, and what it derives is recorded.
struct ScoringRun {
    let plugin: Plugin
    /// What it brings: scores, services, or values of indicators.
    var contribution = Manifest.Contribution.score
    let options: PluginOptions
    let seed: Int64
    let pool: WorkerPool
    /// The names of the plugins that are installed.
    var installed: Set<String> = []
    var selection = RunSelection()
    var failureLimit = FailureLimit.none
    var log = LogFormat.text
    /// What for, as the access log keeps it.
    var purpose = ""
    /// What stands for the students' ids in what is printed; nil where the ids themselves do.
    var pseudonyms: Pseudonyms?

    /// Scores those who are meant, or those of them who have no result yet.
    ///
    /// - Parameter record: The unfinished run that is gone on with; nil for a new one.
    /// - Throws: Also where the run ends before its end; what is done is kept then, and the message says so.
    func perform(
        on snapshot: Snapshot, keepingIn database: DistrictDatabase, goingOnWith record: RunRecord? = nil
    ) throws -> RunSummary {
        if contribution == .link { try Self.requireServices(for: plugin, snapshot) }
        let inputs = try inputs(of: snapshot, database, record)
        let cohort = try cohort(of: snapshot, database, record)
        let done = try record.map { Set(try database.outcomes(ofRun: $0.id).keys) } ?? []
        let rows = done.isEmpty ? cohort : cohort.filter { !done.contains(snapshot.id(of: $0)) }
        try AccessEntry("run", purpose: purpose, plugin: plugin, options: options)
            .with("deidentify", pseudonyms != nil).enter(into: database, snapshot, rows: cohort)
        let work = RunInProgress(
            run: self.run(over: snapshot, reading: inputs), record: record, snapshot: snapshot,
            cohort: cohort, database: database, limit: failureLimit, log: log,
            pseudonyms: pseudonyms)
        do {
            try Interruption.watching {
                try pool.scoreBlocks(
                    plugin, contribution, inputs.district(snapshot, installed: installed), options: options,
                    rows: rows,
                    cohort: cohort, seed: seed, listener: work.listener, keep: work.keep)
            }
        } catch {
            throw work.end(because: error)
        }
        switch contribution {
        case .link:
            let (record, proposals) = try work.finish {
                try $0.finishProposing(yearStart: snapshot.schoolYearStart)
            }
            return try RunSummary(record, [], database, proposals: proposals, pseudonyms: pseudonyms)
        case .indicators:
            let (record, values) = try work.finish { try $0.finishDeriving() }
            return try RunSummary(record, [], database, values: values, pseudonyms: pseudonyms)
        default:
            let (record, _) = try work.finish { try $0.finish() }
            return try RunSummary(record, plugin.manifest.tiers, database, pseudonyms: pseudonyms)
        }
    }

    /// Refuses to have services proposed where there are none.
    static func requireServices(for plugin: Plugin, _ snapshot: Snapshot) throws {
        guard snapshot.directory.services.isEmpty else { return }
        throw Failure(
            .notDone,
            "\(plugin.manifest.name) proposes services, and none is on record; import the community's "
                + "directory (HSDS 3)")
    }

    /// Scores again the students who have a result in a run on record, and keeps nothing.
    func outcomes(
        on snapshot: Snapshot, of record: RunRecord, from database: DistrictDatabase
    ) throws -> [Identifier: StudentOutcome] {
        let inputs = try inputs(of: snapshot, database, record)
        let cohort = try cohort(of: snapshot, database, record)
        let scored = Set(try database.outcomes(ofRun: record.id).keys)
        var outcomes: [Identifier: StudentOutcome] = [:]
        try pool.score(
            plugin, contribution, inputs.district(snapshot, installed: installed), options: options,
            rows: cohort.filter { scored.contains(snapshot.id(of: $0)) }, cohort: cohort, seed: seed,
            listener: WorkerPool.Listener(notice: { StandardError.say($0) })
        ) { results in
            for result in results { outcomes[result.student] = result.outcome }
        }
        return outcomes
    }

    /// The results of earlier runs that the plugin may read.
    private func inputs(
        of snapshot: Snapshot, _ database: DistrictDatabase, _ record: RunRecord?
    ) throws -> RunInputs {
        guard let record else { return try RunInputs(of: plugin, on: snapshot, from: database) }
        return try RunInputs(text: record.run.inputs, from: database)
    }

    private func cohort(
        of snapshot: Snapshot, _ database: DistrictDatabase, _ record: RunRecord?
    ) throws -> [Int] {
        guard let record else {
            return try selection.rows(
                of: snapshot, results: { try database.latestResults(asOf: snapshot.asOf) }, seed: seed)
        }
        let everyone = Array(0..<snapshot.students.count)
        guard let students = try database.cohort(of: record) else { return everyone }
        return everyone.filter { students.contains(snapshot.id(of: $0)) }
    }

    private func run(over snapshot: Snapshot, reading inputs: RunInputs) -> Run {
        let now = Int64(time(nil))
        return Run(
            started: now, finished: now, user: Environment.user, plugin: plugin.manifest.name,
            version: plugin.manifest.version, pluginHash: plugin.files.hash, options: options.text,
            asOf: snapshot.asOf, fingerprint: snapshot.fingerprint, seed: seed,
            hostVersion: ProgramVersion.current, selection: selection.text, limits: pool.limits.text,
            inputs: inputs.text, contribution: contribution.rawValue)
    }
}

extension RunLimits {
    /// The limits as a run's record keeps them.
    var text: String {
        JSONValue.object([
            "memory": .integer(Int64(memory)), "instructions": .integer(Int64(instructions)),
            "seconds": .number(seconds),
        ]).text
    }

    /// What a run's record keeps; nil for a run of a version that kept none.
    init?(text: String) {
        guard case .object(let parts)? = try? JSONValue(parsing: Array(text.utf8)),
            case .integer(let memory)? = parts["memory"],
            case .integer(let instructions)? = parts["instructions"]
        else { return nil }
        let seconds: Double? =
            switch parts["seconds"] {
            case .integer(let whole)?: Double(whole)
            case .number(let number)?: number
            default: nil
            }
        guard let seconds else { return nil }
        self.init(memory: Int(memory), instructions: Int(instructions), seconds: seconds)
    }
}
