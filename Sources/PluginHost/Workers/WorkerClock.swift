import Engagement
import Glibc
import Lua

/// A worker's timer. It has Lua count instructions only in calls that take longer than a few milliseconds,
/// and notes for the parent where a function was called that does not come back.
///
/// A signal, not a thread: nothing but the thread that runs Lua may touch it, and the filter of system calls
/// lets no thread begin. One state and one thread a process, so that what the handler needs may be global.
enum WorkerClock {
    /// The state whose calls are timed. Behind a pointer: a signal may come at any moment of another one's taking its
    /// place, also while that one is closed, and of a variable Swift would see two accesses at once and end the
    /// process. It is one word, so that the handler finds the one or the other; what it finds is held until it is
    /// replaced.
    nonisolated(unsafe) private static let state: UnsafeMutablePointer<LuaInterrupter?> = {
        let state = UnsafeMutablePointer<LuaInterrupter?>.allocate(capacity: 1)
        state.initialize(to: nil)
        return state
    }()
    // Set before the first signal that reads it.
    nonisolated(unsafe) private static var progress: WorkerProgress?

    /// Whether this process has such a timer.
    static var isRunning: Bool { progress != nil }

    /// Microseconds between two signals.
    private static let interval = 5000

    /// Starts it. To be called before the process gives up its rights.
    static func start(telling progress: WorkerProgress) {
        self.progress = progress
        // Made here and not in the handler.
        _ = state
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in WorkerClock.tick() }
        action.sa_flags = Int32(SA_RESTART)
        sigaction(SIGALRM, &action, nil)
        let step = timeval(tv_sec: 0, tv_usec: interval)
        var timer = itimerval(it_interval: step, it_value: step)
        setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    }

    /// Makes this the state whose calls are timed.
    static func watch(_ interrupter: LuaInterrupter) {
        if isRunning { state.pointee = interrupter }
    }

    private static func tick() {
        let error = errno
        progress?.tick()
        state.pointee?.tick { source, line in WorkerClock.progress?.note(source, line) }
        errno = error
    }
}
