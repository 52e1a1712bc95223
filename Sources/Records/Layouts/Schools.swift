extension RecordLayout {
    static let schools = RecordLayout(
        name: "schools", table: "school",
        prose: "The schools of the district.",
        columns: [
            LayoutColumn(
                "school_id", .identifier, .required, key: true,
                prose: "The district's own id of the school.", example: "HS-1"),
            LayoutColumn("name", .text, .required, prose: "The name for people.", example: "North High"),
            LayoutColumn(
                "latitude", .decimal(minimum: -90, maximum: 90),
                prose: "Degrees north, for distances to services.", example: "39.106"),
            LayoutColumn(
                "longitude", .decimal(minimum: -180, maximum: 180), prose: "Degrees east.",
                example: "-84.5"),
        ],
        referent: .school)
}
