/// Rows and columns of text, fitted to the terminal's width.
///
/// Numbers stand on the right and are never cut: half a number is a wrong one. Texts are cut with `…`
/// where the line is too short, and columns that still do not fit are left out and named below.
/// Where the output is no terminal, everything stands in full.
struct Table {
    struct Column {
        var title: String
        /// Whether its cells are numbers.
        var isNumeric = false
    }

    let columns: [Column]
    /// The cells, each row as long as ``columns``.
    private(set) var rows: [[String]] = []

    init(columns: [Column]) {
        self.columns = columns.map { Column(title: $0.title.visible, isNumeric: $0.isNumeric) }
    }

    /// Adds a row of as many cells as there are columns.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map(\.visible))
    }

    private static let gap = "  "
    /// What is left of a text column at least: shorter texts say nothing.
    private static let leastTextWidth = 8

    /// The table's lines: the titles, the rows, and what was left out.
    func lines(for terminal: Terminal) -> [String] {
        let natural = columns.indices.map { column in
            rows.reduce(columns[column].title.displayWidth) { max($0, $1[column].displayWidth) }
        }
        let widths = terminal.width.map { fit(natural, into: $0) } ?? natural
        var lines = [terminal.bold(line(columns.map(\.title), widths))]
        lines += rows.map { line($0, widths) }
        let leftOut = columns.dropFirst(widths.count).map(\.title)
        if !leftOut.isEmpty {
            lines.append(
                terminal.faint(
                    "… no room for \(leftOut.joined(separator: ", "))".cut(to: terminal.width ?? .max)))
        }
        return lines
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = zip(zip(cells, columns), widths).map { cell, width in
            cell.0.cut(to: width).padded(to: width, onTheLeft: cell.1.isNumeric)
        }.joined(separator: Self.gap)
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The widths at which the columns fit, or as many of the first ones as do.
    private func fit(_ natural: [Int], into total: Int) -> [Int] {
        // The title of a numeric column may be cut, its numbers may not.
        func least(_ column: Int) -> Int {
            columns[column].isNumeric
                ? rows.reduce(min(natural[column], Self.leastTextWidth)) { max($0, $1[column].displayWidth) }
                : min(natural[column], Self.leastTextWidth)
        }
        func sum(_ widths: [Int]) -> Int {
            widths.reduce(0, +) + max(0, widths.count - 1) * Self.gap.utf8.count
        }
        let least = natural.indices.map(least)
        var widths = natural
        while widths.count > 1, sum(Array(least.prefix(widths.count))) > total { widths.removeLast() }
        // The widest text gives way first, column by column of the terminal.
        while sum(widths) > total {
            let shrinkable = widths.indices.filter { widths[$0] > least[$0] }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}
