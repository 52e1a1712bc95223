import Engagement

extension RecordLayout {
    static let homework = RecordLayout(
        name: "homework", table: "homework",
        prose: """
            Pieces of homework, one row a student and piece. OneRoster's line items and results of \
            homework categories become the same records.
            """,
        columns: [
            .student,
            LayoutColumn(
                "homework_id", .identifier, .required, key: true,
                prose: "The district's own id of the piece.", example: "HW-220"),
            LayoutColumn(
                "title", .text, .required, prose: "The piece's title.", example: "Fractions 2"),
            LayoutColumn("assigned", .date, prose: "When it was given out.", example: "2025-10-13"),
            LayoutColumn("due", .date, prose: "When it was due.", example: "2025-10-15"),
            LayoutColumn(
                "status", .words(HomeworkStatus.self),
                prose: """
                    How far it has come; empty means fully graded with a score and not submitted \
                    without one.
                    """, example: "fully graded"),
            LayoutColumn(
                "score", .decimal(minimum: 0, maximum: nil), prose: "Points reached.", example: "17"),
            LayoutColumn(
                "maximum", .decimal(minimum: 0, maximum: nil),
                prose: "Points that could be reached, more than 0.", example: "20"),
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 3, to: 4)
            if row.integer(5) == nil {
                let status: HomeworkStatus = row.real(6) == nil ? .notSubmitted : .fullyGraded
                row.set(5, Int64(status.rawValue))
            }
            if row.real(7) == 0 { throw RowProblem(column: 7, "must be more than 0") }
        })
}
