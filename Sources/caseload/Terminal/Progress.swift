import Glibc
import Synchronization

/// One line on standard error that says how far the work has come, where that is a terminal.
final class Progress: Sendable {
    private let terminal: @Sendable () -> Terminal
    /// What stands there.
    private struct Shown {
        /// How many columns the line takes; 0 where none is shown.
        var columns = 0
        /// How wide the terminal was when it was last looked at, and how often in a row it was as wide.
        var width = 0
        var looks = 0
    }

    private let shown = Mutex(Shown())

    /// A line that is not shown yet.
    ///
    /// - Parameter terminal: What the terminal is now; a person may change its width at any moment.
    init(terminal: @escaping @Sendable () -> Terminal = { .error }) {
        self.terminal = terminal
    }

    /// Shows this instead of what stood there. While the terminal's width changes nothing is written: what was
    /// measured is not what it has by then, and lines would stay behind.
    func show(_ text: String) {
        guard let width = terminal().columns, !StandardError.speaksJSON else { return }
        let line = text.visible.cut(to: max(1, width - 1))
        shown.withLock { shown in
            shown.looks = shown.width == width ? shown.looks + 1 : 0
            shown.width = width
            guard shown.columns == 0 || shown.looks > 1 else { return }
            StandardError.write(Self.removal(of: shown.columns, width) + line)
            shown.columns = line.displayWidth
        }
    }

    /// Takes the line away, before other output.
    func clear() {
        shown.withLock { shown in
            guard shown.columns > 0 else { return }
            var width = terminal().columns ?? shown.columns + 1
            // Until it is steady, for a moment at most.
            for _ in 0..<10 where width != shown.width {
                shown.width = width
                usleep(30_000)
                width = terminal().columns ?? width
            }
            StandardError.write(Self.removal(of: shown.columns, width))
            shown.columns = 0
        }
    }

    /// What takes a shown line away: a terminal that has become narrower shows it in several lines.
    private static func removal(of shown: Int, _ width: Int) -> String {
        let above = max(0, shown - 1) / width
        return "\r" + (above > 0 ? "\u{1B}[\(above)A\u{1B}[J" : "\u{1B}[K")
    }
}
