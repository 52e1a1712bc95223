import GRDB

extension RecordsError {
    /// What a failure of SQLite means to the person at the keyboard.
    ///
    /// - Parameter action: What was being done, as a noun: `the import`.
    init(_ failure: DatabaseError, path: String, action: String) {
        switch failure.resultCode.primaryResultCode {
        case .SQLITE_NOTADB:
            self.init(
                .badData, "\(path) is not a Caseload database; name the right file with --db")
        case .SQLITE_CORRUPT:
            self.init(
                .badData,
                """
                \(path) is damaged (\(failure.message ?? "malformed")); restore it from a backup, or \
                save what can be read with: sqlite3 \(path) .recover
                """)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .cannot,
                """
                \(path) is locked: another program is writing to it and did not finish in time; \(action) left \
                nothing behind, try again when it has
                """)
        case .SQLITE_FULL:
            self.init(
                .inputOutput,
                "\(path): the disk is full; \(action) left nothing behind, make room and repeat it")
        case .SQLITE_READONLY:
            self.init(
                .inputOutput,
                "\(path) cannot be written: the file, its folder or the disk is read-only")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .inputOutput,
                "\(path) cannot be opened: no permission to read and write it, or to its folder")
        case .SQLITE_IOERR:
            self.init(
                .inputOutput,
                "\(path): the disk failed during \(action) (\(failure.message ?? "input/output error"))")
        default:
            self.init(.cannot, "\(path): \(action) failed: \(failure)")
        }
    }

    /// Runs `body`; failures of SQLite come out as ``RecordsError``.
    static func explaining<Result>(
        path: String, action: String, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let failure as DatabaseError {
            throw RecordsError(failure, path: path, action: action)
        }
    }
}
