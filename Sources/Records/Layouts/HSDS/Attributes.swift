extension RecordLayout {
    static let attributes = RecordLayout(
        name: "attributes", table: "attribute",
        prose: """
            Which kinds of service a service is, as in HSDS. An attribute whose `link_type` speaks of \
            eligibility says who may have it, not what is offered.
            """,
        columns: [
            .directoryID(example: "AT-1"),
            LayoutColumn(
                "link_id", .identifier, .required, prose: "The id of the service; others are passed over.",
                example: "SV-1"),
            LayoutColumn(
                "taxonomy_term_id", .reference(.taxonomyTerm), .required, stored: "taxonomy_term",
                prose: "The kind.", example: "T-10"),
            LayoutColumn("link_type", .text, prose: "In which respect.", example: "service_type"),
            LayoutColumn("link_entity", .text, prose: "What `link_id` names.", example: "service"),
            LayoutColumn("value", .text, prose: "A value, where the kind has one.", example: ""),
        ],
        passedOver: ["label"])
}
