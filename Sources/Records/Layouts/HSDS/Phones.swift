extension RecordLayout {
    static let phones = RecordLayout(
        name: "phones", table: "phone",
        prose: "Telephone numbers of services, of their organizations and locations, as in HSDS.",
        columns: [
            .directoryID(example: "P-1"),
            .about(.location),
            .about(.service, example: "SV-1"),
            .about(.organization),
            .about(.serviceAtLocation),
            LayoutColumn("number", .text, .required, prose: "The number.", example: "555-0171"),
            LayoutColumn("extension", .text, prose: "The extension.", example: "3"),
            LayoutColumn("description", .text, prose: "Whose it is.", example: "Front desk"),
        ],
        passedOver: ["contact_id", "type"])
}
