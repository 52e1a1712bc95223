extension RecordLayout {
    static let addresses = RecordLayout(
        name: "addresses", table: "address",
        prose: "Postal addresses of locations, as in HSDS.",
        columns: [
            .directoryID(example: "A-1"),
            .about(.location, example: "L-1"),
            LayoutColumn("address_1", .text, prose: "Street and number.", example: "12 River Street"),
            LayoutColumn("address_2", .text, prose: "What belongs to it.", example: "Floor 2"),
            LayoutColumn("city", .text, prose: "The city.", example: "Millbrook"),
            LayoutColumn("state_province", .text, prose: "The state.", example: "OH"),
            LayoutColumn("postal_code", .text, prose: "The postal code.", example: "45200"),
            LayoutColumn("country", .text, prose: "The country.", example: "US"),
        ],
        passedOver: ["attention", "region", "address_type"])
}
