import Engagement
import PluginHost
import Records

/// A run while its results come in: keeps them, counts them, tells how it goes, and ends it where it must.
final class RunInProgress {
    private let run: Run
    private let record: RunRecord?
    private let snapshot: Snapshot
    private let cohort: [Int]
    private let database: DistrictDatabase
    private let limit: FailureLimit
    private let reporter: RunReporter
    private let pseudonyms: Pseudonyms?
    /// Nil until the plugin is loaded: one that does not load leaves no run behind.
    private var keeper: RunKeeper?
    private var counts: OutcomeCounts
    /// How many students have a result already, from an earlier try.
    private let doneBefore: Int

    /// Why a run ends before its end although nothing went wrong with the program.
    struct Stop: Error {
        let ending: String
    }

    init(
        run: Run, record: RunRecord?, snapshot: Snapshot, cohort: [Int], database: DistrictDatabase,
        limit: FailureLimit, log: LogFormat, pseudonyms: Pseudonyms?
    ) {
        self.run = run
        self.record = record
        self.snapshot = snapshot
        self.cohort = cohort
        self.database = database
        self.limit = limit
        self.pseudonyms = pseudonyms
        counts = record?.counts ?? OutcomeCounts()
        doneBefore = counts.total
        reporter = RunReporter(plugin: run.plugin, total: cohort.count, format: log)
        reporter.start(from: doneBefore)
    }

    var listener: WorkerPool.Listener {
        WorkerPool.Listener(
            // What a plugin logs may name a student.
            log: pseudonyms == nil ? reporter.log : { _, _ in }, notice: reporter.notice,
            loaded: { [self] in _ = try begun() },
            progress: { [self] in reporter.progress(doneBefore + $0, failed: counts.failed) },
            pulse: { [self] in
                try Interruption.check()
                try keeper?.storeWhatIsDue()
            })
    }

    /// Takes the results of a block.
    func keep(_ rows: [Int], _ outcomes: OutcomeBlock) throws {
        let keeper = try begun()
        try keeper.add(outcomes, of: rows, in: snapshot)
        for index in 0..<outcomes.count {
            let message: String? = outcomes.withEntry(index) { entry in
                counts.add(entry)
                return entry.isFailure ? String(decoding: entry.message, as: UTF8.self) : nil
            }
            guard let message, limit.isExceeded(by: counts.failed, of: cohort.count) else { continue }
            let last = RunSummary.line(snapshot.id(of: rows[index]), message, pseudonyms)
            throw Stop(
                ending:
                    "\(run.plugin) failed on \(counts.failed) of \(cohort.count) students (\(limit.option)), "
                    + "last on \(last)")
        }
    }

    private func begun() throws -> RunKeeper {
        if let keeper { return keeper }
        let keeper =
            try record.map(database.goOn)
            ?? database.begin(
                run, students: cohort.count,
                cohort: run.selection == "{}" ? nil : cohort.map { snapshot.id(of: $0) })
        self.keeper = keeper
        reporter.begin(keeper.id, run, resuming: record != nil)
        return keeper
    }

    /// Says that everyone has a result.
    ///
    /// - Parameter conclude: Finishes what is kept, by what the run brings.
    func finish<Result>(_ conclude: (RunKeeper) throws -> Result) throws -> (
        record: RunRecord, result: Result
    ) {
        let keeper = try begun()
        let result: Result
        do {
            result = try conclude(keeper)
        } catch {
            throw end(because: error)
        }
        reporter.clear()
        guard let record = try database.run(keeper.id) else {
            throw Failure(.notDone, "run \(keeper.id) is no longer on record")
        }
        reporter.end(record)
        return (record, result)
    }

    /// Keeps what is done of a run that ends before its end.
    ///
    /// - Returns: What the person at the keyboard is told.
    func end(because error: any Error) -> any Error {
        reporter.clear()
        guard let keeper else { return error }
        let (ending, status) = Self.reading(error)
        // A database that refused the results refuses this too; then the run is unfinished without a reason.
        if !(error is RecordsError) { try? keeper.stop(because: ending) }
        guard let record = try? database.run(keeper.id) else { return error }
        reporter.end(record)
        let place = "\(record.counts.total.grouped) of \(record.students.grouped) students are done and kept"
        return Failure(
            status,
            "\(ending)\n\(place) as run \(record.id); go on with: \(TypedCommand.text(adding: "--resume"))")
    }

    private static func reading(_ error: any Error) -> (ending: String, status: ExitStatus) {
        switch error {
        case let stop as Stop: (stop.ending, .notDone)
        case let failure as Failure: (failure.message, failure.status)
        // The plugin had loaded, so the run is what could not be done.
        case let error as PluginError: (error.description, .notDone)
        default:
            if let failure = Failure(explaining: error) {
                (failure.message, failure.status)
            } else {
                ("\(error)", .notDone)
            }
        }
    }
}
