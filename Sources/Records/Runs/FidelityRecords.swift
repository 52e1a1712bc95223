public import Engagement
import GRDB

extension DistrictDatabase {
    /// Keeps a run over mentors as a whole.
    ///
    /// - Parameters:
    ///   - counts: Of how many mentors it said something, of how many nothing, and on how many it failed.
    ///   - seconds: How long it worked.
    /// - Returns: The run's id.
    @discardableResult
    public func keep(
        _ results: FidelityResults, counts: OutcomeCounts, seconds: Double
    ) throws -> Int64 {
        let run = results.run
        return try RecordsError.explaining(path: path, action: "keeping the run") {
            try pool.writeWithoutTransaction { database in
                var id: Int64 = 0
                try database.inTransaction(.immediate) {
                    id = try run.insert(into: database, students: counts.total)
                    try database.execute(
                        sql: """
                            UPDATE run SET is_finished = 1, scored = ?, not_scored = ?, failed = ?, seconds = ?
                            WHERE id = ?
                            """,
                        arguments: [counts.scored, counts.notScored, counts.failed, seconds, id])
                    for (mentor, rules) in results.rules.sorted(by: { $0.key < $1.key }) {
                        try Self.insert(rules, of: mentor, run: id, database)
                    }
                    return .commit
                }
                return id
            }
        }
    }

    /// What each plugin said of the mentors in its latest run over a snapshot of this day or an earlier one;
    /// of runs over the same day, in the one that was kept last.
    ///
    /// - Parameter plugin: The only plugin that is asked about; nil for all.
    public func latestFidelity(
        asOf date: CalendarDate, of plugin: String? = nil
    ) throws -> [FidelityResults] {
        let records = try runs(
            """
            WHERE as_of <= ? AND (? IS NULL OR plugin = ?) AND is_finished = 1 AND contribution = 'fidelity'
            ORDER BY plugin, as_of DESC, id DESC
            """, [date.dayNumber, plugin, plugin])
        var latest: [RunRecord] = []
        for record in records where latest.last?.run.plugin != record.run.plugin { latest.append(record) }
        return try latest.map { record in
            FidelityResults(run: record.run, id: record.id, rules: try fidelity(ofRun: record.id))
        }
    }

    /// For each of these, what the plugin said in its latest run as of the days before.
    public func previousFidelity(to latest: [FidelityResults]) throws -> [FidelityResults] {
        try latest.compactMap { results in
            try latestFidelity(asOf: results.run.asOf - 1, of: results.run.plugin).first
        }
    }

    /// What a run said of each mentor; empty for a run over students.
    public func fidelity(ofRun id: Int64) throws -> [Identifier: [FidelityRule]] {
        try RecordsError.explaining(path: path, action: "reading the runs") {
            try pool.read { database in
                var rules: [Identifier: [FidelityRule]] = [:]
                for row in try Row.fetchAll(
                    database,
                    sql: """
                        SELECT mentor_id, rule, value, target, met, unit, note, students
                        FROM fidelity_rule JOIN mentor ON mentor.number = fidelity_rule.mentor
                        WHERE run = ? ORDER BY mentor_id, place
                        """, arguments: [id])
                {
                    rules[Identifier(row[0] as String), default: []].append(
                        FidelityRule(
                            name: row[1], value: row[2], target: row[3], isMet: row[4],
                            unit: FidelityRule.Unit(rawValue: row[5]) ?? .number, students: row[7],
                            note: row[6] ?? ""))
                }
                return rules
            }
        }
    }

    private static func insert(
        _ rules: [FidelityRule], of mentor: Identifier, run: Int64, _ database: Database
    ) throws {
        for (place, rule) in rules.enumerated() {
            try database.execute(
                sql: """
                    INSERT INTO fidelity_rule
                    SELECT ?, number, ?, ?, ?, ?, ?, ?, ?, ? FROM mentor WHERE mentor_id = ?
                    """,
                arguments: [
                    run, place, rule.name, rule.value, rule.target, rule.isMet, Int64(rule.unit.rawValue),
                    rule.students, rule.note.isEmpty ? nil : rule.note, mentor.text,
                ])
        }
    }
}
