import Engagement

extension RecordLayout {
    static let observations = RecordLayout(
        name: "observations", table: "observation",
        prose: "Values of indicators that somebody recorded.",
        columns: [
            .student,
            LayoutColumn(
                "indicator", .reference(.indicator), .required, key: true,
                prose: "A rating or a scale of the built-in indicators, or one of indicators.csv.",
                example: "time_on_task"),
            .date,
            LayoutColumn(
                "value", .decimal(minimum: nil, maximum: nil), .required,
                prose: "The value, within the indicator's range.", example: "7"),
            LayoutColumn(
                "setting", .words(Setting.self), key: true, absent: LayoutColumn.noWord,
                prose: "Where it was observed.", example: "school"),
            LayoutColumn(
                "recorder", .text, key: true, absent: LayoutColumn.noText, prose: "Who recorded it.",
                example: "Ida Marsh"),
            LayoutColumn("note", .text, prose: "What there is to add.", example: "Group work"),
        ],
        check: { (row, context) throws(RowProblem) in
            guard let number = row.integer(1), let value = row.real(3),
                let indicator = context.indicator(number)
            else { return }
            // A rating or a scale can be observed; what is counted has records of its own.
            guard [.observations, .survey].contains(indicator.kind) else {
                let records = indicator.kind.name
                throw RowProblem(
                    column: 1,
                    "is counted from the records of \(records), not observed; add them to \(records).csv")
            }
            guard indicator.admits(value) else {
                throw RowProblem(
                    column: 3,
                    "is outside the range of \(indicator.id), which is \(indicator.rangeDescription)")
            }
        })
}
