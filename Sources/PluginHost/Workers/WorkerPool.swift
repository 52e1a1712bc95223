public import Engagement
import Glibc

/// Runs plugins in worker processes of this program: what a plugin does to its process, it does to that
/// student's result only.
///
/// A worker that gives no answer in time, or that dies, costs the student it was at; another one takes the
/// block up without that student. Results do not depend on how many workers there are.
public struct WorkerPool: Sendable {
    /// The program that is started as a worker: this one.
    public let executable: String
    /// How many workers there are at most, 1 or more.
    public let count: Int
    /// What a plugin may use up for one student.
    public let limits: RunLimits

    /// How many students a worker gets at a time at most.
    static let largestBlock = 1 << 15
    /// So many students are worth a worker more at once; fewer are, once they take long.
    static let worthAWorker = 128
    /// How much longer than the limit a parent waits: Lua's own limit comes first where it can.
    static let grace = 1.0

    /// A pool of workers of the program at `executable`.
    public init(executable: String, count: Int, limits: RunLimits = .student) {
        self.executable = executable
        self.count = max(1, count)
        self.limits = limits
    }

    /// What a run tells while it goes on.
    public struct Listener {
        /// What the plugin logs: a level and a text.
        public var log: (String, String) -> Void
        /// A protection that this kernel refuses, said once.
        public var notice: (String) -> Void
        /// The plugin is loaded for the first time; what it throws ends the work.
        public var loaded: () throws -> Void
        /// How many students are done, also of those whose results have not come back yet. Called several times a
        /// second.
        public var progress: (Int) -> Void
        /// Shows a value that a script printed or gave back.
        package var show: (SessionValue) throws -> Void = { _ in }
        /// Does what a script asks for; nil where nothing is done.
        package var ask: ((ProgramAsk) -> ProgramReply)?
        /// Called several times a second while a worker works; what it throws ends the work.
        public var pulse: () throws -> Void

        /// Listens to some of it.
        public init(
            log: @escaping (String, String) -> Void = { _, _ in },
            notice: @escaping (String) -> Void = { _ in },
            loaded: @escaping () throws -> Void = {},
            progress: @escaping (Int) -> Void = { _ in },
            pulse: @escaping () throws -> Void = {}
        ) {
            self.log = log
            self.notice = notice
            self.loaded = loaded
            self.progress = progress
            self.pulse = pulse
        }
    }

    /// Scores students, proposes services for them or derives values, as
    /// ``Plugin/score(for:_:options:rows:limits:seed:log:progress:)`` does, in worker processes.
    public func score(
        _ plugin: Plugin, for contribution: Manifest.Contribution = .score, _ district: District,
        options: PluginOptions, rows: [Int]? = nil, seed: Int64 = 0, listener: Listener = Listener()
    ) throws -> [StudentResult] {
        let rows = rows ?? Array(0..<district.snapshot.students.count)
        var outcomes = [StudentOutcome](repeating: .notScored, count: rows.count)
        try work(
            plugin, contribution, district, options: options, rows: rows, cohort: rows, seed: seed,
            listener: listener
        ) {
            for (place, index) in zip($0, 0..<$1.count) { outcomes[place] = $1[index] }
        }
        return zip(rows, outcomes).map {
            StudentResult(student: district.snapshot.id(of: $0), outcome: $1)
        }
    }

    /// Scores students, proposes services for them or derives values, and hands their results over as blocks of them
    /// finish, in any order: as bytes, of which nothing is made a value.
    ///
    /// - Parameters:
    ///   - contribution: `score`, `link` or `indicators`.
    ///   - rows: Those whose turn it is.
    ///   - cohort: Those whom `prepare` sees: all who are meant, also those scored before.
    ///   - keep: Takes the outcomes of a block, checked, and the rows they are of; what it throws ends the work.
    public func scoreBlocks(
        _ plugin: Plugin, _ contribution: Manifest.Contribution = .score, _ district: District,
        options: PluginOptions, rows: [Int], cohort: [Int], seed: Int64 = 0, listener: Listener = Listener(),
        keep: @escaping (_ rows: [Int], OutcomeBlock) throws -> Void
    ) throws {
        try work(
            plugin, contribution, district, options: options, rows: rows, cohort: cohort, seed: seed,
            listener: listener
        ) { places, outcomes in
            try keep(places.map { rows[$0] }, outcomes)
        }
    }

