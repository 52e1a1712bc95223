extension RecordLayout {
    static let taxonomyTerms = RecordLayout(
        name: "taxonomy_terms", table: "taxonomy_term",
        prose: "Kinds of service, as in HSDS: what services are found by.",
        columns: [
            .directoryID(stored: "taxonomy_term_id", example: "T-10"),
            LayoutColumn("code", .text, prose: "The code in its taxonomy.", example: "HH-4500"),
            LayoutColumn("name", .text, .required, prose: "The name.", example: "Tutoring"),
            LayoutColumn(
                "parent_id", .text, prose: "The id of the term above it.", example: ""),
            LayoutColumn("taxonomy", .text, prose: "The taxonomy's name.", example: "district"),
        ],
        referent: .taxonomyTerm,
        passedOver: ["description", "language", "taxonomy_id", "term_uri", "version"])
}
