import Testing

@testable import Engagement

@Suite struct SuppressedTableTests {
    @Test func aTableOfBigGroupsIsShownWhole() {
        let shown = CountTable([[10, 25], [14, 0]]).suppressed()
        #expect(shown.counts == [[10, 25], [14, 0]])
        #expect(shown.rowTotals == [35, 14])
        #expect(shown.columnTotals == [24, 25])
        #expect(shown.total == 49)
        #expect(!shown.hidesAny)
        #expect(shown.note.isEmpty)
    }

    @Test func aSmallGroupTakesNeighboursAlong() {
        let shown = CountTable([[3, 25, 40], [14, 30, 50], [60, 70, 80]]).suppressed()
        // The circle with the fewest students: 3 and 25 in one row, 14 and 30 in the other.
        #expect(shown.counts == [[nil, nil, 40], [nil, nil, 50], [60, 70, 80]])
        #expect(shown.rowTotals == [68, 94, 210])
        #expect(shown.columnTotals == [77, 125, 170])
        #expect(shown.total == 372)
        #expect(shown.note.contains("fewer than 10 students"))
    }

    @Test func aListHidesASecondGroup() {
        let shown = CountTable([[4], [12], [90]]).suppressed()
        #expect(shown.counts == [[nil], [nil], [90]])
        #expect(shown.rowTotals == [nil, nil, 90])
        #expect(shown.columnTotals == [106])
        #expect(shown.total == 106)
    }

    /// 4 + 3 of 97 shown with the rest would tell a group of 7.
    @Test func hiddenGroupsTogetherAreNoSmallGroup() {
        let shown = CountTable([[4], [3], [90]]).suppressed()
        #expect(shown.counts == [[nil], [nil], [nil]])
        #expect(shown.total == 97)
    }

    /// All seven of a school are at risk: "at risk —, not at risk 0" would say so of each of them.
    @Test func zerosInASmallGroupAreHidden() {
        let shown = CountTable([[7, 0], [40, 60], [50, 70]]).suppressed()
        #expect(shown.counts[0] == [nil, nil])
        #expect(shown.rowTotals[0] == nil)
    }

    @Test func aZeroAmongManyIsShown() {
        #expect(CountTable([[0, 25], [14, 30]]).suppressed().counts[0] == [0, 25])
    }

    @Test func smallCellsAreShownWhereAllowed() {
        let shown = CountTable([[1, 2]]).suppressed(below: 1)
        #expect(shown.counts == [[1, 2]])
        #expect(!shown.hidesAny)
    }

    @Test(arguments: [[], [[]], [[0]], [[3]], [[3, 2], [1]]])
    func anyShapeHasAnAnswer(counts: [[Int]]) {
        let shown = CountTable(counts).suppressed()
        #expect(shown.counts.count == counts.count)
        #expect(shown.counts.joined().allSatisfy { $0 == nil || $0 == 0 })
    }

    /// A reader of the table tries to compute what is hidden, in thousands of tables: by what each line
    /// lacks to its total, by differences of lines, and by the bounds that follow from both.
    @Test func whatIsHiddenCannotBeComputed() {
        var random = SplitMix(state: 7)
        var hidden = 0
        for _ in 0..<1000 {
            let rows = 1 + random.next(5)
            let columns = 1 + random.next(5)
            let greatest = [4, 12, 30, 200][random.next(4)]
            let table = CountTable(
                (0..<rows).map { _ in (0..<columns).map { _ in random.next(greatest) } })
            let shown = table.suppressed()
            let attack = Attack(shown)
            let counts = table.framed
            for row in counts.indices {
                for column in counts[row].indices {
                    let isSmall = (1..<10).contains(counts[row][column])
                    guard attack.cells[row][column] == nil else {
                        #expect(!isSmall, "\(counts) shows the group in \(row), \(column)")
                        continue
                    }
                    guard isSmall else { continue }
                    hidden += 1
                    let bounds = attack.bounds[row][column]
                    #expect(bounds.low <= counts[row][column] && counts[row][column] <= bounds.high)
                    #expect(bounds.high >= 10, "\(counts): \(row), \(column) is \(bounds)")
                    #expect(bounds.low < bounds.high)
                    #expect(!attack.isComputable(row, column), "\(counts): \(row), \(column)")
                }
            }
        }
        #expect(hidden > 3000)
    }

