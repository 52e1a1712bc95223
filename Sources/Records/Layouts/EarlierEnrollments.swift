extension RecordLayout {
    static let earlierEnrollments = RecordLayout(
        name: "earlier_enrollments", table: "earlier_enrollment",
        prose: """
            Where students were before the enrollment that students.csv says: in another school or grade, in another \
            year, before they left and came back. An import that gives a student a later `enrolled_from` adds such a \
            row by itself, so that a day of before finds the student as it was then; the last day is then the one on \
            record, or the day before the new enrollment. Attendance is counted over enrollments that lie three weeks \
            or less apart, by the calendar of the latest.
            """,
        columns: [
            .student,
            LayoutColumn(
                "enrolled_from", .date, key: true, absent: LayoutColumn.noDay,
                prose: "The first day; empty where nobody knows.", example: "2024-09-03"),
            LayoutColumn("enrolled_to", .date, .required, prose: "The last day.", example: "2025-06-13"),
            LayoutColumn(
                "school_id", .reference(.school), stored: "school", prose: "The school.", example: "HS-1"),
            LayoutColumn("grade", .gradeLevel, prose: "The year of schooling.", example: "08"),
        ],
        check: { (row, _) throws(RowProblem) in
            try row.requireOrder(from: 1, to: 2)
        })
}
