import Engagement

/// Students as rows and fields as columns, in each of the forms in which they are printed.
struct StudentList {
    let fields: [StudentField]
    let rows: [Int]

    /// What a list shows that was not asked for other columns: the roll, attendance, and of each plugin
    /// with results the tiers, or the scores where it gives no tiers.
    static func usualFields(_ all: StudentFields, results: [RunResults]) -> [StudentField] {
        let roll = ["id", "name", "grade", "school", "mentor", "attendance.rate"]
        let scores = results.map(\.run.plugin).sorted().map { plugin in
            let hasTiers = results.contains { latest in
                latest.run.plugin == plugin
                    && latest.outcomes.values.contains { outcome in
                        guard case .scored(let score) = outcome else { return false }
                        return score.tier != nil
                    }
            }
            return "\(plugin).\(hasTiers ? "tier" : "score")"
        }
        return (roll + scores).compactMap { name in all.all.first { $0.name == name } }
    }

    /// The table for people.
    var table: Table {
        var table = Table(
            columns: fields.map {
                .init(title: $0.name, isNumeric: $0.type == .number, isKey: $0.name == "id")
            })
        for row in rows {
            table.add(fields.map { $0.description(of: $0.value(row: row)) })
        }
        return table
    }

    /// CSV with the fields' names as header; what is missing is empty.
    var csv: String { csv {} }

    /// The same, where something may end the work: `checkpoint` is called before each row, and what it
    /// throws is thrown.
    func csv(at checkpoint: () throws -> Void) rethrows -> String {
        try rows.reduce(into: CSVText.line(fields.map { .text($0.name) })) { text, row in
            try checkpoint()
            text += CSVText.line(
                fields.map { field in
                    switch field.value(row: row) {
                    case .missing: .plain("")
                    case .text(let text): .text(text)
                    case .number(let number): .plain(JSONText.number(number))
                    case .date(let date): .plain(date.description)
                    }
                })
        }
    }

    /// A JSON array of objects with the fields' names as keys; what is missing is null.
    var json: String { json {} }

    /// The same, where something may end the work: `checkpoint` is called before each row, and what it
    /// throws is thrown.
    func json(at checkpoint: () throws -> Void) rethrows -> String {
        JSONText.array(
            try rows.map { row in
                try checkpoint()
                return JSONText.object(
                    fields.map { ($0.name, JSONText.value($0.value(row: row))) })
            })
    }
}

/// The fields by name, with what they hold.
struct FieldList {
    private let fields: StudentFields

    init(_ fields: StudentFields) {
        self.fields = fields
    }

    func lines(for terminal: Terminal) -> [String] {
        var table = Table(
            columns: [.init(title: "field", isKey: true), .init(title: "what it is"), .init(title: "unit")])
        for field in fields.all {
            table.add([field.name, field.title, field.unit.isEmpty ? field.type.rawValue : field.unit])
        }
        return table.lines(for: terminal)
    }
}
