public import Engagement
import GRDB

extension DistrictDatabase {
    /// The district as it stood on a day, with everything recorded by then that the database holds now.
    public func snapshot(asOf date: CalendarDate) throws -> Snapshot {
        try RecordsError.explaining(path: path, action: "reading the records") {
            try pool.read { try Self.snapshot(asOf: date, $0) }
        }
    }

    /// The district as it would stand on a run's day without the linkages that the run began and the observations that
    /// it derived: what the run itself looked at, where nothing else has changed since.
    public func snapshot(before record: RunRecord) throws -> Snapshot {
        try RecordsError.explaining(path: path, action: "reading the records") {
            let recordedSomething = try pool.read { database in
                try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM import WHERE file = ?)",
                    arguments: [record.origin])
            }
            guard recordedSomething == true else { return try snapshot(asOf: record.run.asOf) }
            return try pool.writeWithoutTransaction { database in
                var snapshot: Snapshot?
                // Taken out and put back within a transaction, which nobody else sees.
                try database.inTransaction(.immediate) {
                    for table in ["linkage_step", "observation"] {
                        try database.execute(
                            sql:
                                "DELETE FROM \(table) WHERE import IN (SELECT id FROM import WHERE file = ?)",
                            arguments: [record.origin])
                    }
                    snapshot = try Self.snapshot(asOf: record.run.asOf, database)
                    return .rollback
                }
                guard let snapshot else { throw RecordsError(.cannot, "the records cannot be read") }
                return snapshot
            }
        }
    }

    private static func snapshot(asOf date: CalendarDate, _ database: Database) throws -> Snapshot {
        var reader = try SnapshotReader(database, asOf: date)
        try reader.readAll(database)
        return reader.finish()
    }
}

/// Reads a district's tables into a snapshot, each in an order that depends on content only: numbers that
/// the database gave out must not show.
struct SnapshotReader {
    var builder: SnapshotBuilder
    /// Rows of students, schools and mentors in the snapshot by their numbers in the database; -1 for none.
    var rows: [Int32] = []
    var schools: [Int64: Int] = [:]
    var mentors: [Int64: Int] = [:]
    /// Numbers in the snapshot's catalog by those in the database.
    var indicators: [Int64: Int] = [:]

    /// Numbers of origins in the snapshot by those of imports in the database.
    private var origins: [Int64: Int] = [:]
    /// The import of the records that are read.
    private var importID: Int64?
    /// Takes the number of an import, gives who, when and from where.
    private let imports: SharedStatement

    init(_ database: Database, asOf date: CalendarDate) throws {
        let stored = try DistrictDatabase.indicators(database)
        let builtIn = Set(IndicatorCatalog.builtIn.map(\.id))
        let catalog = IndicatorCatalog(own: stored.values.filter { !builtIn.contains($0.id) })
        builder = SnapshotBuilder(asOf: date, catalog: catalog)
        builder.isShared = true
        imports = SharedStatement(
            try SQLiteStatement(database, "SELECT user, at, file FROM import WHERE id = ?"))
        for (number, indicator) in stored { indicators[number] = catalog.number(of: indicator.id) }
    }

    consuming func finish() -> Snapshot {
        builder.finish()
    }

    mutating func readAll(_ database: Database) throws {
        try readSchools(database)
        try readTerms(database)
        try readMentors(database)
        try readCalendar(database)
        try readStudents(database)
        try readDemographics(database)
        try readAttendance(database)
        try readDiscipline(database)
        try readCredits(database)
        try readGraduation(database)
        try readHomework(database)
        try readObservations(database)
        try readSurveys(database)
        try readActivities(database)
        try readGuardians(database)
        try readContacts(database)
        try readInterventions(database)
        try readGoals(database)
        try readStrengths(database)
        try readOutcomes(database)
        try readServices(database)
        try readCaseloads(database)
    }

    /// Says of which import the records are that are read from now on.
    mutating func setOrigin(_ importID: Int64) throws {
        // Most records are of the same import as the one before them.
        guard importID != self.importID else { return }
        self.importID = importID
        builder.setOrigin(try origin(importID))
    }

    /// The number of an import's origin in the snapshot; nil for an import that is none.
    mutating func origin(_ importID: Int64) throws -> Int? {
        if let known = origins[importID] { return known }
        imports.statement.bind(importID, at: 1)
        defer { imports.statement.reset() }
        guard try imports.statement.step() else { return nil }
        let number = builder.addOrigin(
            RecordOrigin(
                user: imports.statement.text(0), at: imports.statement.integer(1),
                source: imports.statement.text(2)))
        origins[importID] = number
        return number
    }

    /// The row of the student with this number; nil if the student is not in the snapshot.
    func row(_ number: Int64) -> Int? {
        guard number >= 0, number < rows.count else { return nil }
        let row = rows[Int(number)]
        return row < 0 ? nil : Int(row)
    }
}
