import Engagement

extension RecordLayout {
    static let indicators = RecordLayout(
        name: "indicators", table: "indicator",
        prose: """
            The district's own indicators, beside the built-in ones. Their values come in \
            observations.csv.
            """,
        columns: [
            LayoutColumn(
                "id", .identifier, .required, key: true,
                prose: "Lower-case letters, digits and `_`, beginning with a letter.",
                example: "reading_minutes"),
            LayoutColumn(
                "domain", .words(EngagementDomain.self), .required,
                prose: "The kind of engagement it is a sign of.", example: "academic"),
            LayoutColumn(
                "title", .text, .required, prose: "The name for people.", example: "Reading at home"),
            LayoutColumn("unit", .text, .required, prose: "What is counted.", example: "minutes a week"),
            LayoutColumn(
                "minimum", .decimal(minimum: nil, maximum: nil), prose: "The least value that can be.",
                example: "0"),
            LayoutColumn(
                "maximum", .decimal(minimum: nil, maximum: nil),
                prose: "The greatest value that can be.", example: "2000"),
            LayoutColumn(
                "direction", .words(Indicator.Direction.self), absent: 0,
                prose: "Whether more or less is better; empty means higher.", example: "higher"),
            LayoutColumn(
                "cadence", .words(Indicator.Cadence.self), absent: 2,
                prose: "How often a value is expected; empty means term.", example: "weekly"),
            LayoutColumn(
                "source", .text, prose: "The instrument or rule behind it.", example: "Reading log"),
        ],
        referent: .indicator,
        check: { (row, context) throws(RowProblem) in
            let id = String(decoding: row.text(0), as: UTF8.self)
            guard Indicator.isValidID(id) else {
                throw RowProblem(
                    column: 0,
                    "is no indicator id: lower-case letters, digits and _, beginning with a letter")
            }
            guard context.builtIn[id] == nil else {
                throw RowProblem(
                    column: 0, "is a built-in indicator, whose meaning is fixed; choose another id")
            }
            if let low = row.real(4), let high = row.real(5), high < low {
                throw RowProblem(column: 5, "is less than the minimum, \(plain(low))")
            }
        })
}
