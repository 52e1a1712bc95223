import GRDB

/// A record as a line for the person who entered it.
struct EntryDescription {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The kind, the student, and what is on record; with `before`, also what stood there.
    func line(_ key: RecordKey, _ values: [String?], before: [String?]? = nil) throws -> String {
        let layout = key.layout
        let kind = LogEntry.Kind.allCases.first { $0.layout.name == layout.name }
        var parts = [kind?.rawValue ?? layout.table.replacing("_", with: " ")]
        for (column, description) in layout.columns.enumerated() where description.presence != .derived {
            // How far the student has come is a record of its own, by day.
            if layout.name == RecordLayout.goals.name, description.name == "progress" { continue }
            let value = values[column]
            let old = before.flatMap { $0[column] }
            let change = before == nil || old == value ? "" : " (before: \(try shown(old, description)))"
            guard value?.isEmpty == false || !change.isEmpty else { continue }
            let name = Self.label(description)
            parts.append((name.isEmpty ? "" : "\(name) ") + (try shown(value, description)) + change)
        }
        return parts.joined(separator: ", ")
    }

    private static func label(_ column: LayoutColumn) -> String {
        switch column.name {
        case "student_id", "date", "goal", "strength", "indicator", "name": ""
        default:
            (column.name.hasSuffix("_id") ? String(column.name.dropLast(3)) : column.name)
                .replacing("_", with: " ")
        }
    }

    private func shown(_ value: String?, _ column: LayoutColumn) throws -> String {
        guard let value, !value.isEmpty else { return "none" }
        switch column.type {
        case .reference(.student):
            let name = try Row.fetchOne(
                database,
                sql: """
                    SELECT trim(ifnull(ifnull(preferred_name, given_name), '') || ' ' || ifnull(family_name, ''))
                    FROM student WHERE student_id = ?
                    """, arguments: [value]
            ).map { $0[0] as String }
            return name.flatMap { $0.isEmpty ? nil : "\(visible($0)) (\(visible(value)))" } ?? visible(value)
        case .reference(.mentor):
            let name = try String.fetchOne(
                database, sql: "SELECT name FROM mentor WHERE mentor_id = ?", arguments: [value])
            return visible(name ?? value)
        case .reference(.service):
            let name = try String.fetchOne(
                database, sql: "SELECT name FROM service WHERE service_id = ?", arguments: [value])
            return name.map { "\(visible($0)) (\(visible(value)))" } ?? visible(value)
        case .text, .identifier:
            return column.name.hasSuffix("_id") || column.name == "recorder"
                ? visible(value) : "'\(visible(value))'"
        default:
            return visible(value)
        }
    }
}
