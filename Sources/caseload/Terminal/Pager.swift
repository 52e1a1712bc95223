import CLineEditor

/// Shows lines a screen at a time where there are more of them than the terminal has.
struct Pager {
    let terminal: Terminal
    /// Whether a person is there who can press a key.
    let isInteractive: Bool
    /// Whether the screen is full already, so that it waits before the first line.
    var isFull = false

    func show(_ lines: [String]) throws {
        guard isInteractive, let height = terminal.height, height > 3, isFull || lines.count > height - 1
        else {
            return try StandardOutput.write(lines: lines)
        }
        var rest = lines[...]
        var room = isFull ? 0 : height - 1
        while true {
            try StandardOutput.write(lines: rest.prefix(room))
            rest = rest.dropFirst(room)
            if rest.isEmpty { return }
            guard let more = try ask(left: rest.count) else { return }
            room = more == .line ? 1 : more == .page ? height - 1 : rest.count
        }
    }

    private enum More {
        case line, page, all
    }

    /// Asks how much more is wanted; nil for nothing.
    private func ask(left: Int) throws -> More? {
        let question = "-- \(left) more lines: space for a page, enter for a line, a for all, q to stop --"
        var shown = terminal.bold(question.cut(to: terminal.width ?? 80))
        defer { try? StandardOutput.write("\r\u{1B}[K") }
        while true {
            defer { shown = "" }
            switch cline_key(shown) {
            case 0x20: return .page
            case 0x0A, 0x0D: return .line
            case Int32(UInt8(ascii: "a")): return .all
            case Int32(UInt8(ascii: "q")), -1, 3, 4: return nil
            default: continue
            }
        }
    }
}
