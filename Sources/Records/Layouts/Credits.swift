extension RecordLayout {
    static let credits = RecordLayout(
        name: "credits", table: "credit",
        prose: "Grades and credits, one row a student, course and grading period.",
        columns: [
            .student,
            LayoutColumn(
                "subject", .text, .required, key: true, prose: "The subject in which it counts.",
                example: "Mathematics"),
            LayoutColumn(
                "course", .text, key: true, absent: LayoutColumn.noText, prose: "The course's title.",
                example: "Algebra I"),
            LayoutColumn(
                "term", .text, key: true, absent: LayoutColumn.noText,
                prose: "The grading period's name.", example: "Fall 2025"),
            LayoutColumn(
                "date", .date, key: true, absent: LayoutColumn.noDay,
                prose: "The day on which it was given.", example: "2026-01-23"),
            LayoutColumn("grade", .text, prose: "The grade as a letter.", example: "B+"),
            LayoutColumn(
                "percent", .decimal(minimum: 0, maximum: 1000), prose: "The grade in percent.",
                example: "87.5"),
            LayoutColumn(
                "attempted", .decimal(minimum: 0, maximum: 1000),
                prose: """
                    Credits that could be earned. Of a course under way, with no grade and nothing earned yet, those \
                    in_progress are not taken as attempted, whether this column has them or not.
                    """,
                example: "0.5"),
            LayoutColumn(
                "earned", .decimal(minimum: 0, maximum: 1000), prose: "Credits earned.", example: "0.5"),
            LayoutColumn(
                "in_progress", .decimal(minimum: 0, maximum: 1000), prose: "Credits being worked for.",
                example: "0"),
            LayoutColumn(
                "source_id", .text, key: true, absent: LayoutColumn.noText,
                prose:
                    "The result's id where it came from, for several of a course on a day; OneRoster's line item."
            ),
        ],
        keyOrder: [0, 4, 3, 2, 1, 10],
        check: { (row, _) throws(RowProblem) in
            // Credits from elsewhere are earned and not attempted.
            guard let attempted = row.real(7), attempted > 0, let earned = row.real(8), earned > attempted
            else { return }
            throw RowProblem(
                column: 8,
                "is more than attempted, \(plain(attempted)); correct one of them, or leave attempted empty for "
                    + "credits from elsewhere")
        })
}
