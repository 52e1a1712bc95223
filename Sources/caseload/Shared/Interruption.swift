import Glibc
import Synchronization

/// Ctrl-C, and the other ways to ask the program to end, while it does work that is kept in parts.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private static let received = Atomic<Int32>(0)

    /// Runs work that looks with ``check()`` from time to time. A second Ctrl-C ends the program at once.
    static func watching<Result>(_ work: () throws -> Result) rethrows -> Result {
        received.store(0, ordering: .relaxed)
        for number in signals {
            signal(number) { number in
                Interruption.received.store(number, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
        defer { for number in signals { signal(number, SIG_DFL) } }
        return try work()
    }

    /// Throws once somebody has asked for the end.
    static func check() throws(Failure) {
        if received.load(ordering: .relaxed) != 0 { throw Failure(.interrupted, "interrupted") }
    }
}
