extension RecordLayout {
    static let graduationRequirements = RecordLayout(
        name: "graduation_requirements", table: "graduation_requirement",
        prose: """
            The credits that a diploma requires, by subject. They are expected evenly over the grades from \
            first to last; a student is behind by what is expected by now in a subject and not earned there. Credits ahead \
            in a subject make up for no other one, only for electives.
            """,
        columns: [
            LayoutColumn(
                "diploma", .text, key: true, absent: LayoutColumn.noText,
                prose: "The diploma; empty for the one of every student without a graduation plan.",
                example: "Career and technical"),
            LayoutColumn(
                "subject", .identifier, .required, key: true, prose: "The subject, as credits.csv names it.",
                example: "World Language"),
            LayoutColumn(
                "credits", .decimal(minimum: 0, maximum: 1000), .required, prose: "Credits required.",
                example: "2"),
            LayoutColumn(
                "first_grade", .gradeLevel, absent: 9,
                prose: "The grade in which the first of them are expected; 9 where left out.", example: "9"),
            LayoutColumn(
                "last_grade", .gradeLevel, absent: 12,
                prose: "The grade by whose end all are expected; 12 where left out.", example: "12"),
            LayoutColumn(
                "takes_surplus", .yesNo, absent: 0,
                prose: """
                    Whether credits that no other requirement takes count here, as for electives; `no` where \
                    left out.
                    """, example: "no"),
            LayoutColumn(
                "repeats_count", .yesNo, absent: 0,
                prose: """
                    Whether a course taken again counts again, as band; `no` where left out, and then it \
                    counts once: in the school year (from August) in which most could be earned in it. Results of one \
                    course, its title written alike, within a school year are taken for its parts, as its semesters are, \
                    and add up.
                    """, example: "no"),
        ],
        check: { (row, _) throws(RowProblem) in
            guard let first = row.integer(3) else {
                throw RowProblem(column: 3, "is needed as a year of schooling")
            }
            guard let last = row.integer(4) else {
                throw RowProblem(column: 4, "is needed as a year of schooling")
            }
            guard first <= last else { throw RowProblem(column: 4, "lies before the first grade, \(first)") }
        })
}
