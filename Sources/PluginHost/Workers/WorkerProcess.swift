import CSandbox
import Engagement
import Glibc

/// A worker as its parent sees it: a process, a pipe to it, a pipe from it, and the page on which it tells
/// which student it is at.
final class WorkerProcess {
    /// The end from which its answers come.
    let output: Int32
    let progress: WorkerProgress
    private let input: Int32
    private let process: pid_t
    private var received = FrameBuffer()
    /// Where what comes is read to.
    private var part = [UInt8](repeating: 0, count: 1 << 16)
    private var isReaped = false

    /// How a worker ended.
    enum Ending {
        case exited(Int32)
        case signal(Int32)
    }

    /// Starts the program at `executable` as a worker and hands it its job.
    init(executable: String, snapshot: SnapshotMemory, job: WorkerJob) throws(PluginError) {
        do {
            let memory = try SharedMemory(size: WorkerProgress.size)
            progress = WorkerProgress(memory: memory)
            (process, input, output) = try Self.spawn(executable, [snapshot.descriptor, memory.descriptor])
        } catch {
            throw PluginError(place: "", message: "a worker could not be started: \(error)")
        }
        progress.begin(-1)
        let bytes = job.bytes
        // Where this fails the worker is gone, which the first read tells.
        _ = Pipe.write(Pipe.frame([], before: bytes.count), to: input) && Pipe.write(bytes, to: input)
    }

    deinit {
        close(input)
        close(output)
        end()
    }

    /// Asks for what is to be done next.
    func send(_ request: any WorkerRequest) {
        _ = Pipe.write(request.frame, to: input)
    }

    /// Answers a script that waits.
    func send(_ reply: ProgramReply) {
        _ = Pipe.write(reply.frame, to: input)
    }

    /// Reads what has come, without waiting for more.
    ///
    /// - Returns: The whole messages; nil once the worker has closed its end, or when what it said is no
    ///   message of this program.
    func receive() -> [WorkerMessage]? {
        let count = part.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
        if count < 0 { return errno == EINTR || errno == EAGAIN ? [] : nil }
        guard count > 0 else { return nil }
        return received.take(part[..<count]) { try? WorkerMessage($0) }
    }

    /// Ends the process, whatever it does, and says how it ended.
    @discardableResult
    func end() -> Ending? {
        guard !isReaped else { return nil }
        kill(process, SIGKILL)
        return reap()
    }

    /// Waits for a process that has closed its end, and says how it ended.
    ///
    /// - Parameter seconds: How long at most; nil where it is sure to end.
    /// - Returns: nil for one that has not ended by then, or whose end is known already.
    func reap(within seconds: Double? = nil) -> Ending? {
        guard !isReaped else { return nil }
        var status: Int32 = 0
        let end = seconds.map { WorkerProgress.now + UInt64($0 * 1e9) }
        while true {
            let found = waitpid(process, &status, end == nil ? 0 : WNOHANG)
            if found == process { break }
            if found < 0, errno != EINTR { return nil }
            if let end {
                guard WorkerProgress.now < end else { return nil }
                usleep(1000)
            }
        }
        isReaped = true
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .signal(signal)
    }

    static func spawn(
        _ executable: String, _ descriptors: [Int32]
    ) throws(SharedMemory.Failure) -> (pid_t, Int32, Int32) {
        var toWorker: [Int32] = [0, 0]
        var fromWorker: [Int32] = [0, 0]
        guard csandbox_pipe(&toWorker) == 1, csandbox_pipe(&fromWorker) == 1 else {
            throw SharedMemory.Failure("no pipe")
        }
        var process: Int32 = 0
        let inherited = [toWorker[0], fromWorker[1]] + descriptors
        let failure = csandbox_spawn(executable, Worker.argument, inherited, Int32(inherited.count), &process)
        close(toWorker[0])
        close(fromWorker[1])
        guard failure == 0 else {
            close(toWorker[1])
            close(fromWorker[0])
            errno = failure
            throw SharedMemory.Failure(executable)
        }
        return (process, toWorker[1], fromWorker[0])
    }
}
