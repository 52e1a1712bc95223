extension RecordLayout {
    static let trainings = RecordLayout(
        name: "trainings", table: "training",
        prose: "Trainings that mentors have had.",
        columns: [
            LayoutColumn(
                "mentor_id", .reference(.mentor), .required, key: true, stored: "mentor",
                prose: "The mentor.", example: "M-3"),
            LayoutColumn(
                "training", .identifier, .required, key: true, prose: "What it was.",
                example: "Check & Connect preparation"),
            LayoutColumn(
                "date", .date, key: true, absent: LayoutColumn.noDay, prose: "The day it was completed.",
                example: "2025-08-20"),
            LayoutColumn("hours", .decimal(minimum: 0, maximum: 10000), prose: "Hours.", example: "12"),
        ],
        keyOrder: [0, 2, 1])
}
