extension RecordLayout {
    static let serviceAtLocation = RecordLayout(
        name: "service_at_location", table: "service_at_location",
        prose: "Which service is offered where, as in HSDS.",
        columns: [
            .directoryID(stored: "service_at_location_id", example: "SL-1"),
            LayoutColumn(
                "service_id", .reference(.service), .required, stored: "service", prose: "The service.",
                example: "SV-1"),
            LayoutColumn(
                "location_id", .reference(.location), .required, stored: "location", prose: "The location.",
                example: "L-1"),
            LayoutColumn("description", .text, prose: "What there is to add.", example: "Second floor"),
        ],
        referent: .serviceAtLocation)
}

extension LayoutColumn {
    /// The id of a record of a directory.
    static func directoryID(stored: String = "id", example: String) -> LayoutColumn {
        LayoutColumn(
            "id", .identifier, .required, key: true, stored: stored, prose: "The directory's own id.",
            example: example)
    }

    /// What a record of a directory is about, where it may be one of several things.
    static func about(_ referent: Referent, example: String = "") -> LayoutColumn {
        LayoutColumn(
            "\(referent.noun)_id", .reference(referent), stored: referent.noun,
            prose: "The \(referent.noun.replacing("_", with: " ")) it is about.", example: example)
    }
}
