extension RecordLayout {
    static let outcomes = RecordLayout(
        name: "outcomes", table: "outcome",
        prose: "What became of students, for seeing how well a score foretold it.",
        columns: [
            .student,
            LayoutColumn(
                "outcome", .identifier, .required, key: true, prose: "The outcome's name.",
                example: "dropout"),
            LayoutColumn(
                "value", .decimal(minimum: nil, maximum: nil), .required,
                prose: "1 if it came about and 0 if not, or how much of it.", example: "0"),
            LayoutColumn("date", .date, prose: "The day on which it was known.", example: "2026-06-12"),
        ])
}