    /// Scores students, proposes services for them or derives values, and hands their results over as blocks of them
    /// finish, in any order.
    ///
    /// - Parameters:
    ///   - contribution: `score`, `link` or `indicators`.
    ///   - rows: Those whose turn it is.
    ///   - cohort: Those whom `prepare` sees: all who are meant, also those scored before.
    ///   - keep: Takes the results of a block; what it throws ends the work.
    public func score(
        _ plugin: Plugin, _ contribution: Manifest.Contribution = .score, _ district: District,
        options: PluginOptions, rows: [Int], cohort: [Int], seed: Int64, listener: Listener,
        keep: @escaping ([StudentResult]) throws -> Void
    ) throws {
        try work(
            plugin, contribution, district, options: options, rows: rows, cohort: cohort, seed: seed,
            listener: listener
        ) { places, outcomes in
            try keep(
                zip(places, outcomes.outcomes).map {
                    StudentResult(student: district.snapshot.id(of: rows[$0]), outcome: $1)
                })
        }
    }

    private func work(
        _ plugin: Plugin, _ contribution: Manifest.Contribution, _ district: District, options: PluginOptions,
        rows: [Int], cohort: [Int],
        seed: Int64, listener: Listener, keep: ([Int], OutcomeBlock) throws -> Void
    ) throws {
        try plugin.require(contribution)
        let job = WorkerJob(
            task: .turns(contribution, seed: seed, cohort: RowRuns(cohort)), plugin: plugin, options: options,
            findings: Findings(of: district, readBy: plugin), limits: limits,
            showsSmallGroups: district.showsSmallGroups)
        try withoutActuallyEscaping(keep) { keep in
            var work = BlockWork(
                pool: self, plugin: plugin, job: job, rows: rows, listener: listener,
                answers: OutcomeAnswers(of: plugin, contribution, over: district.snapshot), keep: keep)
            try work.run(over: district.snapshot)
        }
    }

    /// A report that is asked for: its title, and the students it is about by their rows.
    public struct ReportRequest: Sendable {
        public let title: String
        public let rows: [Int]

        /// A report about these students, in this order.
        public init(title: String, rows: [Int]) {
            self.title = title
            self.rows = rows
        }
    }

    /// Writes reports as ``Plugin/report(_:title:options:format:rows:log:)`` does, one after another in a worker
    /// process, each under the pool's limits.
    ///
    /// - Parameters:
    ///   - format: One of the formats in the manifest; nil for the first of them.
    ///   - take: Takes the content of each report when it is whole; what it throws ends the work.
    public func report(
        _ plugin: Plugin, _ district: District, options: PluginOptions,
        format: Manifest.ReportFormat? = nil, _ requests: [ReportRequest],
        listener: Listener = Listener(), take: ([UInt8]) throws -> Void
    ) throws {
        for request in requests { try plugin.requireOneStudentForNotes(request.rows.count) }
        let job = WorkerJob(
            task: .report(try plugin.reportFormat(format)), plugin: plugin, options: options,
            findings: Findings(of: district, readBy: plugin), limits: limits,
            showsSmallGroups: district.showsSmallGroups)
        var bytes: [UInt8] = []
        try work(
            at: job, requests.map { WorkerBlock(rows: $0.rows, title: $0.title) }, over: district.snapshot,
            name: plugin.manifest.name, listener: listener, output: { bytes += $0 },
            done: {
                try take(bytes)
                bytes = []
            })
    }

    /// Runs a script as a plugin's code runs, without any data.
    ///
    /// - Parameters:
    ///   - name: What errors call it.
    ///   - output: Takes what it prints.
    /// - Throws: If the script fails or meets a limit.
    public func runScript(
        _ source: [UInt8], name: String, asOf: CalendarDate, listener: Listener = Listener(),
        output: ([UInt8]) throws -> Void
    ) throws {
        try work(
            at: WorkerJob(task: .script(name: name, source: source, seesDistrict: false), limits: limits), [],
            over: SnapshotBuilder(asOf: asOf).finish(), name: name, listener: listener, output: output,
            done: {})
    }

    /// Runs an analyst's own script, which sees everything that is in a district and changes nothing.
    ///
    /// - Parameters:
    ///   - name: What errors call it.
    ///   - output: Takes what it prints.
    /// - Throws: If the script fails or meets a limit.
    public func runScript(
        _ source: [UInt8], name: String, over district: District, listener: Listener = Listener(),
        output: ([UInt8]) throws -> Void
    ) throws {
        let job = WorkerJob(
            task: .script(name: name, source: source, seesDistrict: true),
            findings: Findings(of: district),
            limits: limits, showsSmallGroups: district.showsSmallGroups)
        try work(
            at: job, [], over: district.snapshot, name: name, listener: listener, output: output, done: {})
    }