    /// The attack must find what can be found: otherwise the test above proves nothing.
    @Test func theAttackComputesWhatIsNotGuarded() {
        var cells: [[Int?]] = CountTable([[3, 25, 40], [14, 30, 50]]).framed
        cells[0][0] = nil
        #expect(Attack(cells).isComputable(0, 0))
        #expect(Attack(cells).bounds[0][0] == .init(low: 3, high: 3))
        cells[0][1] = nil
        cells[1][0] = nil
        #expect(Attack(cells).isComputable(0, 0))
        cells[1][1] = nil
        #expect(!Attack(cells).isComputable(0, 0))
        #expect(Attack(cells).bounds[0][0] == .init(low: 0, high: 17))
    }
}

/// What a reader can compute of the hidden cells of a table.
private struct Attack {
    struct Bounds: Equatable {
        var low = 0
        var high = Int.max / 4
    }

    let cells: [[Int?]]
    private(set) var bounds: [[Bounds]]

    init(_ table: SuppressedTable) {
        self.init(
            zip(table.counts, table.rowTotals).map { $0 + [$1] } + [table.columnTotals + [table.total]])
    }

    init(_ cells: [[Int?]]) {
        self.cells = cells
        bounds = cells.map { $0.map { cell in cell.map { Bounds(low: $0, high: $0) } ?? Bounds() } }
        var before: [[Bounds]] = []
        while before != bounds {
            before = bounds
            for line in lines { tighten(line) }
        }
    }

    /// The places of each row and each column, the total last.
    private var lines: [[(Int, Int)]] {
        cells.indices.map { row in cells[row].indices.map { (row, $0) } }
            + cells[0].indices.map { column in cells.indices.map { ($0, column) } }
    }

    private mutating func tighten(_ line: [(Int, Int)]) {
        let total = line[line.count - 1]
        let parts = line.dropLast()
        let low = parts.reduce(0) { $0 + bounds[$1.0][$1.1].low }
        let high = parts.reduce(0) { min($0 + bounds[$1.0][$1.1].high, Int.max / 4) }
        raise(total, low: low, high: high)
        for part in parts {
            let own = bounds[part.0][part.1]
            let whole = bounds[total.0][total.1]
            let othersHigh = parts.filter { $0 != part }.reduce(0) {
                min($0 + bounds[$1.0][$1.1].high, Int.max / 4)
            }
            raise(part, low: whole.low - othersHigh, high: whole.high - (low - own.low))
        }
    }

    private mutating func raise(_ place: (Int, Int), low: Int, high: Int) {
        bounds[place.0][place.1].low = max(bounds[place.0][place.1].low, low)
        bounds[place.0][place.1].high = min(bounds[place.0][place.1].high, high)
    }

    /// Whether the sums of the lines, added and subtracted in any way, leave one value for a cell.
    func isComputable(_ row: Int, _ column: Int) -> Bool {
        let unknown = cells.indices.flatMap { row in
            cells[row].indices.filter { cells[row][$0] == nil }.map { (row, $0) }
        }
        guard let wanted = unknown.firstIndex(where: { $0 == (row, column) }) else { return true }
        var equations = lines.map { line in
            unknown.map { place -> Double in
                guard let index = line.firstIndex(where: { $0 == place }) else { return 0 }
                return index == line.count - 1 ? -1 : 1
            }
        }
        // The wanted cell last: a row with nothing but it is left where the others cancel out.
        for index in equations.indices { equations[index].swapAt(wanted, unknown.count - 1) }
        var rank = 0
        for column in 0..<unknown.count {
            guard let pivot = equations[rank...].firstIndex(where: { abs($0[column]) > 1e-9 }) else {
                continue
            }
            if column == unknown.count - 1 { return true }
            equations.swapAt(rank, pivot)
            for other in equations.indices where other != rank && abs(equations[other][column]) > 1e-9 {
                let factor = equations[other][column] / equations[rank][column]
                for index in column..<unknown.count {
                    equations[other][index] -= factor * equations[rank][index]
                }
            }
            rank += 1
        }
        return false
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }
}
