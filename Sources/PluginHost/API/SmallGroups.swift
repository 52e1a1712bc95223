import Engagement
import Lua

extension View {
    /// `stats.suppress`: what of a table of counts may be shown.
    func suppressFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "suppress",
            parameters: [
                LuaParameter(
                    "counts", .table,
                    "Counts of students: a list, or a list of rows of one length each.")
            ],
            returns: "caseload.Counts",
            summary:
                "The counts that may be shown: figures of groups of fewer than 10 students are left out, and others "
                + "from which they could be computed. What is left out is `false`. "
                + "With --allow-small-cells all is shown. Means and shares of a group are figures of it too: show "
                + "none where its count is left out.",
            example:
                #"local shown = stats.suppress { { 3, 25 }, { 14, 30 } }; print(shown.counts[1][1] or shown.mark)"#
        ) { [unowned self] call in
            let rows = try call.table("counts").array()
            let isList = rows.first?.table == nil
            var counts: [[Int]] = []
            for (number, row) in rows.enumerated() {
                let values = isList ? [row] : try row.table?.array() ?? [row]
                counts.append(try Self.counts(values, row: number + 1))
                guard counts[number].count == counts[0].count else {
                    throw LuaError(
                        "bad argument 'counts' to 'suppress': rows of one length expected, got "
                            + "\(counts[0].count) counts in row 1 and \(counts[number].count) in row \(number + 1)"
                    )
                }
            }
            let threshold = district.showsSmallGroups ? 0 : SuppressedTable.usualThreshold
            let shown = CountTable(counts).suppressed(below: threshold)
            return try call.make(ShownCounts(table: shown, isList: isList), shownCounts)
        }
    }

    /// Counts of which small ones are left out, in the shape in which they came.
    struct ShownCounts {
        let table: SuppressedTable
        let isList: Bool
    }

    func shownCountsType() -> LuaType<ShownCounts> {
        func list(
            _ name: String, _ summary: String, _ read: @escaping (ShownCounts) -> [Int?]
        ) -> Figure<ShownCounts> {
            Figure(name, "(integer|false)[]", summary) { (shown, state) throws(LuaError) in
                try Self.list(read(shown), in: state)
            }
        }
        return figuresType(
            "Counts", "Counts of students that may be shown; what is left out is false.",
            [
                Figure("counts", "any[]", "The counts, in the shape in which they came.") {
                    (shown, state) throws(LuaError) in
                    if shown.isList { return try Self.list(shown.table.counts.map { $0[0] }, in: state) }
                    let rows = try state.makeTable(arrayCapacity: shown.table.counts.count)
                    for row in shown.table.counts { try rows.append([try Self.list(row, in: state)]) }
                    return .table(rows)
                },
                list("row_totals", "The sum of each row.") { $0.table.rowTotals },
                list("column_totals", "The sum of each column.") { $0.table.columnTotals },
                Figure("total", "integer|false", "The sum of all.") { shown, _ in
                    Self.value(shown.table.total)
                },
                Figure("mark", "string", "What to show for a count that is left out.") { _, _ in
                    .string(SuppressedTable.mark)
                },
                Figure("note", "string", "A line below the table; empty where all is shown.") { shown, _ in
                    .string(shown.table.note)
                },
                Figure("hides_any", "boolean", "Whether something is left out.") { shown, _ in
                    .boolean(shown.table.hidesAny)
                },
            ])
    }

    private static func counts(_ values: [LuaValue], row: Int) throws(LuaError) -> [Int] {
        var counts: [Int] = []
        for (number, value) in values.enumerated() {
            guard let count = value.integer, (0...1_000_000_000).contains(count) else {
                throw LuaError(
                    "bad argument 'counts' to 'suppress': a count of students, 0 or more, expected in row \(row) "
                        + "at \(number + 1), got \(value.kindName) (\(value))")
            }
            counts.append(Int(count))
        }
        return counts
    }

    private static func list(_ counts: [Int?], in state: LuaState) throws(LuaError) -> LuaValue {
        let list = try state.makeTable(arrayCapacity: counts.count)
        try list.append(counts.map(value))
        return .table(list)
    }

    private static func value(_ count: Int?) -> LuaValue { count.map { .integer($0) } ?? .boolean(false) }
}
