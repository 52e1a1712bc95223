import Synchronization

/// One line on standard error that says how far the work has come, where that is a terminal.
final class Progress: Sendable {
    private let terminal: @Sendable () -> Terminal
    /// How many columns the shown line takes; 0 where none is shown.
    private let shown = Mutex(0)

    /// A line that is not shown yet.
    ///
    /// - Parameter terminal: What the terminal is now; a person may change its width at any moment.
    init(terminal: @escaping @Sendable () -> Terminal = { .error }) {
        self.terminal = terminal
    }

    /// Shows this instead of what stood there.
    func show(_ text: String) {
        guard let width = terminal().columns, !StandardError.speaksJSON else { return }
        let line = text.visible.cut(to: max(1, width - 1))
        shown.withLock { shown in
            StandardError.write(Self.removal(of: shown, width) + line)
            shown = line.displayWidth
        }
    }

    /// Takes the line away, before other output.
    func clear() {
        shown.withLock { shown in
            guard shown > 0 else { return }
            StandardError.write(Self.removal(of: shown, terminal().columns ?? shown + 1))
            shown = 0
        }
    }

    /// What takes a shown line away: a terminal that has become narrower shows it in several lines.
    private static func removal(of shown: Int, _ width: Int) -> String {
        let above = max(0, shown - 1) / width
        return "\r" + (above > 0 ? "\u{1B}[\(above)A\u{1B}[J" : "\u{1B}[K")
    }
}
