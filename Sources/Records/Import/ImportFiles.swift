import Engagement
import Foundation
import GRDB

extension DistrictDatabase {
    /// Lets files in: the tool's own CSV files, OneRoster 1.1 and 1.2, HSDS 3 and Ed-Fi
    /// interchange XML, each as files, folders or zips.
    ///
    /// All or nothing: where a row is refused, no row of the call is let in, unless
    /// ``ImportOptions/keepGoodRows`` is set. The same files again change nothing.
    ///
    /// - Parameters:
    ///   - paths: Files, folders and zips, in any order; records that others name are read first.
    ///   - user: Who imports; kept with every record's origin.
    ///   - progress: Called every 65,536 rows and at the end of each file.
    /// - Returns: What came of it, file by file.
    public func importFiles(
        _ paths: [String], options: ImportOptions, user: String,
        progress: (@Sendable (ImportProgress) -> Void)? = nil
    ) throws -> ImportSummary {
        let plan = try ImportPlan(try InputFile.find(at: paths), options: options)
        return try RecordsError.explaining(path: path, action: "the import") {
            try pool.writeWithoutTransaction { database in
                var summary = ImportSummary()
                // The importer has looked up every reference itself, with an error that says more than
                // SQLite's; looking again would double the time a row takes.
                try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -\(importCache)")
                defer { try? database.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000") }
                try database.inTransaction(.immediate) {
                    let session = ImportSession(
                        database, options: options, user: user, progress: progress)
                    try Self.run(plan.feeds, session)
                    let kinds = Set(session.files.flatMap(\.columns.keys))
                    if !kinds.isDisjoint(with: UncountedAttendance.layouts) {
                        summary.uncountedAttendance = try UncountedAttendance(database)
                    }
                    if !kinds.isDisjoint(with: MisspeltSubject.layouts) {
                        summary.misspeltSubjects = try MisspeltSubject.all(database)
                    }
                    summary.files = session.files.map(\.summary)
                    summary.rejected = session.rejected
                    summary.ignoredFiles = plan.ignored
                    return options.dryRun ? .rollback : .commit
                }
                return summary
            }
        }
    }

    private static func run(_ feeds: [any RecordFeed], _ session: ImportSession) throws {
        try addBuiltInIndicators(session.database)
        for layout in RecordLayout.all {
            for feed in feeds where feed.layouts.contains(where: { $0.name == layout.name }) {
                try feed.feed(session, layout)
            }
            try session.finish(layout)
        }
        try session.lookUpPending()
        if !session.rejected.isEmpty, !session.options.keepGoodRows {
            throw ImportSession.refusal(session.rejected)
        }
    }

    /// Gives the built-in indicators the numbers by which observations name them.
    static func addBuiltInIndicators(_ database: Database) throws {
        for indicator in IndicatorCatalog.builtIn {
            try database.execute(
                sql: "INSERT OR IGNORE INTO indicator (id) VALUES (?)", arguments: [indicator.id])
        }
    }
}
