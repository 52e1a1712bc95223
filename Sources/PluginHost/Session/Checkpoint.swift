import CSandbox
import Glibc

/// A copy of this process that waits for the end of this one: what a session goes back to.
struct Checkpoint {
    private let process: Int32
    /// Held by the process that runs the line and by no other: the copy sees it closed when that ends.
    private let lifeline: Int32

    /// Which process one finds oneself in after making a copy.
    enum Outcome {
        /// In the original, beside its copy.
        case made(Checkpoint)
        /// In the copy, after the original has ended.
        case tookOver
        /// In the original, which could make no copy.
        case refused
    }

    /// Copies the process, which must have no other thread. Pages are shared until they are written to.
    static func make() -> Outcome {
        var ends: [Int32] = [-1, -1]
        guard csandbox_pipe(&ends) == 1 else { return .refused }
        let original = getpid()
        let process = csandbox_fork()
        guard process == 0 else {
            close(ends[0])
            if process > 0 { return .made(Checkpoint(process: process, lifeline: ends[1])) }
            close(ends[1])
            return .refused
        }
        close(ends[1])
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) < 0, errno == EINTR {}
        close(ends[0])
        // An ending process closes its files before it gives its children away. Only when the front has
        // adopted this one does the end of the parent mean the front's.
        while getppid() == original { usleep(200) }
        csandbox_end_with_parent()
        return .tookOver
    }

    /// Ends the copy.
    func discard() {
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(lifeline)
    }
}
