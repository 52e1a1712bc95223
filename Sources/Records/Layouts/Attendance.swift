import Engagement

extension RecordLayout {
    static let attendance = RecordLayout(
        name: "attendance", table: "attendance",
        prose: """
            Presence and absence, a note a row. A student has one note a day on whether the day was \
            missed, and one each on coming late, leaving early and a missed class; with a period, one \
            each a period.
            """,
        columns: [
            .student,
            .date,
            LayoutColumn(
                "code",
                .words(
                    AttendanceCode.self,
                    aliases: [
                        "P": .present, "A": .unexcused, "E": .excused, "U": .unexcused, "T": .tardy,
                        "absent": .unexcused,
                    ]), .required,
                prose: """
                    What was noted. `P`, `A`, `E`, `U` and `T` are read as present, unexcused, excused, \
                    unexcused and tardy, and `absent` as unexcused; other codes need a mapping.
                    """, example: "unexcused"),
            LayoutColumn(
                "period", .text, key: true, absent: LayoutColumn.noText,
                prose: "The period it concerns; empty for the whole day.", example: "3"),
            LayoutColumn("reason", .text, prose: "Why, in the school's words.", example: "Overslept"),
            LayoutColumn(
                "slot", .count, .derived, key: true,
                prose: "What kind of note it is: a day's presence, lateness, leaving early, missed class."),
        ],
        keyOrder: [0, 1, 5, 3],
        check: { (row, _) throws(RowProblem) in
            row.set(5, slots[Int(row.integer(2) ?? 0)])
        })

    /// Which notes of one day stand beside one another, by the number of the code.
    private static let slots = AttendanceCode.allCases.map { code -> Int64 in
        switch code {
        case .present, .excused, .unexcused: 0
        case .tardy: 1
        case .earlyDeparture: 2
        case .missedClass: 3
        }
    }
}
