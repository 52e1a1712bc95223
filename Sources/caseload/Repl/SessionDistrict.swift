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
    private let source: Source
    private let limits: RunLimits
    private(set) var day: CalendarDate
    private var loading: Loading<Loaded>
    private var dataVersion: Int?

    /// What a session works with.
    struct Loaded: @unchecked Sendable {
        // Handed over once, from the thread that made it to the one that uses it.
        let disclosure: Disclosure
        let process: SessionProcess

        var district: District { disclosure.district }
        var snapshot: Snapshot { district.snapshot }
        var results: [RunResults] { disclosure.results }
    }

    /// What a session reads, and how it gives it out.
    private struct Source {
        let database: DistrictDatabase
        let purpose: String
        let isDeidentified: Bool
        let showsSmallGroups: Bool
        let plugins: Set<String>

        func entry(_ entry: AccessEntry) -> AccessEntry {
            entry.with("deidentify", isDeidentified).with("allow-small-cells", showsSmallGroups)
        }

        func read(_ day: CalendarDate) throws -> Disclosure {
            let snapshot = try database.snapshot(asOf: day)
            var disclosure = try Disclosure(snapshot, in: database, deidentified: isDeidentified)
            disclosure.district.showsSmallGroups = showsSmallGroups
            disclosure.district.plugins = plugins
            // A session may ask for everything of everybody, so that is what the log says.
            try entry(AccessEntry("repl", purpose: purpose, kinds: Set(RecordKind.allCases)))
                .enter(into: database, snapshot, rows: 0..<snapshot.students.count)
            return disclosure
        }
    }

    var database: DistrictDatabase { source.database }
    /// What for, as the access log keeps it.
    var purpose: String { source.purpose }

    init(
        database: DistrictDatabase, day: CalendarDate, limits: RunLimits, purpose: String = "",
        isDeidentified: Bool = false, showsSmallGroups: Bool = false, plugins: Set<String> = []
    ) {
        source = Source(
            database: database, purpose: purpose, isDeidentified: isDeidentified,
            showsSmallGroups: showsSmallGroups, plugins: plugins)
        self.day = day
        self.limits = limits
        dataVersion = try? database.dataVersion()
        loading = Self.load(source, day, limits)
    }

    /// What is loaded, after waiting for it.
    ///
    /// - Throws: What went wrong with it; and where waiting was interrupted, after which it goes on.
    func loaded(isInterrupted: () -> Bool = { false }) throws -> Loaded {
        try loading.result(isInterrupted: isInterrupted)
    }

    /// Whether it is there, after waiting for it no longer than a person at the Tab key does.
    var isLoaded: Bool {
        let end = ContinuousClock.now + .seconds(3)
        return (try? loading.result { ContinuousClock.now > end }) != nil
    }

    /// Loads again, as of a day.
    func reload(day: CalendarDate) {
        self.day = day
        dataVersion = try? database.dataVersion()
        loading = Self.load(source, day, limits)
    }

    /// Goes over to the district of a day, the process and its variables staying. Where it cannot be read,
    /// or waiting is interrupted, all stays as it is.
    func look(at day: CalendarDate, isInterrupted: () -> Bool) throws -> SessionProcess.Outcome {
        let current = try loaded(isInterrupted: isInterrupted)
        let version = try? database.dataVersion()
        let other = Loading<Disclosure>(by: { [source] in try source.read(day) })
        let disclosure = try other.result(isInterrupted: isInterrupted)
        let outcome = try current.process.look(at: disclosure.district)
        if case .values = outcome {
            self.day = day
            dataVersion = version
            loading = Loading(already: Loaded(disclosure: disclosure, process: current.process))
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
        _ source: Source, _ day: CalendarDate, _ limits: RunLimits
    ) -> Loading<Loaded> {
        Loading(by: {
            let disclosure = try source.read(day)
            let process = try SessionProcess(
                executable: ExecutableFolder.executable, over: disclosure.district, limits: limits)
            return Loaded(disclosure: disclosure, process: process)
        })
    }

    /// Enters that a plugin reads the records of the students in these rows.
    func enter(_ entry: AccessEntry, rows: [Int]) throws {
        let disclosure = try loaded().disclosure
        try source.entry(entry).enter(
            into: database, disclosure.original, rows: disclosure.originals(rows))
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
