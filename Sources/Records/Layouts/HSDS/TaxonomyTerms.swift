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
                "parent_id", .text,
                prose: "The id of the term above it; one that is not on record is counted and left out.",
                example: ""),
            LayoutColumn("taxonomy", .text, prose: "The taxonomy's name.", example: "district"),
        ],
        referent: .taxonomyTerm,
        passedOver: ["description", "language", "taxonomy_id", "term_uri", "version"],
        review: { (loader, rows) in
            try loader.countTermsUnderNone(rows)
            return rows
        })
}

extension RecordLoader {
    /// Counts the rows of taxonomy_terms.csv whose term above is neither on record nor among them: what a
    /// directory publishes often is a part of a taxonomy, so that they come in without one above.
    fileprivate func countTermsUnderNone(_ rows: [UInt32]) throws {
        let known = try session.context.map(.taxonomyTerm)
        func text(_ row: UInt32, _ column: Int) -> UnsafeBufferPointer<UInt8> {
            RowSlots.text(block.row(Int(row))[column], in: block.bytes)
        }
        let read = Set(rows.map { Identifier(String(decoding: text($0, 0), as: UTF8.self)) })
        for row in rows where !text(row, 3).isEmpty && known.find(text(row, 3)) == nil {
            guard !read.contains(Identifier(String(decoding: text(row, 3), as: UTF8.self))) else { continue }
            let file = Int(block.row(Int(row))[layout.columns.count + 1])
            session.leaveOut("parent_id of no term on record", file: file)
        }
    }
}
