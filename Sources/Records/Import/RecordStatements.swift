import GRDB

/// The SQL that a layout needs, made from its columns.
final class RecordStatements {
    /// Takes all columns, then the import.
    let insert: SQLiteStatement
    /// Takes ``rowsAtOnce`` times all columns, then the import.
    let insertMany: SQLiteStatement
    /// How many rows go in with one statement.
    static let rowsAtOnce = 64
    /// Takes the keys; gives all columns, then the import.
    let find: SQLiteStatement
    /// Takes the keys; gives what ``find`` does of this record and of all behind it, in the order of keys.
    let walk: SQLiteStatement
    /// Takes import, time, then the keys: keeps the record as it stands among the superseded ones.
    let supersede: SQLiteStatement
    /// Takes the keys.
    let delete: SQLiteStatement

    init(_ layout: RecordLayout, _ database: Database) throws {
        let names = layout.columns.map { "\"\($0.stored)\"" }
        let columns = names.joined(separator: ", ")
        let marks = repeatElement("?", count: names.count + 1).joined(separator: ", ")
        let keys = Self.keys(layout)
        insert = try SQLiteStatement(
            database, "INSERT INTO \(layout.table) (\(columns), import) VALUES (\(marks))")
        let many = repeatElement("(\(marks))", count: Self.rowsAtOnce).joined(separator: ", ")
        insertMany = try SQLiteStatement(
            database, "INSERT INTO \(layout.table) (\(columns), import) VALUES \(many)")
        find = try SQLiteStatement(
            database, "SELECT \(columns), import FROM \(layout.table) WHERE \(keys)")
        let order = layout.keys.map { names[$0] }.joined(separator: ", ")
        let values = layout.keys.map { _ in "?" }.joined(separator: ", ")
        walk = try SQLiteStatement(
            database,
            """
            SELECT \(columns), import FROM \(layout.table) WHERE (\(order)) >= (\(values))
            ORDER BY \(order)
            """)
        supersede = try SQLiteStatement(database, Self.superseding(layout, where: keys))
        delete = try SQLiteStatement(database, "DELETE FROM \(layout.table) WHERE \(keys)")
    }

    /// The statement that takes import and time, then what the condition does, and keeps the records for which it holds
    /// among the superseded ones.
    static func superseding(_ layout: RecordLayout, where condition: String) -> String {
        let (key, content) = keyAndContent(layout)
        return """
            INSERT INTO superseded (import, at, record, key, content)
            SELECT ?, ?, '\(layout.name)', json_array(\(key)), json_object(\(content), 'import', import)
            FROM \(layout.table) WHERE \(condition)
            """
    }

    /// The statement that sets these columns, then the import, of the record with the keys that follow.
    static func update(
        _ layout: RecordLayout, columns: [Int], _ database: Database
    ) throws -> SQLiteStatement {
        let changes = columns.map { "\"\(layout.columns[$0].stored)\" = ?" } + ["import = ?"]
        return try SQLiteStatement(
            database,
            "UPDATE \(layout.table) SET \(changes.joined(separator: ", ")) WHERE \(keys(layout))")
    }

    /// The statement that takes all columns and gives a row's key and its content as a person reads them, as ``supersede``
    /// keeps them.
    static func asRead(_ layout: RecordLayout, _ database: Database) throws -> SQLiteStatement {
        let (key, content) = keyAndContent(layout)
        let row = layout.columns.map { "? AS \"\($0.stored)\"" }.joined(separator: ", ")
        return try SQLiteStatement(
            database,
            "SELECT json_array(\(key)), json_object(\(content)) FROM (SELECT \(row)) AS \(layout.table)")
    }

    /// The key of a record and its content by the columns' names, as people read them: lists in SQL.
    private static func keyAndContent(_ layout: RecordLayout) -> (key: String, content: String) {
        let readable = layout.columns.map { (name: $0.name, sql: Self.readable($0, in: layout)) }
        return (
            layout.keys.map { readable[$0].sql }.joined(separator: ", "),
            readable.map { "'\($0.name)', \($0.sql)" }.joined(separator: ", ")
        )
    }

    private static func keys(_ layout: RecordLayout) -> String {
        layout.keys.map { "\"\(layout.columns[$0].stored)\" = ?" }.joined(separator: " AND ")
    }

    /// A column as a person reads it: ids, words and days instead of numbers.
    static func readable(_ column: LayoutColumn, in layout: RecordLayout) -> String {
        let name = "\(layout.table).\"\(column.stored)\""
        switch column.type {
        case .reference(let referent):
            return "(SELECT \(referent.idColumn) FROM \(referent.noun) WHERE number = \(name))"
        case .date:
            return "date(nullif(\(name), \(LayoutColumn.noDay)) * 86400, 'unixepoch')"
        case .word(let words):
            let cases = words.filter { !$0.isAlias }.map { "WHEN \($0.number) THEN '\($0.name)'" }
            return "CASE \(name) \(cases.joined(separator: " ")) END"
        case .identifier, .text, .decimal, .count, .gradeLevel:
            return name
        }
    }
}

/// A statement that can stand in a dictionary.
final class SharedStatement {
    let statement: SQLiteStatement

    init(_ statement: consuming SQLiteStatement) {
        self.statement = statement
    }
}
