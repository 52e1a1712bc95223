extension RecordLayout {
    static let strengths = RecordLayout(
        name: "strengths", table: "strength",
        prose: "What students are good at.",
        columns: [
            .student,
            .date,
            LayoutColumn(
                "strength", .identifier, .required, key: true, prose: "The strength.",
                example: "Explains things patiently"),
            LayoutColumn("recorder", .text, prose: "Who noted it.", example: "Ida Marsh"),
        ])
}
