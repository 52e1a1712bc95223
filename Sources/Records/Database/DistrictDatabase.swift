import Foundation
import GRDB

/// One district's records in one SQLite file.
///
/// ```swift
/// let database = try DistrictDatabase.create(at: "caseload.db")
/// let summary = try database.importFiles(["export.zip"], options: ImportOptions(), user: "ana")
/// let snapshot = try database.snapshot(asOf: today)
/// ```
/// Several programs may use the file at once: readers never wait, writers wait for one another.
/// What was acknowledged survives the end of the process at any moment. Every error is a
/// ``RecordsError``.
public final class DistrictDatabase: Sendable {
    /// Where the file is, as it was given.
    public let path: String
    let pool: DatabasePool
    /// Kilobytes of pages that an import keeps in memory before it puts them into the log: rows in any
    /// order of a big file land all over the table.
    let importCache: Int

    /// Makes an empty database that only its owner can read.
    ///
    /// Refuses a path at which there is anything already.
    public static func create(at path: String) throws -> DistrictDatabase {
        // SQLite gives the mode of the database to the log files beside it.
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw RecordsError(
                    .cannot, "\(path) is there already; import into it, or name another file with --db")
            }
            throw RecordsError(.inputOutput, "cannot make \(path): \(String(cString: strerror(errno)))")
        }
        close(descriptor)
        // What is left of a database that was there before says nothing of this one's access log.
        unlink(AccessHead.path(ofDatabase: path))
        do {
            return try DistrictDatabase(openingAt: path)
        } catch {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            throw error
        }
    }

    /// Opens a database and takes it to this program's version of the layout.
    ///
    /// Throws for a missing file, one that is no database or a damaged one, one of a later version,
    /// one that is locked, and where permission or a writable disk is wanting.
    public convenience init(openingAt path: String) throws {
        try self.init(openingAt: path, patience: 10)
    }

    /// Opens a database as tests need it.
    ///
    /// - Parameters:
    ///   - patience: Seconds to wait for another writer.
    ///   - largestPageCount: Pages above which the file may not grow, as if the disk were full.
    ///   - importCache: As ``importCache``.
    package init(
        openingAt path: String, patience: Double = 10, largestPageCount: Int? = nil,
        importCache: Int = 65536
    ) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let reason =
                errno == ENOENT
                ? "there is no database; make one with: caseload init --db \(path)"
                : String(cString: strerror(errno))
            throw RecordsError(.inputOutput, "\(path): \(reason)")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw RecordsError(.badData, "\(path) is a folder or a device, not a database")
        }
        guard access(path, R_OK | W_OK) == 0 else {
            throw RecordsError(
                .inputOutput, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        self.path = path
        self.importCache = importCache
        pool = try RecordsError.explaining(path: path, action: "opening it") {
            var configuration = Configuration()
            configuration.label = "caseload"
            configuration.busyMode = .timeout(patience)
            configuration.prepareDatabase { database in
                // A commit is acknowledged only when it is on the disk.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA temp_store = MEMORY")
                if let largestPageCount {
                    try database.execute(sql: "PRAGMA max_page_count = \(largestPageCount)")
                }
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { try Migrations.migrate($0, path: path) }
            return pool
        }
    }
}
