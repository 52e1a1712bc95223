/// Counts of students in rows and columns, as a report shows them with totals beside and below.
///
/// ```swift
/// let table = CountTable([[3, 25], [14, 30]])
/// table.suppressed().counts[0][0]  // nil: not to be shown
/// ```
public struct CountTable: Sendable, Hashable {
    /// The counts, each 0 or more, row by row; every row has as many as the first.
    public let counts: [[Int]]

    /// Counts in rows of one length; a row that is shorter than the longest counts nobody in the rest, and
    /// a negative count is nobody.
    public init(_ counts: [[Int]]) {
        let width = counts.map(\.count).max() ?? 0
        self.counts = counts.map { row in
            row.map { max(0, $0) } + [Int](repeating: 0, count: width - row.count)
        }
    }

    /// The table with figures of small groups left out, and others from which they could be computed.
    ///
    /// - Parameter threshold: Groups of fewer students than this are not shown; 1 or less shows all.
    public func suppressed(below threshold: Int = SuppressedTable.usualThreshold) -> SuppressedTable {
        SuppressedTable(self, below: threshold)
    }

    /// The counts with the rows' totals as a last column and the columns' totals as a last row.
    var framed: [[Int]] {
        let rows = counts.map { $0 + [$0.reduce(0, +)] }
        let width = counts.first?.count ?? 0
        return rows + [(0...width).map { column in rows.reduce(0) { $0 + $1[column] } }]
    }
}
