import ArgumentParser
import Engagement
import PluginHost
import Records

/// `caseload runs rerun`: does a run again from its record, and compares.
struct RunAgain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun",
        abstract: "Do a run again from its record, and say whether the results are the same.",
        discussion: """
            Nothing is kept. What the run itself recorded, linkages or observations, is left out of what it reads. Exit code 0 where every result is the same byte by byte; 1 where one differs,
            with what else is no longer as it was then.
            """)

    @Argument(help: "The run's number.")
    var id: Int64

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    @Option(help: ArgumentHelp("Worker processes (default: one for each core).", valueName: "number"))
    var workers: Int?

    func run() throws {
        let database = try database.open()
        let record = try database.run(named: id)
        let plugin = try folders.host().plugin(named: record.run.plugin)
        let snapshot = try database.snapshot(before: record)
        let resumption = Resumption(record: record, plugin: plugin, asked: .init())
        if record.isOverMentors {
            return try compare(record, with: plugin, resumption, on: snapshot, in: database)
        }
        let run = ScoringRun(
            plugin: plugin,
            contribution: Manifest.Contribution(rawValue: record.run.contribution) ?? .score,
            options: try resumption.options(), seed: record.run.seed,
            pool: .ofThisProgram(RunLimits(text: record.run.limits) ?? .student, count: workers),
            installed: try folders.host().names)
        let kept = try database.outcomes(ofRun: id)
        try database.enter(
            AccessEntry("runs rerun", purpose: purpose.purpose, plugin: plugin, options: run.options)
                .with("deidentify", privacy.deidentify)
                .record(asOf: snapshot.asOf, students: kept.keys.sorted()))
        let made = try run.outcomes(on: snapshot, of: record, from: database)
        let differing = kept.keys.filter { made[$0] != kept[$0] }.sorted()
        if differing.isEmpty {
            return try StandardOutput.write("run \(id): \(kept.count.counted("student")), the same results\n")
        }
        var lines = ["run \(id): \(differing.count.grouped) of \(kept.count.grouped) results differ"]
        let changes = resumption.changes(snapshot)
        if changes.isEmpty {
            lines.append("  no input changed: \(plugin.manifest.name) does not depend on its inputs alone")
        }
        lines += changes.map { "  \($0)" } + [""]
        var table = Table(columns: [
            .init(title: "id", isKey: true), .init(title: "then"), .init(title: "now"),
        ])
        let limit = 20
        let shown = try rows(differing.map { ($0, kept[$0], made[$0]) }, database)
        for (student, then, now) in shown.prefix(limit) {
            table.add([student, Self.text(then), Self.text(now)])
        }
        lines = lines.map(\.visible) + table.lines(for: .output)
        if differing.count > limit { lines.append("… and \((differing.count - limit).grouped) more") }
        try StandardOutput.write(lines: lines)
        throw Failure(.doneInPart, "")
    }

    /// Looks at the mentors again, and says on which of them something else is said now.
    private func compare(
        _ record: RunRecord, with plugin: Plugin, _ resumption: Resumption, on snapshot: Snapshot,
        in database: DistrictDatabase
    ) throws {
        let run = FidelityRun(
            plugin: plugin, options: try resumption.options(),
            pool: .ofThisProgram(RunLimits(text: record.run.limits) ?? .report, count: workers),
            installed: try folders.host().names)
        try AccessEntry("runs rerun", purpose: purpose.purpose, plugin: plugin, options: run.options)
            .with("deidentify", privacy.deidentify)
            .enter(into: database, snapshot, rows: snapshot.studentsWithMentors)
        let kept = try database.fidelity(ofRun: id)
        let answers = try run.answers(
            on: snapshot, reading: RunInputs(text: record.run.inputs, from: database))
        let made = FidelityRun.rules(answers, snapshot)
        let differing = Set(kept.keys).union(made.keys).filter { made[$0] != kept[$0] }.sorted()
        if differing.isEmpty {
            return try StandardOutput.write("run \(id): \(kept.count.grouped) mentors, the same results\n")
        }
        let changes = resumption.changes(snapshot)
        try StandardOutput.write(
            lines: ([
                "run \(id): other results on \(differing.map(\.text).joined(separator: ", "))"
            ] + changes.map { "  \($0)" }).map(\.visible))
        throw Failure(.doneInPart, "")
    }

    private typealias Row = (student: String, then: StudentOutcome?, now: StudentOutcome?)

    /// Students with their results as they are shown; under pseudonyms in the order of those.
    private func rows(
        _ results: [(student: Identifier, then: StudentOutcome?, now: StudentOutcome?)],
        _ database: DistrictDatabase
    ) throws -> [Row] {
        guard let pseudonyms = try privacy.pseudonyms(of: database) else {
            return results.map { ($0.student.text, $0.then, $0.now) }
        }
        return results.map { student, then, now in
            (pseudonyms.pseudonym(of: student), then?.withoutWords, now?.withoutWords)
        }.sorted { (left: Row, right: Row) in left.student < right.student }
    }

    private static func text(_ outcome: StudentOutcome?) -> String {
        switch outcome {
        case nil: "not enrolled"
        case .notScored?: "not scored"
        case .failed(let message)?: message
        case .proposed(let proposals)?:
            proposals.map { "\($0.service) (\($0.priority)): \($0.reason)" }.joined(separator: ", ")
        case .derived(let values)?: values.inWords
        case .scored(let score)?:
            ([score.tier, score.score.map(JSONText.number)].compactMap(\.self) + score.reasons)
                .joined(separator: ", ")
        }
    }
}
