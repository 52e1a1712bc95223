import Engagement

extension RecordLayout {
    static let discipline = RecordLayout(
        name: "discipline", table: "discipline",
        prose: "What followed incidents of behavior, a consequence a row.",
        columns: [
            .student,
            .date,
            LayoutColumn(
                "kind",
                .words(
                    DisciplineKind.self,
                    aliases: [
                        "in_school": .inSchoolSuspension, "iss": .inSchoolSuspension,
                        "out_of_school": .outOfSchoolSuspension, "oss": .outOfSchoolSuspension,
                    ]), .required, key: true,
                prose: """
                    What followed. `in_school`, `iss`, `out_of_school` and `oss` are read as the \
                    suspensions; other words need a mapping.
                    """, example: "in_school_suspension"),
            LayoutColumn(
                "days", .decimal(minimum: 0, maximum: 366),
                prose: "School days of suspension; halves are possible.", example: "1.5"),
            LayoutColumn(
                "incident_id", .text, key: true, absent: LayoutColumn.noText,
                prose: "The incident's id, where a student can have two of a kind on a day.",
                example: "I-88"),
            LayoutColumn("note", .text, prose: "What happened.", example: "Left class"),
        ])
}
