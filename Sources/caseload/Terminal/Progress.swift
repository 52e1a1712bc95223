import Synchronization

/// One line on standard error that says how far the work has come, where that is a terminal.
final class Progress: Sendable {
    private let width: Int?
    private let isShown = Mutex(false)

    /// A line that is not shown yet.
    init(terminal: Terminal = .error) {
        width = terminal.width
    }

    /// Shows this instead of what stood there.
    func show(_ text: String) {
        guard let width else { return }
        isShown.withLock { isShown in
            StandardError.write("\r\u{1B}[K" + text.visible.cut(to: width - 1))
            isShown = true
        }
    }

    /// Takes the line away, before other output.
    func clear() {
        isShown.withLock { isShown in
            if isShown { StandardError.write("\r\u{1B}[K") }
            isShown = false
        }
    }
}