    /// Has one worker do one thing after another.
    func work(
        at job: WorkerJob, _ blocks: [WorkerBlock], over snapshot: Snapshot, name: String, listener: Listener,
        ready: () -> Void = {}, output: ([UInt8]) throws -> Void, done: () throws -> Void
    ) throws {
        var waiting = blocks[...]
        try work(
            at: job, { waiting.popFirst() }, over: snapshot, name: name, listener: listener, ready: ready,
            output: output, done: done)
    }

    /// Has one worker do one thing after another.
    ///
    /// - Parameters:
    ///   - next: Gives the next thing; nil when there is no more.
    ///   - ready: Called when the worker is ready to begin.
    func work(
        at job: WorkerJob, _ next: () throws -> (any WorkerRequest)?, over snapshot: Snapshot, name: String,
        listener: Listener, ready: () -> Void, output: ([UInt8]) throws -> Void, done: () throws -> Void
    ) throws {
        let worker = try WorkerProcess(executable: executable, snapshot: Self.memory(of: snapshot), job: job)
        let allowed = UInt64((limits.seconds + Self.grace) * 1e9)
        var begun = WorkerProgress.now
        var size = 0
        while true {
            let now = WorkerProgress.now
            let left = begun + allowed > now ? (begun + allowed - now) / 1_000_000 : 0
            try listener.pulse()
            var descriptors = [pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0)]
            let count = poll(&descriptors, 1, Int32(clamping: min(left, 100)))
            if count == 0, left > 100 { continue }
            guard count >= 0 else { continue }
            // Over its time is over its time, also for one that goes on talking.
            guard count > 0, left > 0 else {
                worker.end()
                throw PluginError(
                    place: worker.progress.place ?? name, message: WorkerEnding.late(limits.seconds))
            }
            guard let messages = worker.receive() else {
                throw PluginError(place: name, message: WorkerEnding.description(of: worker))
            }
            for message in messages {
                switch message {
                case .ready(let missing):
                    WorkerEnding.tell(missing, listener)
                    ready()
                    begun = WorkerProgress.now
                    if let request = try next() { worker.send(request) }
                case .log(let level, let text):
                    listener.log(level, text)
                    continue
                case .notice(let text):
                    listener.log("warning", text)
                    continue
                case .failed(let error):
                    throw error
                case .ask(let ask):
                    // The time that this takes is the program's own.
                    let asked = WorkerProgress.now
                    worker.send(listener.ask?(ask) ?? .refused(WorkerEnding.readOnly))
                    begun += WorkerProgress.now - asked
                    continue
                case .value(let value):
                    guard value.fits(snapshot.students.count) else {
                        throw PluginError(place: name, message: WorkerEnding.forged)
                    }
                    try listener.show(value)
                    continue
                case .outcomes, .streamed:
                    throw PluginError(place: name, message: WorkerEnding.forged)
                case .output(let bytes):
                    size += bytes.count
                    guard size <= ReportDraft.sizeLimit else {
                        throw PluginError(place: name, message: WorkerEnding.forged)
                    }
                    try output(bytes)
                    continue
                case .done:
                    try done()
                    size = 0
                    guard let request = try next() else { return }
                    begun = WorkerProgress.now
                    worker.send(request)
                }
            }
        }
    }

    static func memory(of snapshot: Snapshot) throws(PluginError) -> SnapshotMemory {
        do {
            return try SnapshotMemory(snapshot)
        } catch {
            throw PluginError(place: "", message: error.description)
        }
    }
}

/// How the end of a worker is told.
enum WorkerEnding {
    static let readOnly = "this program only reads"
    static let forged = "its process answered with what this program does not say; nothing of it was taken"

    static func late(_ seconds: Double) -> String {
        "did not come back within \(seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") seconds, "
            + "and its process was ended"
    }

    /// What became of a worker that has closed its end.
    static func description(of worker: WorkerProcess) -> String {
        // One that has closed its end is about to be gone, if it did not do so on purpose.
        switch worker.reap(within: 0.5) {
        case .signal(SIGKILL)?:
            "its process was killed (signal \(SIGKILL)), as the system does where memory is short"
        case .signal(let signal)?: "its process crashed (\(String(cString: strsignal(signal))))"
        case .exited(let status)?: "its process ended early, with status \(status)"
        case nil: worker.end() == nil ? "its process is gone" : forged
        }
    }

    /// Names the protections that could not be had.
    static func tell(_ missing: Int32, _ listener: WorkerPool.Listener) {
        let names = [(1, "resource limits"), (2, "no_new_privs"), (4, "seccomp"), (8, "Landlock")]
            .filter { Int(missing) & $0.0 != 0 }.map(\.1)
        if !names.isEmpty {
            listener.notice(
                "this system gives workers no \(names.joined(separator: ", no ")); the run goes on with the rest"
            )
        }
    }
}
