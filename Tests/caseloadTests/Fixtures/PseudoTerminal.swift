import Foundation
import Glibc
import Testing

/// The program at a terminal with a keyboard, as a person has it before them.
final class PseudoTerminal {
    private let master: Int32
    private let slave: String
    private let process: pid_t
    /// Held: its folder goes when it does.
    private let program: Program
    private(set) var screen: TerminalScreen
    private var received = 0
    private(set) var newlines = 0
    /// Whether any color or other attribute was asked for.
    private(set) var hasColor = false
    private var isOver = false

    /// Starts the program in its folder.
    init(
        _ program: Program, _ arguments: String..., columns: Int = 80, rows: Int = 24,
        environment: [String: String] = [:]
    ) throws {
        self.program = program
        screen = TerminalScreen(columns: columns, rows: rows)
        let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var zero: Int32 = 0
        var terminal: Int32 = 0
        try #require(ioctl(master, unlock, &zero) == 0 && ioctl(master, number, &terminal) == 0)
        slave = "/dev/pts/\(terminal)"
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // 0x80 is POSIX_SPAWN_SETSID, a macro that Swift does not see. The leader of a session that opens a terminal has it as its own: Ctrl-C reaches it.
        posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGMASK))
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, slave, O_RDWR, 0)
        }
        let words =
            (["sh", "-c", "cd \"$0\" && exec \"$@\"", program.folder, Program.executable] + arguments).map {
                strdup($0)
            } + [nil]
        let variables = [
            "HOME": program.folder, "PATH": "/usr/bin:/bin", "TERM": "xterm", "NO_COLOR": "1",
            "LANG": "C.UTF-8",
        ].merging(environment) { $1 }
        let settings = variables.filter { !$0.value.isEmpty }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, "/bin/sh", &actions, &attributes, words, settings) == 0)
        self.process = process
    }

    deinit {
        if !isOver {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        close(master)
    }

    /// The prompt of a session.
    static let prompt = "caseload>"

    /// Types what a person types; `\r` is the Enter key.
    func type(_ text: String) {
        Array(text.utf8).withUnsafeBytes { _ = write(master, $0.baseAddress, $0.count) }
    }

    /// Types a line and waits until the next prompt stands below what it gave.
    ///
    /// - Parameter next: That prompt: of a line that goes on, another.
    func enter(_ line: String, next: String = prompt) throws {
        let before = newlines
        type(line + "\r")
        try wait("the prompt after: \(line)") { newlines > before && screen.lines.last == next }
    }

    /// The prompt of a chunk that goes on.
    static let continuation = "     ...>"

    /// Waits until the screen is as wanted.
    func wait(
        _ what: String, seconds: Double = 20, until isWanted: () -> Bool
    ) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !isWanted() {
            try #require(ContinuousClock.now < end, "did not come: \(what); the screen:\n\(screen.text)")
            listen()
        }
    }

    func waitForPrompt() throws {
        try wait("the prompt") { screen.lines.last == Self.prompt }
    }

    /// As ``waitForPrompt()``, where the prompt's line may hold attributes or nothing else is known.
    func waitForPlainPrompt() throws {
        try wait("the prompt") { screen.text.contains(Self.prompt) }
    }

    /// Makes the window another size.
    func resize(columns: Int, rows: Int) throws {
        screen.resize(columns: columns, rows: rows)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    }

    /// Whether the terminal shows what is typed, as it does in a shell.
    var isAsFound: Bool {
        var settings = termios()
        tcgetattr(master, &settings)
        return settings.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == tcflag_t(ECHO | ICANON | ISIG)
    }

    /// Sends the program a signal.
    func signal(_ number: Int32) { kill(process, number) }

    /// The processes that the program has started and that have not ended.
    var children: [pid_t] { process.children }

    /// Waits for the end of the program: its exit code; negative where a signal ended it.
    func ending() throws -> Int32 {
        var status: Int32 = 0
        try wait("the end of the program") { waitpid(process, &status, WNOHANG) == process }
        isOver = true
        while case let before = received, case _ = listen(), received > before {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    /// Takes what has come within a moment.
    private func listen() {
        var descriptors = [pollfd(fd: master, events: Int16(POLLIN), revents: 0)]
        guard poll(&descriptors, 1, 20) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return }
        received += count
        newlines += buffer[..<count].count { $0 == 0x0A }
        if String(decoding: buffer[..<count], as: UTF8.self).contains(/\e\[[1-9][0-9]*m/) { hasColor = true }
        screen.feed(buffer[..<count])
    }
}
