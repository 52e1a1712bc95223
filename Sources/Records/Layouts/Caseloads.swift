extension RecordLayout {
    static let caseloads = RecordLayout(
        name: "caseloads", table: "caseload",
        prose: "Which mentor cares for which student, from when to when.",
        columns: [
            LayoutColumn(
                "mentor_id", .reference(.mentor), .required, key: true, stored: "mentor",
                prose: "The mentor.", example: "M-3"),
            .student,
            LayoutColumn("from", .date, .required, key: true, prose: "The first day.", example: "2025-09-15"),
            LayoutColumn(
                "to", .date, prose: "The last day; empty while it lasts.", example: "2026-06-12"),
        ],
        keyOrder: [1, 0, 2],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 2, to: 3)
        })
}
