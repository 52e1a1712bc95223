import CSandbox
import Engagement
import Glibc
import Lua

/// The inside of a worker process: the only place where a batch runs a plugin's code.
///
/// It has its job and the blocks on standard input, its answers on standard output, the snapshot's image and
/// the progress page under two descriptors more, and nothing else: no database, no files, no network.
public enum Worker {
    static let snapshotDescriptor: Int32 = 3
    static let progressDescriptor: Int32 = 4
    /// Of a session only: where the districts of other days are handed over.
    static let otherDaysDescriptor: Int32 = 5

    /// The first argument with which the program is started as a worker.
    public static let argument = "--worker"

    /// Works until there is nothing more to do. Never returns.
    public static func run() -> Never {
        csandbox_end_with_parent()
        // Whoever stops a service signals all its processes; when a worker goes is its parent's to say.
        for end in [SIGINT, SIGTERM, SIGHUP] { signal(end, SIG_IGN) }
        do {
            try work()
        } catch let error as PluginError {
            send(
                .failed(
                    PluginError(
                        place: ScoreAnswer.shortened(error.place),
                        message: ScoreAnswer.shortened(error.message))
                ))
        } catch {
            send(.failed(PluginError(place: "", message: "\(error)")))
        }
        exit(0)
    }

    private static func work() throws {
        let snapshot = try SnapshotMemory.snapshot(mapping: snapshotDescriptor)
        let progress = WorkerProgress(
            memory: try SharedMemory(mapping: progressDescriptor, isWritable: true))
        guard let bytes = Pipe.readFrame(from: STDIN_FILENO) else { return }
        let job = try WorkerJob(bytes, fingerprint: snapshot.fingerprint)
        // Lua's own limit comes first; the process's is for what grows beside it.
        let memory = addressSpace + UInt64(job.limits.memory) * 2 + 256 << 20
        var district = job.findings.district(snapshot)
        district.showsSmallGroups = job.showsSmallGroups
        if case .session = job.task {
            return try SessionWorker(district, limits: job.limits, missing: csandbox_enter_session(memory))
                .serve()
        }
        // Not in a session: a timer does not go on in the copies of its process that lines run in.
        WorkerClock.start(telling: progress)
        let missing = csandbox_enter(memory)
        progress.begin(-1)
        switch job.task {
        case .turns(.score, let seed, let cohort):
            try score(job, district, seed: seed, cohort: cohort, progress: progress, missing: missing)
        case .turns(let contribution, let seed, let cohort):
            try takeTurns(
                contribution, job, district, seed: seed, cohort: cohort, progress: progress, missing: missing)
        case .report(let format):
            try report(job, district, format: format, missing: missing)
        case .script(let name, let source, let seesDistrict):
            send(.ready(missing: missing))
            let script = Script(source: source, name: name, seesDistrict: seesDistrict, limits: job.limits)
            let notice = { (text: String) in send(.log(level: "notice", text: text)) }
            try script.run(
                over: district, ask: { (ask) throws(LuaError) in try Self.ask(ask) }, notice: notice,
                output: { printed in
                    switch printed {
                    case .text(let text): send(.output(text))
                    case .value(let value): send(.value(value))
                    }
                })
            send(.done)
        case .fidelity:
            try fidelity(job, district, missing: missing)
        case .rows(let file, let columns):
            try convert(job, district, file: file, columns: columns, missing: missing)
        case .stream(let seed, let shared):
            try stream(job, seed: seed, shared: shared, asOf: snapshot.asOf, progress, missing: missing)
        case .check:
            send(.ready(missing: missing))
            let log = WorkerLog { level, text in send(.log(level: level, text: text)) }
            var writer = ByteWriter()
            try plugin(of: job).check(in: district, limits: job.limits, log: log.add).write(to: &writer)
            send(.output(writer.bytes))
            send(.done)
        case .session: break
        }
    }

