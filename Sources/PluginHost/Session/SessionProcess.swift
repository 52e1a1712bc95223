import CSandbox
import Engagement
import Glibc

/// A session as the front sees it: the process in which an analyst's lines run, with what they leave behind.
///
/// Used from one thread. The thread that makes it must stay: the kernel ends the process with it.
package final class SessionProcess {
    private let input: Int32
    private let output: Int32
    private var process: pid_t
    private var received = FrameBuffer()
    private let limits: RunLimits
    private var studentCount: Int
    private let otherDays: OtherDays
    private var isAlive = true
    private var isReady = false
    /// A protection that this kernel refuses, once it is known; empty for none.
    package private(set) var notice = ""

    /// What became of a line.
    package enum Outcome: Sendable {
        /// It ended well and gave these values, with a remark on them or nothing.
        case values([SessionValue], remark: String)
        /// It might be Lua if more came.
        case incomplete
        case failed(SessionFailure)
        /// It was ended, or brought its process down; all is as it was before it.
        case undone(String)
        /// As ``undone``, and nothing could be kept: the session must be made anew.
        case lost(String)
    }

    /// What a line tells and asks while it runs.
    package struct Listener {
        /// Takes what it prints.
        package var output: ([UInt8]) throws -> Void
        /// Shows a value that it prints by itself.
        package var show: (SessionValue) throws -> Void
        /// Does what it asks for.
        package var ask: (ProgramAsk) -> ProgramReply
        /// Whether it is to be ended.
        package var isInterrupted: () -> Bool

        package init(
            output: @escaping ([UInt8]) throws -> Void,
            show: @escaping (SessionValue) throws -> Void = { _ in },
            ask: @escaping (ProgramAsk) -> ProgramReply,
            isInterrupted: @escaping () -> Bool
        ) {
            self.output = output
            self.show = show
            self.ask = ask
            self.isInterrupted = isInterrupted
        }
    }

    /// How long a line has to end by itself after it was told to, in seconds.
    private static let patience = 1.0
    /// How long the process has to begin, in seconds: over millions of students it takes its time.
    private static let startPatience = 120.0

    /// Starts the program at `executable` as a session over a district.
    package init(executable: String, over district: District, limits: RunLimits) throws(PluginError) {
        self.limits = limits
        studentCount = district.snapshot.students.count
        let memory = try WorkerPool.memory(of: district.snapshot)
        // The process that goes on from before a line is a child of that line's process.
        csandbox_adopt_orphans()
        do {
            let progress = try SharedMemory(size: WorkerProgress.size)
            otherDays = try OtherDays()
            (process, input, output) = try WorkerProcess.spawn(
                executable, [memory.descriptor, progress.descriptor, otherDays.descriptor])
        } catch {
            throw PluginError(place: "", message: "a session could not be started: \(error)")
        }
        let bytes = Self.job(over: district, limits).bytes
        _ = Pipe.write(Pipe.frame([], before: bytes.count), to: input) && Pipe.write(bytes, to: input)
    }

    deinit {
        close(input)
        close(output)
        end()
    }

    /// Runs a chunk under a name to its end, whatever it does.
    package func run(
        _ code: String, name: String, firstLine: Int = 1, listener: Listener
    ) throws -> Outcome {
        // The line's time begins when the process is there to run it.
        guard try isThere(listener.isInterrupted) else {
            return .failed(SessionFailure(message: "interrupted while the session began"))
        }
        send(.run(code: Array(code.utf8), name: name, firstLine: firstLine))
        var deadline = Deadline(seconds: limits.seconds + WorkerPool.grace)
        var wasTold = false
        while true {
            guard let answers = receive(before: deadline) else {
                return try restored(because: "the line brought its process down (\(ending()))")
            }
            if !wasTold, listener.isInterrupted() {
                wasTold = true
                kill(process, SIGUSR1)
                deadline = Deadline(seconds: Self.patience)
            }
            if deadline.isOver {
                let reason =
                    wasTold
                    ? "interrupted"
                    : "the line did not end within \(limits.seconds.formatted) seconds"
                kill(process, SIGKILL)
                return try restored(because: reason)
            }
            for answer in answers {
                switch answer {
                case .output(let bytes): try listener.output(bytes)
                case .printed(let value):
                    guard value.fits(studentCount) else {
                        end()
                        return .lost(WorkerEnding.forged)
                    }
                    try listener.show(value)
                case .ask(let ask):
                    let reply = listener.ask(ask)
                    deadline = Deadline(seconds: limits.seconds + WorkerPool.grace)
                    wasTold = false
                    send(.reply(reply))
                case .values(let values, let remark):
                    guard values.allSatisfy({ $0.fits(studentCount) }) else {
                        end()
                        return .lost(WorkerEnding.forged)
                    }
                    return .values(values, remark: remark)
                case .incomplete: return .incomplete
                case .failed(let failure): return .failed(failure)
                case .ready(let missing):
                    tell(missing)
                case .names, .resumed: break
                }
            }
        }
    }

    private static func job(over district: District, _ limits: RunLimits) -> WorkerJob {
        WorkerJob(
            task: .session, findings: Findings(of: district), limits: limits,
            showsSmallGroups: district.showsSmallGroups)
    }

    /// Goes over to another district, that of another day. Variables stay, and the students, mentors and
    /// services in them are looked up again.
    ///
    /// - Returns: The last value as it is now, with a remark on what became of variables. Where it failed,
    ///   all is as it was; after ``Outcome/lost(_:)`` the session must be made anew.
    package func look(at district: District) throws -> Outcome {
        guard try isThere({ false }) else { return .lost("the session did not begin") }
        let place: OtherDays.Place
        do {
            place = try otherDays.add(district.snapshot)
        } catch {
            throw PluginError(place: "", message: error.description)
        }
        send(.look(place, job: Self.job(over: district, limits).bytes))
        let deadline = Deadline(seconds: Self.startPatience)
        while !deadline.isOver, let answers = receive(before: deadline) {
            for answer in answers {
                switch answer {
                case .values(let values, let remark):
                    studentCount = district.snapshot.students.count
                    guard values.allSatisfy({ $0.fits(studentCount) }) else {
                        end()
                        return .lost(WorkerEnding.forged)
                    }
                    return .values(values, remark: remark)
                case .failed(let failure): return .failed(failure)
                default: break
                }
            }
        }
        end()
        return .lost("the session's process could not look at another day")
    }

    /// Waits for the process to begin; false where the waiting is interrupted.
    private func isThere(_ isInterrupted: () -> Bool) throws -> Bool {
        let deadline = Deadline(seconds: Self.startPatience)
        while !isReady {
            if isInterrupted() { return false }
            guard !deadline.isOver, let answers = receive(before: deadline) else {
                throw PluginError(place: "", message: "the session did not begin: \(ending())")
            }
            for case .ready(let missing) in answers { tell(missing) }
        }
        return true
    }

    /// What may follow a path of names, for completion; nothing where the session does not answer at once.
    package func names(after path: String) -> [String] {
        send(.names(path: path))
        let deadline = Deadline(seconds: 2)
        while !deadline.isOver, let answers = receive(before: deadline) {
            for answer in answers {
                if case .names(let names) = answer { return names }
                if case .ready(let missing) = answer { tell(missing) }
            }
        }
        return []
    }

    /// Waits for the copy that goes on from before the line.
    private func restored(because reason: String) throws -> Outcome {
        reap()
        // What the ended process had begun to say is nothing any more; the copy says nothing until it is asked.
        drain()
        received.clear()
        send(.resume)
        let deadline = Deadline(seconds: 10)
        while !deadline.isOver, let answers = receive(before: deadline, watching: false) {
            for case .resumed(let process) in answers {
                self.process = process
                isAlive = true
                return .undone(reason)
            }
        }
        return .lost(reason)
    }

    private func send(_ request: SessionRequest) {
        // Where this fails the process is gone, which the next read tells.
        _ = Pipe.write(request.frame, to: input)
    }

    private func tell(_ missing: Int32) {
        isReady = true
        WorkerEnding.tell(missing, WorkerPool.Listener(notice: { self.notice = $0 }))
    }

    /// What has come, after waiting a moment for it.
    ///
    /// - Parameter watching: Whether the end of the process is looked for, too: its copy keeps the pipe open.
    /// - Returns: nil where the process is gone, or says what is no message of this program.
    private func receive(before deadline: Deadline, watching: Bool = true) -> [SessionAnswer]? {
        var descriptors = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        let count = poll(&descriptors, 1, Int32(clamping: min(100, deadline.milliseconds)))
        guard count > 0 else { return watching && hasEnded() ? nil : [] }
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let got = part.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
        if got < 0 { return errno == EINTR ? [] : nil }
        guard got > 0 else { return nil }
        return received.take(part[..<got]) { try? SessionAnswer($0) }
    }

    private func drain() {
        var descriptors = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while poll(&descriptors, 1, 0) > 0, read(output, &part, part.count) > 0 {}
    }

    private var status: Int32 = 0

    private func hasEnded() -> Bool {
        guard isAlive else { return true }
        guard waitpid(process, &status, WNOHANG) == process else { return false }
        isAlive = false
        return true
    }

    private func reap() {
        guard isAlive else { return }
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isAlive = false
    }

    private func ending() -> String {
        if isAlive { kill(process, SIGKILL) }
        reap()
        let signal = status & 0x7f
        return signal == 0
            ? "it ended with status \((status >> 8) & 0xff)" : String(cString: strsignal(signal))
    }

    /// Ends the process and all that hangs on it.
    private func end() {
        if isAlive { kill(process, SIGKILL) }
        reap()
    }
}

/// A moment by which something must have happened.
private struct Deadline {
    private let end: UInt64

    init(seconds: Double) {
        let nanoseconds = seconds < 1e9 ? UInt64(max(0, seconds) * 1e9) : UInt64.max / 2
        end = WorkerProgress.now + nanoseconds
    }

    var isOver: Bool { WorkerProgress.now >= end }

    var milliseconds: Int {
        let now = WorkerProgress.now
        return end > now ? Int(clamping: (end - now) / 1_000_000) + 1 : 0
    }
}

extension Double {
    /// The number without a fraction where it has none.
    fileprivate var formatted: String { self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
}
