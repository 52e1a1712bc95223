import Glibc
import Synchronization

/// Standard output, which may be a pipe whose reader has gone or a file on a full disk.
enum StandardOutput {
    private static let descriptor = Atomic(STDOUT_FILENO)

    /// Runs work whose output is not what this program was asked to print, but tells how it goes.
    static func divertingToStandardError<Result>(_ work: () throws -> Result) rethrows -> Result {
        descriptor.store(STDERR_FILENO, ordering: .relaxed)
        defer { descriptor.store(STDOUT_FILENO, ordering: .relaxed) }
        return try work()
    }

    /// Writes all of the text, or fails with the exit code for input and output.
    static func write(_ text: String) throws(Failure) {
        try write(bytes: Array(text.utf8))
    }

    /// Writes all of the bytes, or fails with the exit code for input and output.
    static func write(bytes: [UInt8]) throws(Failure) {
        let target = descriptor.load(ordering: .relaxed)
        if target == STDERR_FILENO, StandardError.speaksJSON {
            return StandardError.write(
                LogLine.text("output", [("text", .text(String(decoding: bytes, as: UTF8.self)))]))
        }
        let problem: Int32 = bytes.withUnsafeBytes { bytes in
            var rest = bytes
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = Glibc.write(target, start, rest.count)
                if count < 0, errno != EINTR { return errno }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
            }
            return 0
        }
        guard problem == 0 else {
            throw Failure(.inputOutput, "cannot write the output: \(String(cString: strerror(problem)))")
        }
    }

    /// Writes data for other programs: as it is into a file or a pipe; on a terminal, where a person
    /// reads it, with control characters shown.
    static func write(data: [UInt8], terminal: Terminal = .output) throws(Failure) {
        guard terminal.width != nil else { return try write(bytes: data) }
        // By scalars: "\r\n" is one Character, and a lone "\r" would let a line write over itself.
        let lines = String(decoding: data, as: UTF8.self).unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in String(line.last == "\r" ? line.dropLast() : line).visible }
        try write(lines.joined(separator: "\n"))
    }

    /// Writes the lines, each with a newline behind it.
    static func write(lines: some Sequence<String>) throws(Failure) {
        try write(lines.map { $0 + "\n" }.joined())
    }
}

/// Standard error: messages, which may get lost without harm.
enum StandardError {
    /// Writes the text as it is.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }

    /// Writes a line that says what was done.
    static func tell(_ text: String) {
        speaksJSON ? say(text) : write(text.visibleLine)
    }

    /// Whether messages are lines of JSON, as with `--log json`.
    static var speaksJSON: Bool {
        get { jsonIsSpoken.load(ordering: .relaxed) }
        set { jsonIsSpoken.store(newValue, ordering: .relaxed) }
    }

    private static let jsonIsSpoken = Atomic(false)

    /// Writes a message under the program's name. Control characters in it are shown, newlines kept.
    ///
    /// - Parameter status: How the program is about to end because of it; nil where it goes on.
    static func say(_ message: String, ending status: Int32? = nil) {
        if speaksJSON {
            let exit = status.map { [(key: "exit", value: LogLine.Value.whole(Int($0)))] } ?? []
            return write(
                LogLine.text(status == nil ? "notice" : "error", [("message", .text(message))] + exit))
        }
        let lines = message.split(omittingEmptySubsequences: false) { $0.isNewline }
        write(lines.map { String($0).visible }.joined(separator: "\n").withProgramName + "\n")
    }
}

extension String {
    fileprivate var withProgramName: String { "caseload: " + self }

    /// The text as one line that steers no terminal, with a newline at its end.
    var visibleLine: String { visible + "\n" }
}
