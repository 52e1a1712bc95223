public import Engagement
import GRDB

/// Keeps the results of a run as they come, so that the end of the process at any moment loses nothing that
/// is older than a moment.
///
/// ```swift
/// let keeper = try database.begin(run, students: rows.count, cohort: nil)
/// try keeper.add(results)   // as blocks finish
/// try keeper.finish()
/// ```
/// Used from one thread at a time.
public final class RunKeeper {
    /// The run's id.
    public let id: Int64
    private let database: DistrictDatabase
    private var waiting: [(students: Students, outcomes: OutcomeBlock)] = []
    private var numbers: IdentifierMap?
    private let earlierSeconds: Double
    private let begun = ContinuousClock.now
    private var stored = ContinuousClock.now

    /// Whose outcomes those of a block are, in its order.
    private enum Students {
        case rows([Int], of: Snapshot)
        case named([Identifier])
    }

    /// How long results may wait to be stored together: a commit waits for the disk.
    static let patience = Duration.milliseconds(100)

    init(_ database: DistrictDatabase, id: Int64, earlierSeconds: Double) {
        self.database = database
        self.id = id
        self.earlierSeconds = earlierSeconds
    }

    /// Seconds of work so far, of all the times the run was gone on with.
    public var seconds: Double { earlierSeconds + (ContinuousClock.now - begun) / .seconds(1) }

    /// Takes results of students who have none yet, and stores them soon.
    ///
    /// - Throws: A ``RecordsError``, also where results that were taken before cannot be stored now.
    public func add(_ results: some Sequence<StudentResult>) throws {
        let results = Array(results)
        var tiers: [String] = []
        for case .scored(let score) in results.map(\.outcome) {
            if let tier = score.tier, !tiers.contains(tier) { tiers.append(tier) }
        }
        try add(.named(results.map(\.student)), OutcomeBlock(results.map(\.outcome), tiers: tiers))
    }

    /// Takes a block of outcomes of students who have none yet, and stores them soon.
    ///
    /// - Parameter rows: The students by their rows in `snapshot`, in the block's order.
    public func add(_ outcomes: OutcomeBlock, of rows: [Int], in snapshot: Snapshot) throws {
        try add(.rows(rows, of: snapshot), outcomes)
    }

    private func add(_ students: Students, _ outcomes: OutcomeBlock) throws {
        waiting.append((students, outcomes))
        try storeWhatIsDue()
    }

    /// Stores what has waited long enough. To be called also while no results come: the next ones may be minutes away.
    public func storeWhatIsDue() throws {
        if !waiting.isEmpty, ContinuousClock.now - stored >= Self.patience { try store() }
    }

    /// Stores what waits.
    public func flush() throws { try store() }

    /// Stores what waits, and says that everyone has a result.
    public func finish() throws { try store("is_finished = 1, ending = NULL") }

    /// Stores what waits, begins a linkage for each proposal, and says that everyone has a result: the last two in one
    /// step, so that no end of the process at any moment comes between them.
    ///
    /// Nothing is proposed twice: a service to which the student has an open linkage, or that was declined
    /// since `yearStart`, is left out. A linkage is coordinated by the student's only mentor on the run's day.
    public func finishProposing(yearStart: CalendarDate) throws -> RecordedProposals {
        try flush()
        return try store("is_finished = 1, ending = NULL") { connection in
            try self.run(connection).beginLinkages(yearStart: yearStart, connection)
        }
    }

    /// Stores what waits, records what was derived, and says that everyone has a result: the last two in one step.
    ///
    /// What is derived becomes observations of the run's day with the plugin as their recorder, through the importer's
    /// own checks. Values of an earlier run of the same day that differ are kept beside; where nothing differs, nothing
    /// is written.
    public func finishDeriving() throws -> RecordedValues {
        try flush()
        return try store("is_finished = 1, ending = NULL") { connection in
            try self.run(connection).recordValues(connection)
        }
    }

    private func run(_ connection: Database) throws -> RunRecord {
        guard let record = try DistrictDatabase.run(id, connection) else {
            throw RecordsError(.cannot, "there is no run \(id) on record")
        }
        return record
    }

    /// Stores what waits, and why the run ends before its end.
    public func stop(because ending: String) throws { try store("ending = ?", [ending]) }

    private func store(_ change: String? = nil, _ arguments: StatementArguments = []) throws {
        try store(change, arguments) { _ in }
    }

    private func store<Result>(
        _ change: String? = nil, _ arguments: StatementArguments = [],
        and conclude: (Database) throws -> Result
    ) throws -> Result {
        let result = try RecordsError.explaining(path: database.path, action: "keeping the results") {
            try database.pool.writeWithoutTransaction { connection in
                var result: Result?
                try connection.inTransaction(.immediate) {
                    let counts = try insert(waiting, connection)
                    try connection.execute(
                        sql: """
                            UPDATE run SET finished = unixepoch(), seconds = ?, scored = scored + ?,
                            not_scored = not_scored + ?, failed = failed + ?\(change.map { ", " + $0 } ?? "")
                            WHERE id = ?
                            """,
                        arguments: [seconds, counts.scored, counts.notScored, counts.failed] + arguments
                            + [id])
                    result = try conclude(connection)
                    return .commit
                }
                return result
            }
        }
        waiting.removeAll(keepingCapacity: true)
        stored = .now
        guard let result else { throw RecordsError(.cannot, "the results of run \(id) were not kept") }
        return result
    }

