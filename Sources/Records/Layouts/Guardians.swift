extension RecordLayout {
    static let guardians = RecordLayout(
        name: "guardians", table: "guardian",
        prose: "Who answers for a student or stands near: the student's circle.",
        columns: [
            .student,
            LayoutColumn(
                "guardian_id", .identifier, .required, key: true, prose: "The person's id.",
                example: "G-204"),
            LayoutColumn("name", .identifier, .required, prose: "The name.", example: "Ngozi Okafor"),
            LayoutColumn(
                "relationship", .text, prose: "How they are related, in the district's words.",
                example: "mother"),
            LayoutColumn("phone", .text, prose: "The telephone number.", example: "555-0142"),
            LayoutColumn("email", .text, prose: "The address for mail.", example: "n.okafor@example.org"),
            LayoutColumn("language", .text, prose: "The language they speak best.", example: "Igbo"),
            LayoutColumn(
                "is_primary", .yesNo, prose: "Whether the school calls this person first.", example: "yes"),
        ])
}
