import Engagement

extension RecordLayout {
    static let surveys = RecordLayout(
        name: "surveys", table: "survey_answer",
        prose: """
            Answers of students to surveys. A subscale named as an indicator, or as the Student \
            Engagement Instrument names it, counts for that indicator.
            """,
        columns: [
            .student,
            .date,
            LayoutColumn(
                "instrument", .identifier, .required, key: true, prose: "The instrument's name.",
                example: "SEI"),
            LayoutColumn(
                "subscale", .identifier, .required, key: true,
                prose: "The subscale, as the instrument names it.", example: "peer_support"),
            LayoutColumn(
                "value", .decimal(minimum: nil, maximum: nil), .required,
                prose: "The answer on the instrument's own scale.", example: "3"),
            LayoutColumn(
                "item", .text, key: true, absent: LayoutColumn.noText,
                prose: "The item; empty where the value is the subscale's mean.", example: "14"),
        ],
        check: { (row, context) throws(RowProblem) in
            guard let value = row.real(4), let indicator = context.indicator(ofSubscale: row.text(3))
            else { return }
            guard indicator.admits(value) else {
                throw RowProblem(
                    column: 4,
                    "is outside the range of \(indicator.id), which is \(indicator.rangeDescription)")
            }
        },
        review: { (loader, rows) in
            loader.countUnmeasured(rows)
            return rows
        })
}

extension RecordLoader {
    /// Counts the answers whose subscale measures no indicator, by file and subscale.
    fileprivate func countUnmeasured(_ rows: [UInt32]) {
        for row in rows {
            let slots = block.row(Int(row))
            let subscale = RowSlots.text(slots[3], in: block.bytes)
            guard session.context.indicator(ofSubscale: subscale) == nil else { continue }
            let name = String(decoding: subscale, as: UTF8.self)
            guard !IndicatorCatalog.subscalesWithoutIndicator.contains(name) else { continue }
            session.files[Int(slots[storages.count + 1])].summary.unmeasured[name, default: 0] += 1
        }
    }
}
