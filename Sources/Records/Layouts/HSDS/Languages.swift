extension RecordLayout {
    static let languages = RecordLayout(
        name: "languages", table: "language",
        prose: "Languages in which services are offered, as in HSDS.",
        columns: [
            .directoryID(example: "LG-1"),
            .about(.service, example: "SV-1"),
            .about(.location),
            LayoutColumn("name", .text, prose: "The language.", example: "Spanish"),
            LayoutColumn("code", .text, prose: "Its code, ISO 639.", example: "es"),
            LayoutColumn("note", .text, prose: "What there is to add.", example: "Two of the tutors"),
        ],
        passedOver: ["phone_id"])
}