    /// Inserts results, and counts those that were not there yet: two programs may have gone on with a run.
    private func insert(
        _ blocks: [(students: Students, outcomes: OutcomeBlock)], _ connection: Database
    ) throws -> OutcomeCounts {
        var counts = OutcomeCounts()
        if blocks.isEmpty { return counts }
        let numbers = try numbers ?? ImportContext(connection, codes: [:]).map(.student)
        self.numbers = numbers
        let insert = try SQLiteStatement(
            connection,
            """
            INSERT OR IGNORE INTO result (run, student, kind, score, tier, academic, behavioral, cognitive,
            affective, reasons, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        var reasons: [UInt8] = []
        for (students, outcomes) in blocks {
            for index in 0..<outcomes.count {
                let student = try Self.number(index, of: students, among: numbers)
                try outcomes.withEntry(index) { entry in
                    try insert.insert(entry, of: student, in: id, tiers: outcomes.tiers, reasons: &reasons)
                    if connection.changesCount > 0 { counts.add(entry) }
                }
            }
        }
        return counts
    }

    private static func number(
        _ index: Int, of students: Students, among numbers: IdentifierMap
    ) throws(RecordsError) -> Int64 {
        let number: Int64?
        switch students {
        case .rows(let rows, let snapshot):
            number = numbers.find(snapshot.texts.utf8(snapshot.students.ids[rows[index]]))
        case .named(let students):
            var text = students[index].text
            number = text.withUTF8 { numbers.find($0) }
        }
        guard let number else {
            let student =
                switch students {
                case .rows(let rows, let snapshot): snapshot.id(of: rows[index])
                case .named(let students): students[index]
                }
            throw RecordsError(
                .badData, "the run has a result for student '\(student)', who is not on record")
        }
        return number
    }
}

extension SQLiteStatement {
    /// Runs the statement that inserts results, for one outcome.
    ///
    /// - Parameter reasons: Room for their text, used again and again.
    fileprivate func insert(
        _ entry: borrowing OutcomeBlock.Entry, of student: Int64, in run: Int64, tiers: [String],
        reasons: inout [UInt8]
    ) throws {
        for place in 4...11 { bindNull(at: place) }
        bind(run, at: 1)
        bind(student, at: 2)
        if entry.isScore {
            bind(0 as Int64, at: 3)
            if let score = entry.score { bind(score, at: 4) }
            if let tier = entry.tier { bind(tiers[tier], at: 5) }
            let domains = entry.domains
            for domain in EngagementDomain.allCases {
                if let score = domains[domain] { bind(score, at: 6 + Int(domain.rawValue)) }
            }
            guard entry.reasonCount > 0 else { return try self.run() }
            reasons.removeAll(keepingCapacity: true)
            entry.forEachReason { ReasonsText.add($0, to: &reasons) }
            ReasonsText.finish(&reasons)
            // Not copied, so it runs while they stay where they are.
            try reasons.withUnsafeBufferPointer { reasons in
                bind(reasons, at: 10)
                try self.run()
            }
        } else if let proposals = entry.proposals {
            bind(3 as Int64, at: 3)
            bind(try ProposalsText.text(of: proposals), at: 10)
            try self.run()
        } else if let values = entry.values {
            bind(4 as Int64, at: 3)
            bind(try ValuesText.text(of: values), at: 10)
            try self.run()
        } else if entry.isFailure {
            bind(2 as Int64, at: 3)
            bind(String(decoding: entry.message, as: UTF8.self), at: 11)
            try self.run()
        } else {
            bind(1 as Int64, at: 3)
            try self.run()
        }
    }
}

extension DistrictDatabase {
    /// Begins to keep a run.
    ///
    /// - Parameters:
    ///   - students: How many students are meant.
    ///   - cohort: Those students, where it is not everyone in the snapshot.
    public func begin(_ run: Run, students: Int, cohort: [Identifier]? = nil) throws -> RunKeeper {
        try RecordsError.explaining(path: path, action: "keeping the run") {
            try pool.writeWithoutTransaction { database in
                var id: Int64 = 0
                try database.inTransaction(.immediate) {
                    id = try run.insert(into: database, students: students)
                    for student in cohort ?? [] {
                        try database.execute(
                            sql: """
                                INSERT INTO cohort SELECT ?, number FROM student WHERE student_id = ?
                                """, arguments: [id, student.text])
                    }
                    return .commit
                }
                return RunKeeper(self, id: id, earlierSeconds: 0)
            }
        }
    }

    /// Goes on to keep a run that is unfinished.
    public func goOn(with record: RunRecord) -> RunKeeper {
        RunKeeper(self, id: record.id, earlierSeconds: record.seconds)
    }
}

extension Run {
    /// Puts the run's record into the database, as one that is not finished.
    ///
    /// - Parameter students: How many students, or mentors, are meant.
    /// - Returns: The run's id.
    func insert(into database: Database, students: Int) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO run (started, finished, user, plugin, version, plugin_hash, options,
                as_of, fingerprint, seed, host_version, selection, limits, inputs, students,
                contribution, is_finished)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
            arguments: [
                started, finished, user, plugin, version, pluginHash, options, asOf.dayNumber, fingerprint,
                seed, hostVersion, selection, limits, inputs, students, contribution,
            ])
        return database.lastInsertedRowID
    }
}
