extension RecordLayout {
    static let students = RecordLayout(
        name: "students", table: "student",
        prose: """
            The students. A student whose enrollment has ended stays on record with its last day; a \
            column that the file does not have leaves what is on record.
            """,
        columns: [
            LayoutColumn(
                "student_id", .identifier, .required, key: true,
                prose: "The district's own id of the student.", example: "S-1042"),
            LayoutColumn("given_name", .text, prose: "Given name.", example: "Amara"),
            LayoutColumn("middle_name", .text, prose: "Middle name.", example: "Jo"),
            LayoutColumn("family_name", .text, prose: "Family name.", example: "Okafor"),
            LayoutColumn(
                "preferred_name", .text, prose: "The given name the student goes by.", example: "Ami"),
            LayoutColumn("grade", .gradeLevel, prose: "The year of schooling.", example: "09"),
            LayoutColumn(
                "school_id", .reference(.school), stored: "school", prose: "The school.",
                example: "HS-1"),
            LayoutColumn(
                "enrolled_from", .date, prose: "The first day of enrollment.", example: "2025-09-02"),
            LayoutColumn(
                "enrolled_to", .date, prose: "The last day of enrollment; empty while it lasts.",
                example: "2026-06-12"),
            LayoutColumn(
                "language", .text, prose: "The language of the student's home.", example: "Igbo"),
            LayoutColumn(
                "roster", .count, .derived, prose: "1 for a student who came with a OneRoster roster."),
        ],
        referent: .student,
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 7, to: 8)
        })
}
