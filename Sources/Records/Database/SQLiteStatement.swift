import Engagement
import GRDB
import GRDBSQLite

/// A prepared statement of the connection, for loops over millions of rows: no allocation a row.
///
/// This file is the only one that calls SQLite's C interface. A statement must not outlive the access
/// to the database in which it was made.
struct SQLiteStatement: ~Copyable {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    init(_ database: Database, _ sql: String) throws {
        guard let connection = database.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the database is closed")
        }
        var made: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &made, nil)
        guard code == SQLITE_OK, let made else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
                sql: sql)
        }
        statement = made
        self.connection = connection
    }

    deinit {
        sqlite3_finalize(statement)
    }

    /// Goes to the next row; false behind the last one, and after a statement without rows.
    func step() throws(DatabaseError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = String(cString: sqlite3_errmsg(connection))
            sqlite3_reset(statement)
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
        }
    }

    /// Runs a statement without rows and makes it ready for the next run.
    func run() throws(DatabaseError) {
        _ = try step()
        sqlite3_reset(statement)
    }

    /// Makes the statement ready for the next run; parameters keep their values.
    func reset() {
        sqlite3_reset(statement)
    }

    // Parameters are numbered from 1, columns from 0, as SQLite does.

    func bind(_ value: Int64, at index: Int) {
        sqlite3_bind_int64(statement, Int32(index), value)
    }

    func bind(_ value: Double, at index: Int) {
        sqlite3_bind_double(statement, Int32(index), value)
    }

    /// Binds text that stays in place until the statement has run: SQLite does not copy it.
    func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
        guard let base = text.baseAddress, !text.isEmpty else {
            sqlite3_bind_text(statement, Int32(index), "", 0, nil)
            return
        }
        base.withMemoryRebound(to: CChar.self, capacity: text.count) { characters in
            _ = sqlite3_bind_text(statement, Int32(index), characters, Int32(text.count), nil)
        }
    }

    /// Binds a copy of a text.
    func bind(_ text: String, at index: Int) {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        var text = text
        text.withUTF8 { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_text(statement, Int32(index), "", 0, nil)
                return
            }
            base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { characters in
                _ = sqlite3_bind_text(
                    statement, Int32(index), characters, Int32(bytes.count), copied)
            }
        }
    }

    func bindNull(at index: Int) {
        sqlite3_bind_null(statement, Int32(index))
    }

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(column))
    }

    func real(_ column: Int) -> Double {
        sqlite3_column_double(statement, Int32(column))
    }

    /// The column's UTF-8, valid until the next step; empty for NULL.
    func utf8(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_text(statement, Int32(column))
        return UnsafeBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
    }

    /// The column as a string; empty for NULL.
    func text(_ column: Int) -> String {
        String(decoding: utf8(column), as: UTF8.self)
    }

    /// The number, or nil for NULL.
    func realIfKnown(_ column: Int) -> Double? {
        isNull(column) ? nil : real(column)
    }

    /// The day, or nil for NULL and for the day that stands for none in keys.
    func date(_ column: Int) -> CalendarDate? {
        isNull(column) ? nil : CalendarDate(dayNumber: Int32(truncatingIfNeeded: integer(column))).ifKnown
    }
}