    private static func fidelity(_ job: WorkerJob, _ district: District, missing: Int32) throws {
        let instance = try instance(of: job, district)
        send(.ready(missing: missing))
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            guard let mentor = try WorkerBlock(content).rows.first else { return }
            var writer = ByteWriter()
            try instance.fidelity(ofMentor: mentor).write(to: &writer)
            send(.output(writer.bytes))
            send(.done)
        }
    }

    private static func convert(
        _ job: WorkerJob, _ district: District, file: String, columns: [String], missing: Int32
    ) throws {
        let converter = try RowConverter(instance(of: job, district), file: file, columns: columns)
        send(.ready(missing: missing))
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            let rows = try WorkerLines(content).lines.map { converter.row(try ImportedRow($0)) }
            var writer = ByteWriter()
            writer.write(rows) { $1.write(to: &$0) }
            send(.output(writer.bytes))
            send(.done)
        }
    }

    private static func score(
        _ job: WorkerJob, _ district: District, seed: Int64, cohort: RowRuns, progress: WorkerProgress,
        missing: Int32
    ) throws {
        let instance = try instance(of: job, district)
        let prepared = try instance.prepare(rows: cohort.rows)
        guard let scoring = try instance.calls(.score, prepared) else { return }
        try instance.turns.begin()
        send(.ready(missing: missing))
        let records = try instance.records()
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            let rows = try WorkerBlock(content).rows
            records.truncate(to: 0)
            try instance.turns.take(rows.count) { (places) throws(PluginError) in
                try instance.score(
                    rows: rows[places], seed: seed, scoring, marks: progress.marks, into: records)
                progress.begin(-1)
            } again: {
                records.truncate(to: 0)
            }
            progress.looking = instance.turns.looking
            send(outcomes: records.bytes)
        }
    }

    /// Proposes services, or derives values.
    private static func takeTurns(
        _ contribution: Manifest.Contribution, _ job: WorkerJob, _ district: District, seed: Int64,
        cohort: RowRuns,
        progress: WorkerProgress, missing: Int32
    ) throws {
        let instance = try instance(of: job, district)
        let prepared = try instance.prepare(rows: cohort.rows)
        guard let turns = try instance.calls(contribution, prepared) else { return }
        try instance.turns.begin()
        send(.ready(missing: missing))
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            let rows = try WorkerBlock(content).rows
            var bytes: [UInt8] = []
            try instance.turns.take(rows.count) { places in
                for row in rows[places] {
                    progress.begin(row)
                    OutcomeBlock.append(
                        instance.outcome(of: contribution, row: row, seed: seed, turns), tiers: [], to: &bytes
                    )
                }
                progress.begin(-1)
            } again: {
                bytes = []
            }
            progress.looking = instance.turns.looking
            send(.outcomes(bytes))
        }
    }

    private static func stream(
        _ job: WorkerJob, seed: Int64, shared: [UInt8], asOf: CalendarDate, _ progress: WorkerProgress,
        missing: Int32
    ) throws {
        let log = WorkerLog { level, text in send(.log(level: level, text: text)) }
        let students = try StudentLines(
            plugin(of: job), job: job, seed: seed, shared: shared, asOf: asOf, log: log.add,
            tellChange: { send(.notice($0)) })
        send(.ready(missing: missing))
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            send(.streamed(try students.results(of: WorkerLines(content).lines, begin: progress.begin)))
        }
    }

    private static func report(
        _ job: WorkerJob, _ district: District, format: Manifest.ReportFormat, missing: Int32
    ) throws {
        var instance = try instance(of: job, district)
        send(.ready(missing: missing))
        while let content = Pipe.readFrame(from: STDIN_FILENO) {
            let block = try WorkerBlock(content)
            // What a plugin keeps of one student's notes must not come out in another's report.
            if instance.plugin.manifest.reads.contains(.notes) {
                instance = try Self.instance(of: job, district)
            }
            let bytes = try instance.report(title: block.title, format: format, rows: block.rows)
            var rest = bytes[...]
            while !rest.isEmpty {
                send(.output(Array(rest.prefix(1 << 20))))
                rest = rest.dropFirst(1 << 20)
            }
            send(.done)
        }
    }

    private static func instance(of job: WorkerJob, _ district: District) throws -> PluginInstance {
        let log = WorkerLog { level, text in send(.log(level: level, text: text)) }
        let instance = try PluginInstance(
            plugin(of: job), district: district, options: job.options, limits: job.limits, log: log.add)
        instance.turns.tell = { send(.notice($0)) }
        return instance
    }

    private static func plugin(of job: WorkerJob) throws(PluginError) -> Plugin {
        try Plugin(files: PluginFiles(job.files), folder: job.folder)
    }

    /// Has the parent do what a script asks for, and waits for its answer.
    private static func ask(_ ask: ProgramAsk) throws(LuaError) -> ProgramReply {
        send(.ask(ask))
        guard let content = Pipe.readFrame(from: STDIN_FILENO) else { exit(0) }
        do {
            return try content.withUnsafeBytes { bytes in
                var reader = ByteReader(bytes)
                return try ProgramReply(from: &reader)
            }
        } catch {
            throw LuaError(AskingFunctions.noAnswer)
        }
    }

    private static func send(_ message: WorkerMessage) {
        // Nobody is left to answer to when the parent is gone.
        if !Pipe.write(message.frame, to: STDOUT_FILENO) { exit(0) }
    }

    /// Sends outcomes from where they lie: there may be many.
    private static func send(outcomes bytes: UnsafeRawBufferPointer) {
        let isSent =
            Pipe.write(WorkerMessage.head(ofOutcomes: bytes), to: STDOUT_FILENO)
            && Pipe.write(bytes, to: STDOUT_FILENO)
        if !isSent { exit(0) }
    }

    /// Bytes of address space in use.
    private static var addressSpace: UInt64 {
        guard let file = fopen("/proc/self/statm", "r") else { return 1 << 34 }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 128)
        guard fgets(&text, 128, file) != nil,
            let pages = UInt64(
                String(decoding: text.map { UInt8(bitPattern: $0) }.prefix { $0 != 32 }, as: UTF8.self))
        else { return 1 << 34 }
        return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
    }
}

/// Passes on what a plugin logs, up to a limit: a log must not outgrow the results.
final class WorkerLog: @unchecked Sendable {
    // Sendable for the sandbox's sake, which takes any logger; a worker has one thread.
    private var count = 0
    private let pass: (String, String) -> Void
    static let limit = (lines: 1000, bytes: 1000)

    init(_ pass: @escaping (String, String) -> Void) {
        self.pass = pass
    }

    @Sendable func add(_ level: String, _ text: String) {
        count += 1
        if count == Self.limit.lines + 1 {
            pass("warning", "more than \(Self.limit.lines) lines; the rest is left out")
        }
        guard count <= Self.limit.lines else { return }
        pass(
            level,
            text.utf8.count > Self.limit.bytes
                ? String(decoding: Array(text.utf8.prefix(Self.limit.bytes)), as: UTF8.self) + "…" : text)
    }
}
