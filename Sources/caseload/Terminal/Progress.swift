import Glibc

/// One line on standard error that says how far the work has come, where that is a terminal.
final class Progress: Sendable {
    private let width: Int?

    /// A line that is not shown yet.
    init(terminal: Terminal = .error) {
        width = terminal.width
    }

    /// Shows this instead of what stood there.
    func show(_ text: String) {
        guard let width else { return }
        StandardError.write("\r\u{1B}[K" + text.visible.cut(to: width - 1))
    }

    /// Takes the line away, before other output.
    func clear() {
        if width != nil { StandardError.write("\r\u{1B}[K") }
    }
}
