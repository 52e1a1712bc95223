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
                + "from which they could be computed. The result has `counts` in the shape they came in, `row_totals`, "
                + "`column_totals` and `total`; what is left out is `false`. `mark` is what to show for it, `note` "
                + "a line below the table (empty where all is shown), `hides_any` whether something is left out. "
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
            return .table(try Self.table(shown, isList: isList, in: call.state))
        }
    }

    private static func counts(_ values: [LuaValue], row: Int) throws(LuaError) -> [Int] {
        var counts: [Int] = []
        for (number, value) in values.enumerated() {
            guard let count = value.integer, (0...1_000_000_000).contains(count) else {
                throw LuaError(
                    "bad argument 'counts' to 'suppress': a count of students, 0 or more, expected in row \(row) "
                        + "at \(number + 1), got \(value.typeName) (\(value))")
            }
            counts.append(Int(count))
        }
        return counts
    }

    private static func table(
        _ shown: SuppressedTable, isList: Bool, in state: LuaState
    ) throws(LuaError) -> LuaTable {
        func list(_ counts: [Int?]) throws(LuaError) -> LuaValue {
            let list = try state.makeTable(arrayCapacity: counts.count)
            try list.append(counts.map(value))
            return .table(list)
        }
        func value(_ count: Int?) -> LuaValue { count.map { .integer($0) } ?? .boolean(false) }
        let counts: LuaValue
        if isList {
            counts = try list(shown.counts.map { $0[0] })
        } else {
            let rows = try state.makeTable(arrayCapacity: shown.counts.count)
            for row in shown.counts { try rows.append([try list(row)]) }
            counts = .table(rows)
        }
        let table = try state.makeTable(fieldCapacity: 7)
        try table.fill([
            "counts": counts, "row_totals": try list(shown.rowTotals),
            "column_totals": try list(shown.columnTotals), "total": value(shown.total),
            "mark": .string(SuppressedTable.mark), "note": .string(shown.note),
            "hides_any": .boolean(shown.hidesAny),
        ])
        return table
    }
}
