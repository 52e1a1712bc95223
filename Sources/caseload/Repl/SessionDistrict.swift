import Dispatch
import Engagement
import Foundation
import Glibc
import PluginHost
import Records

/// The district of a session: its database, and the snapshot of one day with the process that asks it.
///
/// Both are made beside the first prompt, not before it: whoever types a line types longer than that takes.
final class SessionDistrict {
    let database: DistrictDatabase
    private let limits: RunLimits
    /// What for, as the access log keeps it.
    let purpose: String
    private(set) var day: CalendarDate
    private var loading: Loading<Loaded>
    private var dataVersion: Int?

    /// What a session works with.
    struct Loaded: @unchecked Sendable {
        var snapshot: Snapshot { district.snapshot }
        var results: [RunResults] { Array(district.results.values) }
        // Handed over once, from the thread that made it to the one that uses it.
        let district: District
        let process: SessionProcess
    }

    init(database: DistrictDatabase, day: CalendarDate, limits: RunLimits, purpose: String = "") {
        self.purpose = purpose
        self.database = database
        self.day = day
        self.limits = limits
        dataVersion = try? database.dataVersion()
        loading = Self.load(database, day, limits, purpose)
    }

    /// What is loaded, after waiting for it.
    ///
    /// - Throws: What went wrong with it; and where waiting was interrupted, after which it goes on.
    func loaded(isInterrupted: () -> Bool = { false }) throws -> Loaded {
        try loading.result(isInterrupted: isInterrupted)
    }

    /// Loads again, as of a day.
    func reload(day: CalendarDate) {
        self.day = day
        dataVersion = try? database.dataVersion()
        loading = Self.load(database, day, limits, purpose)
    }

    /// Goes over to the district of a day, the process and its variables staying. Where it cannot be read,
    /// or waiting is interrupted, all stays as it is.
    func look(at day: CalendarDate, isInterrupted: () -> Bool) throws -> SessionProcess.Outcome {
        let current = try loaded(isInterrupted: isInterrupted)
        let version = try? database.dataVersion()
        let other = Loading<District>(by: { [database, purpose] in try Self.read(database, day, purpose) })
        let district = try other.result(isInterrupted: isInterrupted)
        let outcome = try current.process.look(at: district)
        if case .values = outcome {
            self.day = day
            dataVersion = version
            loading = Loading(already: Loaded(district: district, process: current.process))
        }
        return outcome
    }

    /// Whether the database was written to since this was last asked.
    func hasChanged() throws -> Bool {
        let version = try database.dataVersion()
        defer { dataVersion = version }
        return dataVersion.map { $0 != version } ?? false
    }

    private static func load(
        _ database: DistrictDatabase, _ day: CalendarDate, _ limits: RunLimits, _ purpose: String
    ) -> Loading<Loaded> {
        Loading(by: {
            let district = try read(database, day, purpose)
            let process = try SessionProcess(
                executable: ExecutableFolder.executable, over: district, limits: limits)
            return Loaded(district: district, process: process)
        })
    }

    private static func read(
        _ database: DistrictDatabase, _ day: CalendarDate, _ purpose: String
    ) throws -> District {
        let snapshot = try database.snapshot(asOf: day)
        let district = try database.district(snapshot)
        // A session may ask for everything of everybody, so that is what the log says.
        try AccessEntry("repl", purpose: purpose, kinds: Set(RecordKind.allCases))
            .enter(into: database, snapshot, rows: 0..<snapshot.students.count)
        return district
    }

    /// Work in a thread of its own, which stays: what it starts ends with it.
    private final class Loading<Work>: @unchecked Sendable {
        // The outcome is written before the semaphore is signalled, and read after it was waited for.
        private let done = DispatchSemaphore(value: 0)
        private var outcome: Result<Work, any Error>?

        /// What is there already.
        init(already work: Work) {
            outcome = .success(work)
            done.signal()
        }

        init(by work: @escaping @Sendable () throws -> Work) {
            let thread = Thread { [done] in
                // Signals are for the thread that reads from the terminal.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                self.outcome = Result { try work() }
                done.signal()
                while true { sleep(1 << 30) }
            }
            thread.stackSize = 8 << 20
            thread.start()
        }

        func result(isInterrupted: () -> Bool) throws -> Work {
            while done.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
                if isInterrupted() {
                    throw Failure(.notDone, "interrupted; the district is still being read")
                }
            }
            done.signal()
            guard let outcome else { throw Failure(.notDone, "the district could not be loaded") }
            return try outcome.get()
        }
    }
}
