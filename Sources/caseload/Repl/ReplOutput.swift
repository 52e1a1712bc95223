import CLineEditor
import Foundation

/// Where a session prints: a terminal, a page at a time, or a pipe, as it is.
final class ReplOutput {
    let isInteractive: Bool
    /// The terminal as it is now: it may have been resized.
    var terminal: Terminal { Terminal(descriptor: STDOUT_FILENO) }

    /// What a line has printed since it filled the screen, and when that was.
    private var held: [String] = []
    private var streamed = 0
    private var isFull: ContinuousClock.Instant?

    /// How long a line may print without being seen, until it ends, to be shown a page at a time then.
    private static let patience = Duration.seconds(1)

    init(isInteractive: Bool) {
        self.isInteractive = isInteractive
    }

    /// Writes text as it is.
    func write(_ text: String) throws {
        if isInteractive {
            // By scalars: the "\r\n" of CSV is one Character, at which no text is split.
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            let isEnded = lines.last?.isEmpty == true
            try show(
                lines.dropLast(isEnded ? 1 : 0).map { line in
                    String(line.last == "\r" ? line.dropLast() : line).visible
                })
        } else {
            try StandardOutput.write(text)
        }
    }

    /// Shows lines, a page at a time where they are more than the screen has.
    func show(_ lines: [String]) throws {
        try Pager(terminal: terminal, isInteractive: isInteractive).show(lines)
    }

    /// Shows prose: lines that are folded between words, what goes on further in than what begins.
    func explain(_ lines: [String]) throws {
        let width = terminal.width
        try show(
            lines.map(\.visible).flatMap { line in
                let indent = String(line.prefix { $0 == " " }) + "    "
                return width.map { line.folded(to: $0, indent: indent) } ?? [line]
            })
    }

    /// A remark of the session on what was entered; not among the values of a pipe.
    func remark(_ text: String) throws {
        if isInteractive {
            let terminal = terminal
            let lines = text.split(separator: "\n").map { String($0).visible }.flatMap { line in
                terminal.width.map { line.wrapped(to: $0, indent: "  ") } ?? [line]
            }
            try StandardOutput.write(lines: lines.map(terminal.faint))
        } else {
            StandardError.say(text)
        }
    }

    /// Passes on what a running line prints. Once it has filled the screen the rest is held until the line
    /// ends, to be shown page by page; where that takes long it is shown as it comes.
    func stream(_ bytes: [UInt8]) throws {
        guard isInteractive else { return try StandardOutput.write(bytes: bytes) }
        try stream(
            String(decoding: bytes, as: UTF8.self).unicodeScalars
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
                    String($0).withTabsExpanded.visible
                })
    }

    /// Passes on lines that are fit to be shown, in the same way.
    func stream(_ lines: [String]) throws {
        guard isInteractive, let height = terminal.height else {
            return try StandardOutput.write(lines: lines)
        }
        let now = ContinuousClock.now
        let room = height - 1 - streamed
        if isFull == nil, lines.count > room, room > 0 {
            // More at once than the screen has: a whole table.
            try StandardOutput.write(lines: lines.prefix(room))
            held = Array(lines.dropFirst(room))
            streamed += room
            isFull = now
        } else if let isFull, now - isFull < Self.patience {
            held += lines
        } else if streamed < height - 1 || isFull != nil {
            try StandardOutput.write(lines: held + lines)
            held = []
            streamed += lines.count
            if isFull == nil, streamed >= height - 1 { isFull = now }
        } else {
            held += lines
        }
    }

    /// The line has ended.
    func endStream() throws {
        defer { (held, streamed, isFull) = ([], 0, nil) }
        if !held.isEmpty {
            try Pager(terminal: terminal, isInteractive: isInteractive, isFull: true).show(held)
        }
    }

    /// Whether Ctrl-C was pressed.
    func takeInterrupt() -> Bool { isInteractive && cline_take_interrupt() != 0 }
}
