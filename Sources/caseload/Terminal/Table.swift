/// Rows and columns of text, fitted to the terminal's width.
///
/// Numbers stand on the right and are never cut, and neither are keys: half of one is another one.
/// Where the line is too short, titles are cut with `…` first, then texts, and columns that still do not
/// fit are left out and named below. Where the output is no terminal, everything stands in full.
struct Table {
    struct Column {
        var title: String
        /// Whether its cells are numbers.
        var isNumeric = false
        /// Whether its cells are keys, which say something else when they are cut.
        var isKey = false
        /// How much is left of its texts at least; shorter ones would say nothing.
        var leastWidth = 12
    }

    let columns: [Column]
    /// The cells, each row as long as ``columns``.
    private(set) var rows: [[String]] = []

    init(columns: [Column]) {
        self.columns = columns.map { column in
            var column = column
            column.title = column.title.visible
            return column
        }
    }

    /// Adds a row of as many cells as there are columns.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map(\.visible))
    }

    private static let gap = "  "
    /// What is left of a title at least.
    private static let leastTitleWidth = 8

    /// The table's lines: the titles, the rows, and what was left out.
    func lines(for terminal: Terminal) -> [String] {
        let widths = terminal.width.map { self.widths(fitting: $0) } ?? naturalWidths
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

    /// The widths at which nothing is cut.
    private var naturalWidths: [Int] {
        zip(columns, cellWidths).map { max($0.title.displayWidth, $1) }
    }

    /// The widths of the longest cells.
    private var cellWidths: [Int] {
        columns.indices.map { column in rows.reduce(0) { max($0, $1[column].displayWidth) } }
    }

    /// The widths at which the columns fit, or as many of the first ones as do.
    private func widths(fitting total: Int) -> [Int] {
        let natural = naturalWidths
        let withoutTitles = zip(natural, cellWidths).map { min($0, max($1, Self.leastTitleWidth)) }
        let least = zip(columns, withoutTitles).map { column, width in
            column.isNumeric || column.isKey ? width : min(width, column.leastWidth)
        }
        var widths = natural
        while widths.count > 1, Self.sum(least.prefix(widths.count)) > total { widths.removeLast() }
        for floor in [withoutTitles, least] {
            // The widest gives way first, by one place of the terminal at a time.
            while Self.sum(widths) > total {
                let yielding = widths.indices.filter { widths[$0] > floor[$0] }
                guard let widest = yielding.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
            }
        }
        return widths
    }

    private static func sum(_ widths: some Collection<Int>) -> Int {
        widths.reduce(0, +) + max(0, widths.count - 1) * gap.utf8.count
    }
}
