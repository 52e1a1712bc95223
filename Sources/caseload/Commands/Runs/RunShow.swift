import ArgumentParser
import Engagement
import PluginHost
import Records

/// `caseload runs show`: one run's record, or its results.
struct RunShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show all that is on record of a run, or each student's result.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    @Argument(help: "The run's number.")
    var id: Int64

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    @Option(help: "Print each student's or mentor's result instead, as csv or json.")
    var results: Format?

    func run() throws {
        let database = try database.open()
        let record = try database.run(named: id)
        switch results {
        case nil: try StandardOutput.write(lines: page(record, database).map(\.visible))
        case let format? where record.isOverMentors:
            let list = try rules(record, database)
            try StandardOutput.write(data: Array((format == .csv ? list.csv : list.json).utf8))
        case .csv: try StandardOutput.write(data: Array(list(record, database).csv.utf8))
        case .json: try StandardOutput.write(data: Array(list(record, database).json.utf8))
        }
    }

    private func list(_ record: RunRecord, _ database: DistrictDatabase) throws -> RunResultList {
        let outcomes = try database.outcomes(ofRun: record.id)
        try enter(.scores, record, of: outcomes.keys.sorted(), into: database)
        return RunResultList(outcomes: try privacy.pseudonyms(of: database)?.outcomes(outcomes) ?? outcomes)
    }

    /// What the run said of mentors, whose notes may name their students.
    private func rules(_ record: RunRecord, _ database: DistrictDatabase) throws -> RunRuleList {
        let rules = try database.fidelity(ofRun: record.id)
        let snapshot = try database.snapshot(asOf: record.run.asOf)
        let students = snapshot.studentsWithMentors.map { snapshot.id(of: $0) }
        try enter(.fidelity, record, of: students, into: database)
        return RunRuleList(
            rules: privacy.deidentify ? rules.mapValues { $0.map(\.withoutNote) } : rules)
    }

    private func enter(
        _ kind: RecordKind, _ record: RunRecord, of students: [Identifier], into database: DistrictDatabase
    ) throws {
        try database.enter(
            AccessEntry("runs show", purpose: purpose.purpose, kinds: [kind])
                .with("deidentify", privacy.deidentify)
                .record(asOf: record.run.asOf, students: students))
    }

    private func page(_ record: RunRecord, _ database: DistrictDatabase) throws -> [String] {
        let (run, counts) = (record.run, record.counts)
        let state = record.isFinished ? "finished" : "unfinished" + (record.ending.map { ": \($0)" } ?? "")
        let facts: [(String, String)] = [
            ("state", state), ("as of", run.asOf.description),
            ("over", record.selection(isDeidentified: privacy.deidentify)),
            (
                record.isOverMentors ? "mentors" : "students",
                "\(record.students): \(counts.scored) \(record.scoredWord), \(counts.notScored) not "
                    + "\(record.scoredWord), \(counts.failed) failed"
            ),
            ("options", run.options), ("seed", String(run.seed)), ("limits", run.limits),
            ("read", run.inputs == "{}" ? "no earlier results" : "results of the runs \(run.inputs)"),
            ("begun", Timestamp.text(run.started)), ("ended", Timestamp.text(run.finished)),
            ("worked", "\(record.seconds.inHundredths) s"), ("by", run.user),
            ("plugin's files", "SHA-256 \(run.pluginHash)"), ("records", "fingerprint \(run.fingerprint)"),
            ("Caseload", run.hostVersion),
        ]
        let width = facts.map(\.0.displayWidth).max() ?? 0
        let tiers = try database.tierCounts(ofRun: record.id).sorted { $0.key < $1.key }
        let summary = try RunSummary(
            record, [], database, pseudonyms: privacy.pseudonyms(of: database))
        if !summary.failures.isEmpty {
            try enter(.scores, record, of: summary.failures.map(\.student), into: database)
        }
        return ["Run \(record.id): \(run.plugin) \(run.version)"]
            + facts.map { "  \($0.0.padded(to: width))  \($0.1)" }
            + (tiers.isEmpty
                ? []
                : ["  \("tiers".padded(to: width))  " + tiers.map { "\($1) \($0)" }.joined(separator: ", ")])
            + (summary.failureLines.isEmpty ? [] : [""] + summary.failureLines)
    }
}

