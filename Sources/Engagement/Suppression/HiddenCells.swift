/// Which cells of a table with totals are hidden.
///
/// The table is a network in which students flow in circles: from a row through a cell to a column, from
/// there through the column's total to the foot, through the total of all to the margin, and through the
/// row's total back to the row. Each row and column adds up if and only if nothing gets lost on the way. So
/// whoever sees the shown cells can raise a hidden one in thought exactly along circles of hidden cells:
/// with the direction of a cell it rises, against it it falls, and none falls below zero.
struct HiddenCells {
    private let counts: [[Int]]
    private let threshold: Int
    private(set) var isHidden: [[Bool]]

    /// Nothing hidden yet of these counts, whose last row and column are the totals.
    init(_ counts: [[Int]], threshold: Int) {
        self.counts = counts
        self.threshold = threshold
        isHidden = counts.map { $0.map { _ in false } }
    }

    /// The counts; nil where hidden.
    var shown: [[Int?]] {
        zip(counts, isHidden).map { zip($0, $1).map { $1 ? nil : $0 } }
    }

    private var foot: Int { counts.count - 1 }
    private var margin: Int { counts[0].count - 1 }

    /// Hides each figure of a small group.
    mutating func hideSmallGroups() {
        for row in counts.indices {
            for column in counts[row].indices {
                let isInSmallLine = isSmall(counts[row][margin]) || isSmall(counts[foot][column])
                if isSmall(counts[row][column]) || isInSmallLine { isHidden[row][column] = true }
            }
        }
    }

    private func isSmall(_ count: Int) -> Bool { count > 0 && count < threshold }

    /// Hides further cells until each cell hidden so far could be as great as the threshold.
    mutating func hideComplements() {
        let small = counts.indices.flatMap { row in
            counts[row].indices.filter { isHidden[row][$0] && counts[row][$0] < threshold }.map { (row, $0) }
        }
        for (row, column) in small {
            for cell in cheapestCircle(through: row, column) { isHidden[cell.row][cell.column] = true }
        }
    }

    // MARK: The network

    /// The end at which students leave a cell, and the one at which they enter it: rows are numbered from
    /// 0, columns behind them.
    private func ends(_ row: Int, _ column: Int) -> (from: Int, to: Int) {
        let isForward = (row < foot) == (column < margin)
        let columnEnd = counts.count + column
        return isForward ? (row, columnEnd) : (columnEnd, row)
    }

    /// What it costs to hide a cell: few cells before small ones, totals and zeros last.
    private func cost(_ row: Int, _ column: Int) -> Int {
        if isHidden[row][column] { return 0 }
        let each = counts[foot][margin] + 1
        let weight = counts[row][column] == 0 ? 16 : (row == foot || column == margin) ? 4 : 1
        return each * weight + counts[row][column]
    }

    /// The cells of the cheapest circle along which the cell can be raised to the threshold (Dijkstra's
    /// algorithm, from the cell's end to its beginning). There is always one: the row's and the column's
    /// totals and the total of all rise with it.
    private func cheapestCircle(through row: Int, _ column: Int) -> [(row: Int, column: Int)] {
        let need = threshold - counts[row][column]
        let (goal, start) = ends(row, column)
        let count = counts.count + counts[0].count
        var distance = [Int](repeating: .max, count: count)
        var isDone = [Bool](repeating: false, count: count)
        var previous = [(row: Int, column: Int)?](repeating: nil, count: count)
        distance[start] = 0
        while let node = distance.indices.filter({ !isDone[$0] && distance[$0] < .max })
            .min(by: { distance[$0] < distance[$1] }), node != goal
        {
            isDone[node] = true
            for cell in cells(at: node) where cell.row != row || cell.column != column {
                let (from, to) = ends(cell.row, cell.column)
                // Against its direction a cell falls, and must have that much.
                guard from == node || counts[cell.row][cell.column] >= need else { continue }
                let next = from == node ? to : from
                let length = distance[node] + cost(cell.row, cell.column)
                if length < distance[next] {
                    distance[next] = length
                    previous[next] = cell
                }
            }
        }
        var circle: [(row: Int, column: Int)] = []
        var node = goal
        while node != start, let cell = previous[node] {
            circle.append(cell)
            let (from, to) = ends(cell.row, cell.column)
            node = node == to ? from : to
        }
        return circle
    }

    /// The cells of a row or a column.
    private func cells(at node: Int) -> [(row: Int, column: Int)] {
        node < counts.count
            ? counts[0].indices.map { (node, $0) }
            : counts.indices.map { ($0, node - counts.count) }
    }
}
