extension RecordLayout {
    static let locations = RecordLayout(
        name: "locations", table: "location",
        prose: "Places at which services are offered, as in HSDS.",
        columns: [
            .directoryID(stored: "location_id", example: "L-1"),
            LayoutColumn("name", .text, prose: "The name.", example: "Riverbend House"),
            LayoutColumn(
                "transportation", .text, prose: "How to come there.", example: "Bus 7 to River Street"),
            LayoutColumn(
                "latitude", .decimal(minimum: nil, maximum: nil),
                prose: "Degrees north. A place that the earth does not have counts as not said.",
                example: "39.1"),
            LayoutColumn(
                "longitude", .decimal(minimum: nil, maximum: nil), prose: "Degrees east.", example: "-84.51"),
        ],
        referent: .location,
        passedOver: [
            "location_type", "url", "organization_id", "alternate_name", "description", "external_identifier",
            "external_identifier_type",
        ])
}
