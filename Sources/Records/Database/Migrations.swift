import GRDB

/// The steps from one version of the database's layout to the next.
///
/// The version stands in SQLite's `user_version`; version n is what step n left behind. A step that a
/// release has carried is never changed: a new one is added, with a test that starts from the old state.
enum Migrations {
    /// What each step does, the first makes version 1 of an empty file.
    static let steps: [String] = [
        schemaVersion1, schemaVersion2, schemaVersion3, schemaVersion4, schemaVersion5,
        schemaVersion6, schemaVersion7, schemaVersion8, schemaVersion9, schemaVersion10,
        schemaVersion11, schemaVersion12, schemaVersion13,
    ]

    /// The version this program reads and writes.
    static var currentVersion: Int { steps.count }

    /// Marks a SQLite file as Caseload's: "CsLd" in ASCII.
    static let applicationID = 0x4373_4C64

    /// Takes the open file to the current version, each step in a transaction of its own.
    ///
    /// Throws a ``RecordsError`` for a file of another program or of a later version.
    static func migrate(_ database: Database, path: String) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        var version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard application == applicationID || isEmpty else {
            throw RecordsError(
                .badData,
                "\(path) is a SQLite database, but not Caseload's; name the right file with --db")
        }
        guard version <= currentVersion else {
            throw RecordsError(
                .cannot,
                """
                \(path) was made by a later version of Caseload (layout \(version); this program knows \
                layouts up to \(currentVersion)); update Caseload to open it
                """)
        }
        while version < currentVersion {
            try database.inTransaction(.immediate) {
                // Another process may have taken the step while this one waited for the lock.
                if try Int.fetchOne(database, sql: "PRAGMA user_version") == version {
                    try database.execute(sql: steps[version])
                    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                    try database.execute(sql: "PRAGMA user_version = \(version + 1)")
                }
                return .commit
            }
            version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        }
    }
}
