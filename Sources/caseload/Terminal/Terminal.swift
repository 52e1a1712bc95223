import Glibc

/// What the program may assume about where its output goes.
struct Terminal: Sendable {
    /// How many columns a line has; nil where the output is no terminal and lines are as long as they are.
    var columns: Int?
    /// The same for what is laid out in columns: of a line that is too narrow for any, those that it has not got are
    /// broken by the terminal.
    var width: Int? { columns.map { max(20, $0) } }
    /// How many lines it shows at once; nil where the output is no terminal.
    var height: Int?
    /// Whether colors and other attributes may be used.
    var hasColor: Bool

    /// Standard output as it is.
    static let output = Terminal(descriptor: STDOUT_FILENO)
    /// Standard error as it is at this moment.
    static var error: Terminal { Terminal(descriptor: STDERR_FILENO) }

    init(width: Int?, height: Int? = nil, hasColor: Bool) {
        columns = width
        self.height = height
        self.hasColor = hasColor
    }

    /// Where a descriptor leads, as it is now.
    init(descriptor: Int32) {
        guard isatty(descriptor) == 1 else {
            self.init(width: nil, hasColor: false)
            return
        }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let columns = isKnown ? Int(size.ws_col) : Environment["COLUMNS"].flatMap { Int($0) } ?? 80
        let lines = isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
        let isPlain = Environment["NO_COLOR"] != nil || Environment["TERM"] == "dumb"
        self.init(width: columns, height: lines, hasColor: !isPlain)
    }

    /// The text in bold, where that can be shown.
    func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// The text in a fainter color, where that can be shown.
    func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// The text in the color of errors, where that can be shown.
    func red(_ text: String) -> String { hasColor ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}
