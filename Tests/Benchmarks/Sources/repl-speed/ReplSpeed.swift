import Foundation
import Glibc

/// How fast a session is at a terminal: from the start of the program to the first prompt, to the first
/// answer, and one filter over everybody.
///
///     swift run -c release generate-district /tmp/district --students 50000
///     caseload init --db /tmp/district.db && caseload import --db /tmp/district.db /tmp/district
///     swift run -c release --package-path Tests/Benchmarks repl-speed .build/release/caseload /tmp/district.db 2026-05-15
@main
struct ReplSpeed {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            print("usage: repl-speed PROGRAM DATABASE DATE")
            exit(64)
        }
        let lines = [
            ("filter by a query", #"n = #students:where "attendance.rate < 90% and grade = 9""#),
            ("filter by a table", "n = #students:where { grade = 9 }"),
            ("filter by a function", "n = #students:where(function(s) return s.grade == 9 end)"),
            ("sort by a field", #"n = #students:sort_by "attendance.rate""#),
            ("one sum, no student", "n = 1 + 1"),
        ]
        var figures: [String: [Double]] = [:]
        let runs = 5
        for _ in 0..<runs {
            let session = try TimedSession(program: arguments[1], database: arguments[2], day: arguments[3])
            figures["first prompt", default: []].append(try session.time("", isStart: true))
            figures["first answer", default: []].append(try session.time("#students"))
            for (name, line) in lines { figures[name, default: []].append(try session.time(line)) }
        }
        print("the median of \(runs), in ms")
        for name in ["first prompt", "first answer"] + lines.map(\.0) {
            let median = (figures[name] ?? []).sorted()[runs / 2] * 1000
            print(name.padding(toLength: 24, withPad: " ", startingAt: 0), String(format: "%8.1f", median))
        }
    }
}

/// The program at a pseudo-terminal.
final class TimedSession {
    private var master: Int32 = -1
    private let begin: ContinuousClock.Instant
    private let process: pid_t

    struct Failure: Error {}

    init(program: String, database: String, day: String) throws {
        let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var zero: Int32 = 0
        var terminal: Int32 = 0
        guard ioctl(master, unlock, &zero) == 0, ioctl(master, number, &terminal) == 0 else {
            throw Failure()
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/pts/\(terminal)", O_RDWR, 0)
        }
        let words = Self.list([program, "repl", "--db", database, "--as-of", day])
        let settings = Self.list(["TERM=xterm", "NO_COLOR=1", "LANG=C.UTF-8", "HOME=/nonexistent"])
        defer { for text in words + settings { free(text) } }
        var process: pid_t = 0
        begin = .now
        guard posix_spawn(&process, program, &actions, nil, words, settings) == 0 else { throw Failure() }
        self.process = process
    }

    /// The texts as C's functions take them, with the end that they look for.
    private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { (text: String) in strdup(text) } + [nil]
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(master)
    }

    /// Seconds from a line, or from the start of the program, to the next prompt.
    func time(_ line: String, isStart: Bool = false) throws -> Double {
        let start = isStart ? begin : .now
        if !isStart {
            let bytes = Array((line + "\r").utf8)
            guard write(master, bytes, bytes.count) == bytes.count else { throw Failure() }
        }
        var text = ""
        // After a line comes its end, then the prompt.
        while !(text.hasSuffix("caseload> ") && (isStart || text.contains("\n"))) {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { throw Failure() }
            text += String(decoding: buffer[..<count], as: UTF8.self).replacing("\r\n", with: "\n")
        }
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
