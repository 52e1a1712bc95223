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
        // How far the student has come with a goal is a record of its own, by day.
        let hidden: Set<String> = layout.name == RecordLayout.goals.name ? ["progress"] : []
        let parts = try parts(layout, values, before: before, hiding: hidden)
        return ([kind?.rawValue ?? layout.table.replacing("_", with: " ")] + parts).joined(separator: ", ")
    }

    /// What is on record, a part a column that has a value; with `before`, also what stood there.
    ///
    /// - Parameter hidden: The names of columns that are left out.
    func parts(
        _ layout: RecordLayout, _ values: [String?], before: [String?]? = nil, hiding hidden: Set<String> = []
    ) throws -> [String] {
        var parts: [String] = []
        for (column, description) in layout.columns.enumerated() where description.presence != .derived {
            if hidden.contains(description.name) { continue }
            let value = values[column]
            let old = before.flatMap { $0[column] }
            let change = before == nil || old == value ? "" : " (before: \(try shown(old, description)))"
            guard value?.isEmpty == false || !change.isEmpty else { continue }
            let name = Self.label(description)
            parts.append((name.isEmpty ? "" : "\(name) ") + (try shown(value, description)) + change)
        }
        return parts
    }

    /// What an earlier statement on a record said otherwise than the one after it, a part a column.
    ///
    /// - Parameter hidden: The names of columns of which only is said that they differ.
    func differences(
        _ layout: RecordLayout, _ values: [String?], from later: [String?], hiding hidden: Set<String> = []
    ) throws -> [String] {
        let differing = layout.columns.indices.filter { column in
            layout.columns[column].presence != .derived && (values[column] ?? "") != (later[column] ?? "")
        }
        let parts = try differing.map { column in
            let description = layout.columns[column]
            let name = description.name.replacing("_", with: " ")
            return hidden.contains(description.name)
                ? "another \(name)" : "\(name) \(try shown(values[column], description))"
        }
        return parts.isEmpty ? ["the same"] : parts
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
