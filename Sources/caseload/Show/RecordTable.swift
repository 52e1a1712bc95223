import PluginHost

/// Records, such as a student's contacts or the credits of each subject, as rows under the names of their
/// fields; of those that are not a list, the key is the first column.
struct RecordTable {
    private let records: [[String: SessionValue]]
    private let names: [String]
    private let page: ValuePage

    var count: Int { records.count }

    /// What the column of the keys is called.
    private static let key = "key"

    /// What usually comes first where it is there.
    private static let first = [
        key, "id", "name", "student", "rule", "goal", "strength", "title", "date", "start",
        "set_on", "due", "kind", "status",
    ]

    /// The entries as records; nil where they are none: one is no table with names as keys, or those that are
    /// no list share no name.
    init?(_ entries: [SessionValue.Entry], page: ValuePage) {
        guard let first = entries.first else { return nil }
        let isList = entries.isList
        let isView = if case .object = first.value { true } else { false }
        // Rows that were made to be a table have their order.
        let isOrdered = if case .object("row", _) = first.value { true } else { false }
        var records: [[String: SessionValue]] = []
        var names: [String: Int] = [:]
        for entry in entries {
            let fields: [SessionValue.Entry]
            switch entry.value {
            case .table(let found, 0) where !found.isEmpty: fields = found
            case .object(_, let found): fields = found
            default: return nil
            }
            var record: [String: SessionValue] = isList ? [:] : [Self.key: entry.key]
            for field in fields {
                guard case .string(let bytes) = field.key else { return nil }
                let name = String(decoding: bytes, as: UTF8.self)
                if field.value != .nil { record[name] = field.value }
                // Fields of the view keep the order in which they are registered.
                if names[name] == nil { names[name] = isView ? names.count : 0 }
            }
            records.append(record)
        }
        guard names.count <= 40 else { return nil }
        if !isList {
            guard records.count > 1,
                names.keys.contains(where: { name in records.allSatisfy { $0[name] != nil } })
            else { return nil }
            guard names.updateValue(0, forKey: Self.key) == nil else { return nil }
        }
        self.records = records
        self.page = page
        func rank(_ name: String) -> Int {
            isOrdered ? 0 : Self.first.firstIndex(of: name) ?? Self.first.count
        }
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
