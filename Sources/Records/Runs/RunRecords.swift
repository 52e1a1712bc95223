public import Engagement
import Foundation
import GRDB

extension DistrictDatabase {
    /// Keeps a run with its results, all of it or nothing.
    ///
    /// - Returns: The run's id.
    public func record(_ run: Run, results: some Sequence<StudentResult>) throws -> Int64 {
        try RecordsError.explaining(path: path, action: "keeping the run") {
            try pool.writeWithoutTransaction { database in
                var id: Int64 = 0
                try database.inTransaction(.immediate) {
                    id = try Self.insert(run, database)
                    try Self.insert(results, run: id, database)
                    return .commit
                }
                return id
            }
        }
    }

    /// The results of the latest run of each plugin over a snapshot of this day or an earlier one, by
    /// the plugin's name; of runs over the same day, the one that was kept last.
    public func latestResults(asOf date: CalendarDate) throws -> [RunResults] {
        try RecordsError.explaining(path: path, action: "reading the runs") {
            try pool.read { database in
                var runs: [(id: Int64, run: Run)] = []
                let found = try SQLiteStatement(
                    database,
                    """
                    SELECT id, started, finished, user, plugin, version, plugin_hash, options, as_of,
                    fingerprint, seed, host_version FROM run WHERE as_of <= ?
                    ORDER BY plugin, as_of DESC, id DESC
                    """)
                found.bind(Int64(date.dayNumber), at: 1)
                while try found.step() {
                    if runs.last?.run.plugin == found.text(4) { continue }
                    runs.append((found.integer(0), Self.run(found)))
                }
                return try runs.map { id, run in
                    RunResults(run: run, outcomes: try Self.outcomes(ofRun: id, database))
                }
            }
        }
    }

    private static func insert(_ run: Run, _ database: Database) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO run (started, finished, user, plugin, version, plugin_hash, options, as_of,
                fingerprint, seed, host_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                run.started, run.finished, run.user, run.plugin, run.version, run.pluginHash, run.options,
                run.asOf.dayNumber, run.fingerprint, run.seed, run.hostVersion,
            ])
        return database.lastInsertedRowID
    }

    private static func insert(
        _ results: some Sequence<StudentResult>, run: Int64, _ database: Database
    ) throws {
        let context = ImportContext(database, codes: [:])
        let students = try context.map(.student)
        let insert = try SQLiteStatement(
            database,
            """
            INSERT INTO result (run, student, kind, score, tier, academic, behavioral, cognitive, affective,
            reasons, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for result in results {
            var id = result.student.text
            guard let student = id.withUTF8({ students.find($0) }) else {
                throw RecordsError(
                    .badData, "the run has a result for student '\(result.student)', who is not on record")
            }
            for place in 4...11 { insert.bindNull(at: place) }
            insert.bind(run, at: 1)
            insert.bind(student, at: 2)
            switch result.outcome {
            case .scored(let score):
                insert.bind(0 as Int64, at: 3)
                if let value = score.score { insert.bind(value, at: 4) }
                if let tier = score.tier { insert.bind(tier, at: 5) }
                for (domain, value) in score.domains { insert.bind(value, at: 6 + Int(domain.rawValue)) }
                if !score.reasons.isEmpty {
                    let json = try JSONEncoder().encode(score.reasons)
                    insert.bind(String(decoding: json, as: UTF8.self), at: 10)
                }
            case .notScored:
                insert.bind(1 as Int64, at: 3)
            case .failed(let message):
                insert.bind(2 as Int64, at: 3)
                insert.bind(message, at: 11)
            }
            try insert.run()
        }
    }

    private static func run(_ found: borrowing SQLiteStatement) -> Run {
        Run(
            started: found.integer(1), finished: found.integer(2), user: found.text(3),
            plugin: found.text(4), version: found.text(5), pluginHash: found.text(6),
            options: found.text(7), asOf: found.date(8) ?? .unknown, fingerprint: found.text(9),
            seed: found.integer(10), hostVersion: found.text(11))
    }

    private static func outcomes(
        ofRun id: Int64, _ database: Database
    ) throws -> [Identifier: StudentOutcome] {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student_id, kind, score, tier, academic, behavioral, cognitive, affective, reasons, error
            FROM result JOIN student ON student.number = result.student WHERE run = ?
            """)
        found.bind(id, at: 1)
        var outcomes: [Identifier: StudentOutcome] = [:]
        while try found.step() {
            let outcome: StudentOutcome
            switch found.integer(1) {
            case 0:
                var domains: [EngagementDomain: Double] = [:]
                for domain in EngagementDomain.allCases {
                    domains[domain] = found.realIfKnown(4 + Int(domain.rawValue))
                }
                let reasons =
                    found.isNull(8) ? [] : try JSONDecoder().decode([String].self, from: Data(found.utf8(8)))
                outcome = .scored(
                    Score(
                        score: found.realIfKnown(2), tier: found.isNull(3) ? nil : found.text(3),
                        domains: domains, reasons: reasons))
            case 1: outcome = .notScored
            default: outcome = .failed(found.text(9))
            }
            outcomes[Identifier(found.text(0))] = outcome
        }
        return outcomes
    }
}
