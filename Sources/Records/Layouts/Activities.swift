import Engagement

extension RecordLayout {
    static let activities = RecordLayout(
        name: "activities", table: "activity",
        prose: "What students took part in outside lessons.",
        columns: [
            .student,
            .date,
            LayoutColumn(
                "kind", .words(ActivityKind.self), .required, key: true, prose: "What kind it was.",
                example: "extracurricular"),
            LayoutColumn(
                "name", .identifier, .required, key: true, prose: "What it was called.",
                example: "Robotics club"),
            LayoutColumn(
                "hours", .decimal(minimum: 0, maximum: 24), prose: "Hours attended.", example: "1.5"),
        ])
}
