import GRDB

/// Which record of a layout: its key as the table stores it, as a JSON array.
struct RecordKey {
    let layout: RecordLayout
    let stored: String

    /// The record as a person reads it: the layout's columns in their order, nil where a field has no value.
    ///
    /// - Returns: nil where the record is not on record; otherwise also the import it came with.
    func read(_ database: Database) throws -> (values: [String?], origin: Int64)? {
        let columns = layout.columns.map { RecordStatements.readable($0, in: layout) }
        guard
            let row = try Row.fetchOne(
                database,
                sql:
                    "SELECT \(columns.joined(separator: ", ")), import FROM \(layout.table) WHERE \(condition)",
                arguments: ["key": stored])
        else { return nil }
        return (layout.columns.indices.map { Self.text(row[$0]) }, row[layout.columns.count])
    }

    /// The record as it stood before an import replaced or withdrew it; nil where that import found none.
    func read(supersededBy importID: Int64, _ database: Database) throws -> (
        values: [String?], origin: Int64
    )? {
        // Superseded records have their keys as people read them.
        let fields = layout.columns.map { "json_extract(content, '$.\($0.name)')" }
        let names = layout.keys.map { RecordStatements.readable(layout.columns[$0], in: layout) }
        let key =
            "(SELECT json_array(\(names.joined(separator: ", "))) FROM \(layout.table) WHERE \(condition))"
        guard
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(fields.joined(separator: ", ")), json_extract(content, '$.import') FROM superseded
                    WHERE import = :import AND record = :record AND key = \(key)
                    """, arguments: ["key": stored, "import": importID, "record": layout.name])
        else { return nil }
        return (layout.columns.indices.map { Self.text(row[$0]) }, row[layout.columns.count])
    }

    /// Gives the record another origin.
    func setOrigin(_ importID: Int64, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE \(layout.table) SET import = :import WHERE \(condition)",
            arguments: ["key": stored, "import": importID])
    }

    private var condition: String {
        layout.keys.enumerated().map { place, column in
            "\(layout.table).\"\(layout.columns[column].stored)\" = json_extract(:key, '$[\(place)]')"
        }.joined(separator: " AND ")
    }

    /// A value of the database as text; nil for none.
    static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .int64(let number): String(number)
        case .double(let number): plain(number)
        case .string(let text): text
        case .null, .blob: nil
        }
    }
}

extension RecordLoader {
    /// The key of the row that was begun.
    func begunKey() throws -> RecordKey {
        let marks = repeatElement("?", count: keys.count).joined(separator: ", ")
        let statement = try SQLiteStatement(session.database, "SELECT json_array(\(marks))")
        bindKeys(of: begunRow, to: statement)
        _ = try statement.step()
        return RecordKey(layout: layout, stored: statement.text(0))
    }

    /// Whether the row that was begun has the key of a record.
    func isBegunOnRecord() throws -> Bool {
        bindKeys(of: begunRow, to: statements.find)
        defer { statements.find.reset() }
        return try statements.find.step()
    }
}
