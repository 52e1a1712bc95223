extension RecordLayout {
    static let mentors = RecordLayout(
        name: "mentors", table: "mentor",
        prose: "The mentors.",
        columns: [
            LayoutColumn(
                "mentor_id", .identifier, .required, key: true,
                prose: "The district's own id of the mentor.", example: "M-3"),
            LayoutColumn("name", .text, .required, prose: "The name for people.", example: "Ida Marsh"),
            LayoutColumn(
                "education", .text, prose: "The highest level of education.", example: "BA social work"),
            LayoutColumn(
                "years_home", .decimal(minimum: 0, maximum: 100),
                prose: "Years of experience in homes and communities.", example: "2.5"),
            LayoutColumn(
                "years_school", .decimal(minimum: 0, maximum: 100),
                prose: "Years of experience in schools.", example: "4"),
            LayoutColumn(
                "caseload_limit", .count, prose: "The most students this mentor should have.",
                example: "25"),
        ],
        referent: .mentor)
}