/// The results of a run by student, in the forms for other programs; students in the order of their ids.
struct RunResultList {
    let outcomes: [Identifier: StudentOutcome]

    private static let titles =
        ["id", "outcome", "score", "tier"] + EngagementDomain.names + ["reasons", "error"]

    var csv: String {
        outcomes.sorted { $0.key < $1.key }.reduce(
            into: CSVText.line(Self.titles.map { .plain($0) })
        ) { text, entry in
            let fields: [CSVText.Field]
            switch entry.value {
            case .notScored: fields = [.plain("not scored")] + Self.empty(8)
            case .derived(let values):
                fields = [.plain("derived")] + Self.empty(6) + [.text(values.inWords), .plain("")]
            case .proposed(let proposals):
                let services = proposals.map { "\($0.service): \($0.reason)" }.joined(separator: "; ")
                fields = [.plain("proposed")] + Self.empty(6) + [.text(services), .plain("")]
            case .failed(let message): fields = [.plain("failed")] + Self.empty(7) + [.text(message)]
            case .scored(let score):
                let domains = EngagementDomain.allCases.map { Self.number(score.domains[$0]) }
                fields =
                    [.plain("scored"), Self.number(score.score), .text(score.tier ?? "")] + domains
                    + [.text(score.reasons.joined(separator: "; ")), .plain("")]
            }
            text += CSVText.line([.text(entry.key.text)] + fields)
        }
    }

    var json: String {
        JSONText.array(
            outcomes.sorted { $0.key < $1.key }.map { JSONText.object(ResultLine.members($0.key, $0.value)) })
    }

    private static func empty(_ count: Int) -> [CSVText.Field] { Array(repeating: .plain(""), count: count) }

    private static func number(_ number: Double?) -> CSVText.Field {
        .plain(number.map { JSONText.number($0) } ?? "")
    }
}

extension RunRecord {
    /// What the run did to a student of whom it found something.
    fileprivate var scoredWord: String {
        brings(.link) ? "with proposals" : brings(.indicators) ? "with values" : "scored"
    }
}

extension [String: Double] {
    /// Derived values for people, in the order of the indicators' ids.
    var inWords: String {
        sorted { $0.key < $1.key }.map { "\($0.key) \(JSONText.number($0.value))" }.joined(separator: ", ")
    }
}

/// A student's result as an object of JSON.
enum ResultLine {
    /// `id`, and `score`, `tier`, `domains` and `reasons` of a score, the services `proposed`, the values `derived`, or
    /// `error`; the id alone where the plugin had nothing to say.
    static func members(_ id: Identifier, _ outcome: StudentOutcome) -> [(key: String, value: String)] {
        var members: [(key: String, value: String)] = [("id", JSONText.string(id.text))]
        switch outcome {
        case .notScored: break
        case .failed(let message): members.append(("error", JSONText.string(message)))
        case .proposed(let proposals):
            let services = proposals.map { proposal in
                JSONText.object([
                    ("service", JSONText.string(proposal.service.text)),
                    ("priority", String(proposal.priority)),
                    ("domain", proposal.domain.map { JSONText.string($0.name) } ?? "null"),
                    ("reason", JSONText.string(proposal.reason)),
                ])
            }
            members.append(("proposed", "[\(services.joined(separator: ", "))]"))
        case .derived(let values):
            let figures = values.sorted { $0.key < $1.key }.map { ($0.key, JSONText.number($0.value)) }
            members.append(("derived", JSONText.object(figures)))
        case .scored(let score):
            members.append(("score", score.score.map(JSONText.number) ?? "null"))
            members.append(("tier", score.tier.map(JSONText.string) ?? "null"))
            let domains = EngagementDomain.allCases.compactMap { domain in
                score.domains[domain].map { (key: domain.name, value: JSONText.number($0)) }
            }
            members.append(("domains", JSONText.object(domains)))
            let reasons = score.reasons.map(JSONText.string).joined(separator: ", ")
            members.append(("reasons", "[\(reasons)]"))
        }
        return members
    }
}
