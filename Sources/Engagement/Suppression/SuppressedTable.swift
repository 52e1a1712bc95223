/// A table of counts fit to be shown: without figures of small groups, and without those others from which
/// they could be computed (complementary suppression).
///
/// Of every group of 1 to ``threshold`` − 1 students the figure is hidden, and of a row or column with so
/// few in all also its zeros, which would say something of each of them. Then further figures are hidden,
/// the smallest that do, until each hidden one could, by everything that is shown and its totals, as well
/// be a group of ``threshold`` or more. What is hidden bears one mark, so that it does not show which
/// figures were the small ones.
///
/// It guards one table. Whoever publishes a second one over the same students, or the same one of another
/// day, gives differences away; compute a report's figures from one table where they belong together.
public struct SuppressedTable: Sendable, Hashable {
    /// Groups of fewer students than this are not shown: the usual rule for figures about students.
    public static let usualThreshold = 10
    /// What stands for a hidden figure.
    public static let mark = "—"

    /// The counts that may be shown, in the table's rows and columns; nil where hidden.
    public let counts: [[Int?]]
    /// The rows' totals; nil where hidden.
    public let rowTotals: [Int?]
    /// The columns' totals; nil where hidden.
    public let columnTotals: [Int?]
    /// The total of all; nil where hidden.
    public let total: Int?
    /// Groups of fewer students than this are hidden.
    public let threshold: Int

    /// Whether anything is hidden.
    public var hidesAny: Bool {
        total == nil || (counts + [rowTotals, columnTotals]).contains { $0.contains { $0 == nil } }
    }

    /// What a report says below a table in which something is hidden; empty where nothing is.
    public var note: String {
        hidesAny
            ? "\(Self.mark) is a figure that is not shown: of a group of fewer than \(threshold) students, or "
                + "one from which that could be computed." : ""
    }

    /// Hides what must not be shown of a table.
    ///
    /// - Parameter threshold: Groups of fewer students than this are hidden; 1 or less hides nothing.
    public init(_ table: CountTable, below threshold: Int = usualThreshold) {
        var cells = HiddenCells(table.framed, threshold: threshold)
        cells.hideSmallGroups()
        cells.hideComplements()
        let shown = cells.shown
        counts = shown.dropLast().map { Array($0.dropLast()) }
        rowTotals = shown.dropLast().map { $0[$0.count - 1] }
        columnTotals = Array(shown[shown.count - 1].dropLast())
        total = shown[shown.count - 1][shown[0].count - 1]
        self.threshold = threshold
    }
}
