public import Engagement
import GRDB

extension DistrictDatabase {
    /// All runs on record, the latest first.
    public func runs() throws -> [RunRecord] { try runs("ORDER BY id DESC") }

    /// One run; nil where there is none of this id.
    public func run(_ id: Int64) throws -> RunRecord? { try runs("WHERE id = ?", [id]).first }

    /// The run of a plugin that was begun last, of those that brought this; nil where there is none.
    ///
    /// - Parameters:
    ///   - selection: Of whom it should be, as in ``Run/selection``: a run that was of them comes before later ones that
    ///     were not. Nil for whomever.
    ///   - options: Its options, likewise.
    public func lastRun(
        of plugin: String, contribution: String = "score", selection: String? = nil, options: String? = nil
    ) throws -> RunRecord? {
        try runs(
            """
            WHERE plugin = ? AND contribution = ?
            ORDER BY ifnull(selection = ?, 0) DESC, ifnull(options = ?, 0) DESC, id DESC LIMIT 1
            """, [plugin, contribution, selection, options]
        ).first
    }

    /// What came of each student's turn in a run, as far as it came.
    public func outcomes(ofRun id: Int64) throws -> [Identifier: StudentOutcome] {
        try reading { try Self.outcomes(ofRun: id, $0) }
    }

    /// The students of a run that was over some only; nil for a run over everyone.
    public func cohort(of record: RunRecord) throws -> Set<Identifier>? {
        guard record.run.selection != "{}" else { return nil }
        return try reading { database in
            let found = try SQLiteStatement(
                database,
                "SELECT student_id FROM cohort JOIN student ON student.number = cohort.student WHERE run = ?")
            found.bind(record.id, at: 1)
            var students: Set<Identifier> = []
            while try found.step() { students.insert(Identifier(found.text(0))) }
            return students
        }
    }

    /// The latest scores of each plugin over snapshots of this day or earlier ones: of each student those of
    /// the latest finished run; of runs over the same day, the one that was begun last.
    ///
    /// A run over a sample is a trial and counts as nobody's latest.
    ///
    /// - Parameter plugin: The only plugin that is asked about; nil for all.
    public func latestResults(asOf date: CalendarDate, of plugin: String? = nil) throws -> [RunResults] {
        let counting = try runs(
            """
            WHERE as_of <= ? AND (? IS NULL OR plugin = ?) AND is_finished = 1 AND contribution = 'score' AND json_extract(selection, '$.sample') IS NULL
            ORDER BY plugin, as_of DESC, id DESC
            """, [date.dayNumber, plugin, plugin])
        var byPlugin: [[RunRecord]] = []
        for record in counting {
            if byPlugin.last?.last?.run.plugin != record.run.plugin {
                byPlugin.append([record])
            } else if byPlugin.last?.last?.run.selection != "{}" {
                // What a run over some leaves open, an earlier one answers.
                byPlugin[byPlugin.count - 1].append(record)
            }
        }
        let lines = try riskLines(asOf: date)
        return try byPlugin.compactMap { records in
            var found = try results(of: records)
            found?.risk = lines.flatMap { lines in records.first.map { lines[$0.run.plugin] ?? .never } }
            return found
        }
    }

    /// What the latest run that linked students to services took for high risk, by plugin; nil where none
    /// has the options that say so.
    private func riskLines(asOf date: CalendarDate) throws -> [String: DomainRisk.Line]? {
        let options =
            "json_extract(options, '$.guidelines'), json_extract(options, '$.index'), json_extract(options, '$.low')"
        let row = try reading { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT \(options) FROM run WHERE as_of <= ? AND is_finished = 1 AND contribution = 'link'
                    AND json_extract(options, '$.guidelines') IS NOT NULL ORDER BY as_of DESC, id DESC
                    """, arguments: [date.dayNumber])
        }
        guard let row else { return nil }
        var lines: [String: DomainRisk.Line] = [:]
        if let index = row[1] as String?, let low = row[2] as Double? { lines[index] = .below(low) }
        if let guidelines = row[0] as String? { lines[guidelines] = .above(0) }
        return lines
    }

    /// For each of these results, the plugin's latest ones as of the days before.
    public func previousResults(to latest: [RunResults]) throws -> [RunResults] {
        try latest.compactMap { results in
            try latestResults(asOf: results.run.asOf - 1, of: results.run.plugin).first
        }
    }

    /// The results of runs together, of each student those of the first run in this order that has any.
    public func results(ofRuns ids: [Int64]) throws -> RunResults? {
        try results(of: ids.compactMap { try run($0) })
    }

    private func results(of records: [RunRecord]) throws -> RunResults? {
        RunResults(
            latestOf: try records.map { record in
                RunResults(run: record.run, outcomes: try outcomes(ofRun: record.id), ids: [record.id])
            })
    }

    private func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try RecordsError.explaining(path: path, action: "reading the runs") { try pool.read(body) }
    }

    func runs(_ condition: String, _ values: [(any DatabaseValueConvertible)?] = []) throws
        -> [RunRecord]
    {
        try reading { try Self.runs(condition, values, $0) }
    }

    static func run(_ id: Int64, _ database: Database) throws -> RunRecord? {
        try runs("WHERE id = ?", [id], database).first
    }

    private static func runs(
        _ condition: String, _ values: [(any DatabaseValueConvertible)?], _ database: Database
    ) throws -> [RunRecord] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT id, started, finished, user, plugin, version, plugin_hash, options, as_of,
                fingerprint, seed, host_version, selection, limits, inputs, is_finished, ending, students,
                scored, not_scored, failed, seconds, contribution FROM run \(condition)
                """, arguments: StatementArguments(values)
        ).map(RunRecord.init)
    }

    static func outcomes(
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
                var domains = DomainScores()
                for domain in EngagementDomain.allCases {
                    domains[domain] = found.realIfKnown(4 + Int(domain.rawValue))
                }
                outcome = .scored(
                    Score(
                        score: found.realIfKnown(2), tier: found.isNull(3) ? nil : found.text(3),
                        domains: domains,
                        reasons: found.isNull(8) ? [] : try ReasonsText.reasons(found.utf8(8))))
            case 1: outcome = .notScored
            case 3: outcome = .proposed(try ProposalsText.proposals(found.utf8(8)))
            case 4: outcome = .derived(try ValuesText.values(found.utf8(8)))
            default: outcome = .failed(found.text(9))
            }
            outcomes[Identifier(found.text(0))] = outcome
        }
        return outcomes
    }
}

extension RunRecord {
    fileprivate init(_ row: Row) {
        self.init(
            id: row["id"],
            run: Run(
                started: row["started"], finished: row["finished"], user: row["user"], plugin: row["plugin"],
                version: row["version"], pluginHash: row["plugin_hash"], options: row["options"],
                asOf: CalendarDate(dayNumber: row["as_of"]), fingerprint: row["fingerprint"],
                seed: row["seed"],
                hostVersion: row["host_version"], selection: row["selection"], limits: row["limits"],
                inputs: row["inputs"], contribution: row["contribution"]),
            isFinished: row["is_finished"], ending: row["ending"], students: row["students"],
            counts: OutcomeCounts(
                scored: row["scored"], notScored: row["not_scored"], failed: row["failed"]),
            seconds: row["seconds"])
    }
}
