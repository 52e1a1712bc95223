import Foundation
import Testing

/// How long the random tests go on, and where they begin.
///
/// In each run of the tests a few iterations of a fixed seed. `Tests/run --fuzz SECONDS [SEED [ITERATION]]`
/// sets the variables below: so many seconds for each test, from a seed of its own or this one, or a single
/// iteration. On a failure or a crash the seed and the iteration are told.
enum Fuzz {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["CASELOAD_FUZZ_SECONDS"].flatMap { Double($0) }
    private static let iteration = environment["CASELOAD_FUZZ_ITERATION"].flatMap { Int($0) }
    private static let seed =
        environment["CASELOAD_FUZZ_SEED"].flatMap { UInt64($0) }
        ?? (seconds == nil ? 1 : UInt64.random(in: 1..<1_000_000_000))

    /// Runs `body` again and again.
    ///
    /// - Parameters:
    ///   - short: How many iterations a run of all tests has time for.
    ///   - body: Answers with what is wrong, or nil.
    static func run(_ target: String, short: Int, _ body: (inout FuzzRandom) throws -> String?) {
        CrashNotice.install()
        let start = ContinuousClock.now
        var count = 0
        var number = iteration ?? 0
        while isGoingOn(count, short, since: start) {
            let notice = "\(target): seed \(seed), iteration \(number)"
            CrashNotice.set(notice)
            var random = FuzzRandom(seed: seed, iteration: number)
            let problem: String?
            do {
                problem = try body(&random)
            } catch {
                problem = "an unexpected error: \(error)"
            }
            if let problem {
                Issue.record("\(notice): \(problem)\nAgain: Tests/run --fuzz 1 \(seed) \(number)")
                break
            }
            count += 1
            number += 1
        }
        CrashNotice.set("")
        if seconds != nil { print("fuzz \(target): seed \(seed), \(count) iterations") }
    }

    private static func isGoingOn(_ count: Int, _ short: Int, since start: ContinuousClock.Instant) -> Bool {
        if iteration != nil { return count < 1 }
        guard let seconds else { return count < short }
        return ContinuousClock.now - start < .seconds(seconds)
    }
}

/// Says on standard error which iteration runs, should this process crash in it.
private enum CrashNotice {
    // One test runs at a time, and the handler only reads.
    nonisolated(unsafe) private static let text = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 200, alignment: 1)
    nonisolated(unsafe) private static var count = 0
    nonisolated(unsafe) private static let before = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

    private static let isInstalled: Bool = {
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { signal in
                _ = write(STDERR_FILENO, CrashNotice.text.baseAddress, CrashNotice.count)
                // What was there before does the rest.
                sigaction(signal, CrashNotice.before + Int(signal), nil)
                raise(signal)
            }
            sigaction(signal, &action, before + Int(signal))
        }
        return true
    }()

    static func install() { _ = isInstalled }

    static func set(_ notice: String) {
        let bytes = notice.isEmpty ? [] : Array("\nCrashed in fuzz \(notice)\n".utf8.prefix(text.count))
        text.copyBytes(from: bytes)
        count = bytes.count
    }
}
