import Foundation
import GRDB
import Glibc
import Synchronization
import Testing

/// The built program in a new folder of its own, run as a person runs it.
///
/// The folder goes when the value does.
final class Program: Sendable {
    /// The folder in which the program runs and where its database is.
    let folder: String
    // Tests may run one program in parallel; each run has files of its own for what it prints.
    private let runs = Atomic(0)

    /// What a run printed and how it ended.
    struct Outcome: Sendable {
        let output: String
        let error: String
        let status: Int32

        var lines: [String] {
            output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    init() throws {
        var template = Array(
            "\(FileManager.default.temporaryDirectory.path)/caseload-test.XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A program whose database holds the small district, and whose folder holds its files.
    static func withSmallDistrict() throws -> Program {
        let program = try Program()
        try SmallDistrictFiles.write(to: program.path("district"))
        try FileManager.default.copyItem(
            atPath: imported.get().path("caseload.db"), toPath: program.path("caseload.db"))
        return program
    }

    /// Imported once; the tests work on copies.
    private static let imported = Result {
        let program = try Program()
        try SmallDistrictFiles.write(to: program.path("district"))
        try #require(program.run("init").status == 0)
        try #require(program.run("import", "district").status == 0)
        return program
    }

    /// A path in the program's folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// The text of a file in the program's folder; nil where there is none.
    func text(of name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Runs the program to its end, with its output in files.
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(arguments, environment: environment)
    }

    /// Runs the program to its end, with its output in files.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let files = newFiles()
        let output = open(path(files.output), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(output) }
        let status = try start(arguments, environment, output: output, error: files.error).wait()
        return Outcome(
            output: text(of: files.output) ?? "", error: text(of: files.error) ?? "", status: status)
    }

    /// What the database answers, columns separated by `|`; empty for nothing.
    func sql(_ text: String) throws -> String {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path("caseload.db"), configuration: configuration)
        return try queue.write { database in
            var rows: [Row] = []
            let statements = try database.allStatements(sql: text)
            while let statement = try statements.next() { rows += try Row.fetchAll(statement) }
            return rows.map { row in
                row.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" }.map {
                    $0 == "NULL" ? "" : $0
                }
                .joined(separator: "|")
            }.joined(separator: "\n")
        }
    }

    /// A run of the program that goes on while the test does.
    struct Launched: ~Copyable {
        fileprivate let running: Running
        fileprivate let program: Program
        fileprivate let files: (output: String, error: String)

        /// The processes that the program has started and that have not ended.
        var children: [pid_t] { running.process.children }

        /// Sends the program a signal.
        func signal(_ number: Int32) { kill(running.process, number) }

        /// Waits for its end.
        consuming func wait() -> Outcome {
            let status = running.wait()
            return Outcome(
                output: program.text(of: files.output) ?? "", error: program.text(of: files.error) ?? "",
                status: status)
        }
    }

    /// Starts the program and does not wait for its end.
    func launch(_ arguments: [String]) throws -> Launched {
        let files = newFiles()
        let output = open(path(files.output), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(output) }
        return Launched(
            running: try start(arguments, [:], output: output, error: files.error), program: self,
            files: files)
    }

    /// Runs a line as a person types it into a shell in which `caseload` is this program.
    func shell(_ line: String) throws -> Outcome {
        let files = newFiles()
        let output = open(path(files.output), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(output) }
        let status = try start(
            command: ["/bin/sh", "-c", "caseload() { '\(Self.executable)' \"$@\"; }; \(line)"], [:],
            output: output, error: files.error
        ).wait()
        return Outcome(
            output: text(of: files.output) ?? "", error: text(of: files.error) ?? "", status: status)
    }

    /// Runs the program to its end with its output going to this descriptor.
    func run(_ arguments: [String], output: Int32) throws -> Outcome {
        let files = newFiles()
        let status = try start(arguments, [:], output: output, error: files.error).wait()
        return Outcome(output: "", error: text(of: files.error) ?? "", status: status)
    }

    /// Runs the program on a terminal of so many columns.
    func run(
        _ arguments: String..., columns: UInt16, environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, columns: columns, environment: environment)
    }

    /// Runs the program on a terminal of so many columns.
    func run(
        _ arguments: [String], columns: UInt16, environment: [String: String] = [:]
    ) throws -> Outcome {
        // Linux's own way: glibc shows the portable one to C programs only that ask for it by a macro.
        let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(master) }
        var zero: Int32 = 0
        var terminal: Int32 = 0
        try #require(ioctl(master, unlock, &zero) == 0 && ioctl(master, number, &terminal) == 0)
        let slave = open("/dev/pts/\(terminal)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(slave, UInt(TIOCSWINSZ), &size) == 0)
        let files = newFiles()
        let run = try start(arguments, environment, output: slave, error: files.error)
        close(slave)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        // Reading fails once the program has ended and no one holds the other end any more.
        while case let count = read(master, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        let status = run.wait()
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        return Outcome(output: text, error: self.text(of: files.error) ?? "", status: status)
    }

    private func newFiles() -> (output: String, error: String) {
        let number = runs.add(1, ordering: .relaxed).newValue
        return ("\(number).out", "\(number).err")
    }

    fileprivate struct Running {
        let process: pid_t

        /// The exit code; negative where a signal ended the program.
        func wait() -> Int32 {
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
        }
    }

    /// The program stands where the tests stand.
    static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("caseload").path

    private func start(
        _ arguments: [String], _ environment: [String: String], output: Int32, error: String
    ) throws -> Running {
        try start(command: [Self.executable] + arguments, environment, output: output, error: error)
    }

    private func start(
        command: [String], _ environment: [String: String], output: Int32, error: String
    ) throws -> Running {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, path(error), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let variables = ["HOME": folder, "PATH": "/usr/bin:/bin", "TERM": "xterm"]
            .merging(environment) { $1 }
        // The shell changes into the folder and then becomes the program.
        let words =
            (["sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + command).map { strdup($0) } + [
                nil
            ]
        let settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var process: pid_t = 0
        // Threads of tests block signals, and a program would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let problem = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, settings)
        try #require(problem == 0, "cannot start \(command[0]): \(String(cString: strerror(problem)))")
        return Running(process: process)
    }
}
