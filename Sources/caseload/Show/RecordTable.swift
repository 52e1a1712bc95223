import PluginHost

/// A list of records, such as a student's contacts, as rows under the names of their fields.
struct RecordTable {
    private let records: [[String: SessionValue]]
    private let names: [String]
    private let page: ValuePage

    var count: Int { records.count }

    /// What usually comes first where it is there.
    private static let first = [
        "id", "name", "goal", "strength", "title", "date", "start", "set_on", "due", "kind", "status",
    ]

    /// The list as records; nil where it is none: an entry is no table with names as keys.
    init?(_ entries: [SessionValue.Entry], page: ValuePage) {
        guard entries.isList, let first = entries.first else { return nil }
        let isView = if case .object = first.value { true } else { false }
        var records: [[String: SessionValue]] = []
        var names: [String: Int] = [:]
        for entry in entries {
            let fields: [SessionValue.Entry]
            switch entry.value {
            case .table(let found, 0) where !found.isEmpty: fields = found
            case .object(_, let found): fields = found
            default: return nil
            }
            var record: [String: SessionValue] = [:]
            for field in fields {
                guard case .string(let bytes) = field.key else { return nil }
                let name = String(decoding: bytes, as: UTF8.self)
                record[name] = field.value
                // Fields of the view keep the order in which they are registered.
                if names[name] == nil { names[name] = isView ? names.count : 0 }
            }
            records.append(record)
        }
        guard names.count <= 40 else { return nil }
        self.records = records
        self.page = page
        func rank(_ name: String) -> Int { Self.first.firstIndex(of: name) ?? Self.first.count }
        self.names = names.keys.sorted { left, right in
            let (before, after) = ((rank(left), names[left] ?? 0), (rank(right), names[right] ?? 0))
            if before != after { return before < after }
            // Grades that are columns of counts stand as numbers do, 9 before 10.
            if let left = Int(left), let right = Int(right) { return left < right }
            return left < right
        }
    }

    /// The table of the first records.
    func table(first count: Int) -> Table {
        var table = Table(
            columns: names.map { name in
                let values = records.compactMap { $0[name] }
                return .init(
                    title: name, isNumeric: values.allSatisfy { $0.asNumber != nil }, isKey: name == "id")
            })
        for record in records.prefix(count) {
            table.add(names.map { name in record[name].map(page.cell) ?? "" })
        }
        return table
    }
}
