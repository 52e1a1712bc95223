extension RecordLayout {
    static let requiredDocuments = RecordLayout(
        name: "required_documents", table: "required_document",
        prose: "What to bring to a service, as in HSDS.",
        columns: [
            .directoryID(example: "RD-1"),
            .about(.service, example: "SV-1"),
            LayoutColumn("document", .text, .required, prose: "The document.", example: "Student card"),
        ],
        passedOver: ["uri"])
}
