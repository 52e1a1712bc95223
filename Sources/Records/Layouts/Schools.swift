extension RecordLayout {
    static let schools = RecordLayout(
        name: "schools", table: "school",
        prose: "The schools of the district.",
        columns: [
            LayoutColumn(
                "school_id", .identifier, .required, key: true,
                prose: "The district's own id of the school.", example: "HS-1"),
            LayoutColumn("name", .text, .required, prose: "The name for people.", example: "North High"),
        ],
        referent: .school)
}
