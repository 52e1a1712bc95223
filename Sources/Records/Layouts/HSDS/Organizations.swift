extension RecordLayout {
    static let organizations = RecordLayout(
        name: "organizations", table: "organization",
        prose: "Organizations that offer services, as in HSDS.",
        columns: [
            .directoryID(stored: "organization_id", example: "ORG-1"),
            LayoutColumn("name", .text, .required, prose: "The name.", example: "Riverbend Learning"),
            LayoutColumn("description", .text, prose: "What it is.", example: "A neighborhood center"),
            LayoutColumn("email", .text, prose: "The address for mail.", example: "hello@riverbend.example"),
            LayoutColumn("website", .text, prose: "The site.", example: "https://riverbend.example"),
        ],
        referent: .organization,
        passedOver: [
            "alternate_name", "tax_status", "tax_id", "year_incorporated", "legal_status", "logo", "uri",
            "parent_organization_id",
        ])
}
