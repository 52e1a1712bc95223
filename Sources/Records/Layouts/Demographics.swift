import Engagement

extension RecordLayout {
    static let demographics = RecordLayout(
        name: "demographics", table: "demographic",
        prose: "Demographic facts, kept for comparing groups only.",
        columns: [
            .student,
            LayoutColumn(
                "name", .identifier, .required, key: true,
                prose: "The fact's name, lower-case with underscores.", example: "birth_date"),
            LayoutColumn("value", .text, .required, prose: "What was recorded.", example: "2011-03-09"),
        ],
        check: { (row, context) throws(RowProblem) in
            // The one fact that is reckoned with: ages for services come from it.
            guard String(decoding: row.text(1), as: UTF8.self) == "birth_date",
                let fault = birthDateFault(String(decoding: row.text(2), as: UTF8.self), context.today)
            else { return }
            throw RowProblem(column: 2, fault)
        })

    /// What is wrong with a date of birth; nil where nothing is.
    static func birthDateFault(_ text: String, _ today: CalendarDate?) -> String? {
        guard let day = CalendarDate(text) else { return "is not a day of the calendar; write YYYY-MM-DD" }
        guard let today, day > today else { return nil }
        return "lies after the day of the import, \(today); correct it or leave it out"
    }
}

extension LayoutColumn {
    /// The student a record is about.
    static let student = LayoutColumn(
        "student_id", .reference(.student), .required, key: true, stored: "student",
        prose: "The student.", example: "S-1042")
    /// The day a record is about.
    static let date = LayoutColumn(
        "date", .date, .required, key: true, prose: "The day.", example: "2025-10-14")
    /// Stands in keys for a day that is not known.
    static let noDay = Int64(Int32.min)
    /// Stands in keys for an empty text.
    static let noText: Int64 = 0
    /// Stands in keys for a word that is not given.
    static let noWord: Int64 = -1
}
