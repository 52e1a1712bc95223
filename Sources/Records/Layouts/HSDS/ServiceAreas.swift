extension RecordLayout {
    static let serviceAreas = RecordLayout(
        name: "service_areas", table: "service_area",
        prose: "The areas that services are for, as in HSDS.",
        columns: [
            .directoryID(example: "SA-1"),
            .about(.service, example: "SV-1"),
            .about(.serviceAtLocation),
            LayoutColumn("name", .text, prose: "The area.", example: "Millbrook"),
            LayoutColumn("description", .text, prose: "The area in words.", example: "East of the river"),
        ],
        passedOver: ["extent", "extent_type", "uri"])
}
