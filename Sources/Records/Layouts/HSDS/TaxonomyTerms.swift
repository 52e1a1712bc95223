import Engagement

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
        passedOver: ["description", "language", "taxonomy_id", "term_uri", "version"],
        review: { (loader, rows) in try loader.termsUnderKnownOnes(rows) })
}

extension RecordLoader {
    /// Those rows of taxonomy_terms.csv whose term above is on record or among them; the others are refused.
    fileprivate func termsUnderKnownOnes(_ rows: [UInt32]) throws -> [UInt32] {
        let known = try session.context.map(.taxonomyTerm)
        func slots(_ row: UInt32) -> RowSlots {
            RowSlots(slots: block.row(Int(row)), bytes: UnsafePointer(block.bytes))
        }
        func text(_ row: UInt32, _ column: Int) -> String {
            String(decoding: slots(row).text(column), as: UTF8.self)
        }
        let read = Set(rows.map { Identifier(text($0, 0)) })
        return rows.filter { row in
            let above = text(row, 3)
            if above.isEmpty || known.find(slots(row).text(3)) != nil || read.contains(Identifier(above)) {
                return true
            }
            let place = layout.columns.count
            session.refuseLater(
                file: Int(block.row(Int(row))[place + 1]), line: Int(block.row(Int(row))[place]),
                "column parent_id: '\(visible(above))' is no taxonomy term on record; add it to "
                    + "taxonomy_terms.csv or leave parent_id empty")
            return false
        }
    }
}
