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
        },
        review: { (loader, rows) in try loader.indicators(holdingWhatIsObserved: rows) })
}

extension RecordLoader {
    /// Those rows of indicators.csv within whose range all values on record lie; the others are refused.
    fileprivate func indicators(holdingWhatIsObserved rows: [UInt32]) throws -> [UInt32] {
        let known = try SQLiteStatement(
            session.database, "SELECT number, minimum, maximum FROM indicator WHERE id = ?")
        let outside = try SQLiteStatement(
            session.database,
            """
            SELECT value, date(date * 86400, 'unixepoch'), student_id FROM observation
            JOIN student ON student.number = observation.student
            WHERE indicator = ?1 AND (value < ?2 OR value > ?3) LIMIT 1
            """)
        return try rows.filter { row in
            let slots = RowSlots(slots: block.row(Int(row)), bytes: UnsafePointer(block.bytes))
            known.bind(slots.text(0), at: 1)
            defer { known.reset() }
            guard try known.step() else { return true }
            let (low, high) = (slots.real(4), slots.real(5))
            let (lowBefore, highBefore) = (known.realIfKnown(1), known.realIfKnown(2))
            // Whoever widens the range need not wait for a look at all values.
            guard
                low.map({ $0 > lowBefore ?? -.infinity }) == true
                    || high.map({ $0 < highBefore ?? .infinity }) == true
            else { return true }
            outside.bind(known.integer(0), at: 1)
            outside.bind(low ?? -.greatestFiniteMagnitude, at: 2)
            outside.bind(high ?? .greatestFiniteMagnitude, at: 3)
            defer { outside.reset() }
            guard try outside.step() else { return true }
            let isLow = low.map { outside.real(0) < $0 } ?? false
            refuse(
                row, column: isLow ? 4 : 5, value: plain((isLow ? low : high) ?? .nan),
                "leaves out values on record: \(plain(outside.real(0))) of \(visible(outside.text(2))) on "
                    + "\(outside.text(1)); correct them first, or keep the range")
            return false
        }
    }
}
