import Engagement

extension RecordLayout {
    static let events = RecordLayout(
        name: "events", table: "event",
        prose: """
            School and community events at which mentors were present, with students or for them. Students \
            who were there stand in activities.csv, with the same name and day.
            """,
        columns: [
            LayoutColumn(
                "mentor_id", .reference(.mentor), .required, key: true, stored: "mentor",
                prose: "The mentor.", example: "M-3"),
            .date,
            LayoutColumn(
                "name", .identifier, .required, key: true, prose: "What it was called.",
                example: "Science fair"),
            LayoutColumn(
                "kind", .words(ActivityKind.self), .required, prose: "What kind it was.",
                example: "school_event"),
            LayoutColumn(
                "hours", .decimal(minimum: 0, maximum: 24), prose: "Hours attended.", example: "2.5"),
            LayoutColumn(
                "note", .text, prose: "What there is to add.", example: "Judged with two students"),
        ])
}
