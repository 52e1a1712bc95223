import Engagement

extension RecordLayout {
    static let terms = RecordLayout(
        name: "terms", table: "term",
        prose: """
            School years and their parts. The school year in which a day lies says which attendance and \
            discipline count on it.
            """,
        columns: [
            LayoutColumn(
                "term_id", .identifier, .required, key: true,
                prose: "The district's own id of the term.", example: "2025-S1"),
            LayoutColumn(
                "title", .text, .required, prose: "The name for people.", example: "Fall 2025"),
            LayoutColumn(
                "kind", .words(TermKind.self), .required, prose: "What stretch it is.",
                example: "semester"),
            LayoutColumn("start", .date, .required, prose: "The first day.", example: "2025-09-02"),
            LayoutColumn(
                "end", .date, .required, prose: "The last day; not before the first.",
                example: "2026-01-23"),
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 3, to: 4)
        })
}

extension RowSlots {
    /// Refuses a row whose second day lies before its first.
    func requireOrder(from first: Int, to last: Int) throws(RowProblem) {
        if let start = date(first), let end = date(last), end < start {
            throw RowProblem(column: last, "lies before \(start), on which it begins")
        }
    }
}
