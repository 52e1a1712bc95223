import ArgumentParser
import Engagement
import PluginHost
import Records

/// `caseload runs diff`: what changed between two runs.
struct RunDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "List students whose tier changed between two runs, and the indicators that moved.",
        discussion: """
            The indicators are those of the records that the plugin reads, as of the days of both runs; named
            are the three that moved most, by how far the district's students lie apart.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json
    }

    @Argument(help: "The earlier run's number.")
    var before: Int64

    @Argument(help: "The later run's number.")
    var after: Int64

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    @Option(help: "How to print: table, csv or json.")
    var format = Format.table

    func run() throws {
        let database = try database.open()
        let records = [try database.run(named: before), try database.run(named: after)]
        let plugin = records[0].run.plugin
        guard records[1].run.plugin == plugin else {
            throw Failure(
                .usage,
                "run \(before) is of \(plugin), run \(after) of \(records[1].run.plugin); "
                    + "compare two runs of one plugin")
        }
        if records.contains(where: \.isOverMentors) {
            throw Failure(
                .usage,
                "\(plugin) speaks of mentors, not of students; what changed stands in: "
                    + "caseload report fidelity-report --option rules=\(plugin) --all")
        }
        var snapshots = Snapshots(of: database)
        let (then, now) = (try snapshots[records[0].run.asOf], try snapshots[records[1].run.asOf])
        for (record, snapshot) in zip(records, [then, now]) {
            if !record.isFinished { StandardError.say("run \(record.id) is unfinished") }
            if snapshot.fingerprint != record.run.fingerprint {
                StandardError.say(
                    "the records as of \(record.run.asOf) have changed since run \(record.id); indicators are "
                        + "as they stand now")
            }
        }
        // Without the plugin, any indicator may be behind a change.
        let manifest = try? folders.host().plugin(named: plugin).manifest
        let kinds = manifest?.reads ?? Set(RecordKind.allCases)
        try AccessEntry("runs diff", purpose: purpose.purpose, kinds: kinds.union([.scores, .identity]))
            .with("deidentify", privacy.deidentify)
            .enter(into: database, now, rows: 0..<now.students.count)
        let pseudonyms = try privacy.pseudonyms(of: database)
        let shown = try [then, now].map { try privacy.shown($0, of: database).snapshot }
        let outcomes = try [before, after].map { try database.outcomes(ofRun: $0, under: pseudonyms) }
        let comparison = RunComparison(
            before: outcomes[0], after: outcomes[1], then: shown[0], now: shown[1], kinds: kinds,
            tiers: manifest?.tiers ?? [])
        let page = RunDiffPage(comparison: comparison, snapshot: shown[1], tiers: manifest?.tiers ?? [])
        switch format {
        case .table:
            try StandardOutput.write(lines: page.lines(for: .output))
        case .csv: try StandardOutput.write(data: Array(page.csv.utf8))
        case .json: try StandardOutput.write(data: Array(page.json.utf8))
        }
    }
}

/// What changed between two runs, as it is printed.
struct RunDiffPage {
    let comparison: RunComparison
    let snapshot: Snapshot
    /// The plugin's tiers, from the least concern to the most; empty where they are not known.
    let tiers: [String]

    private static let titles = ["id", "name", "before", "after", "score", "moved"]

    /// Those who came into a tier of more concern first.
    private var changes: [RunComparison.Change] {
        func rise(_ change: RunComparison.Change) -> Int { rank(change.after) - rank(change.before) }
        return comparison.changes.enumerated()
            .sorted { (-rise($0.element), $0.offset) < (-rise($1.element), $1.offset) }.map(\.element)
    }

    private func rank(_ outcome: StudentOutcome) -> Int {
        guard case .scored(let score) = outcome, let tier = score.tier else { return -1 }
        return tiers.firstIndex(of: tier) ?? 0
    }

    private func cells(_ change: RunComparison.Change) -> [String] {
        let name = snapshot.row(of: change.student).map { snapshot.name(of: $0) } ?? ""
        let scores = [change.before, change.after].map(Self.score)
        return [
            change.student.text, name, Self.standing(change.before), Self.standing(change.after),
            scores[0] == scores[1]
                ? scores[0] : scores.map { $0.isEmpty ? "–" : $0 }.joined(separator: " → "),
            change.moves.map(Self.text).joined(separator: "; "),
        ]
    }

    private static func text(_ move: RunComparison.Move) -> String {
        "\(move.title): \(move.before.isEmpty ? "–" : move.before) → \(move.after.isEmpty ? "–" : move.after)"
    }

    private static func standing(_ outcome: StudentOutcome) -> String {
        switch outcome {
        case .notScored: "not scored"
        case .failed: "failed"
        case .proposed: "proposed"
        case .derived: "derived"
        case .scored(let score): score.tier ?? "scored"
        }
    }

    private static func score(_ outcome: StudentOutcome) -> String {
        switch outcome {
        case .scored(let score): score.score.map { JSONText.number(($0 * 100).rounded() / 100) } ?? ""
        case .derived(let values): values.inWords
        case .proposed, .notScored, .failed: ""
        }
    }

    func lines(for terminal: Terminal) -> [String] {
        var table = Table(
            columns: Self.titles.enumerated().map { number, title in
                .init(title: title, isKey: number == 0 || number == 2 || number == 3, leastWidth: 20)
            })
        let changes = changes
        for change in changes { table.add(cells(change)) }
        var kinds: [(name: String, count: Int)] = []
        for change in changes {
            let name = "\(Self.standing(change.before)) → \(Self.standing(change.after))"
            if let index = kinds.firstIndex(where: { $0.name == name }) {
                kinds[index].count += 1
            } else {
                kinds.append((name, 1))
            }
        }
        var sum = "\(changes.count) of \(comparison.common) students changed"
        if !kinds.isEmpty { sum += ": " + kinds.map { "\($0.count) \($0.name)" }.joined(separator: ", ") }
        if comparison.onlyBefore > 0 { sum += "; \(comparison.onlyBefore) are in the earlier run only" }
        if comparison.onlyAfter > 0 { sum += "; \(comparison.onlyAfter) are in the later run only" }
        return (changes.isEmpty ? [] : table.lines(for: terminal) + [""]) + [sum.visible]
    }

    var csv: String {
        changes.reduce(into: CSVText.line(Self.titles.map { .plain($0) })) { text, change in
            text += CSVText.line(cells(change).map { .text($0) })
        }
    }

    var json: String {
        JSONText.array(
            changes.map { change in
                let moves = change.moves.map { move in
                    JSONText.object([
                        ("indicator", JSONText.string(move.indicator)),
                        ("before", JSONText.value(move.valueBefore)),
                        ("after", JSONText.value(move.valueAfter)),
                    ])
                }
                return JSONText.object([
                    ("id", JSONText.string(change.student.text)),
                    (
                        "before",
                        JSONText.object(ResultLine.members(change.student, change.before).dropFirst())
                    ),
                    ("after", JSONText.object(ResultLine.members(change.student, change.after).dropFirst())),
                    ("moved", "[\(moves.joined(separator: ", "))]"),
                ])
            })
    }
}
