import ArgumentParser
import Engagement
import PluginHost
import Records

/// `caseload runs`: what was run, with what, and what changed.
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "See what was run, with what, and what changed.",
        discussion: """
              caseload runs
              caseload runs show 12
              caseload runs diff 9 12
              caseload runs rerun 12
            """,
        subcommands: [RunList.self, RunShow.self, RunDiff.self, RunAgain.self],
        defaultSubcommand: RunList.self)
}

/// `caseload runs list`: all runs, the latest first.
struct RunList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the runs, the latest first (the default).")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var privacy: DeidentifyOption

    @Option(help: ArgumentHelp("Only the runs of this plugin.", valueName: "name"))
    var plugin: String?

    func run() throws {
        let records = try database.open().runs().filter { plugin == nil || $0.run.plugin == plugin }
        let numbers = ["students", "scored", "not scored", "failed"]
        var table = Table(
            columns: [
                .init(title: "run", isNumeric: true, isKey: true), .init(title: "plugin", isKey: true),
                .init(title: "version", isKey: true), .init(title: "as of", isKey: true),
            ] + numbers.map { .init(title: $0, isNumeric: true) } + [
                .init(title: "state", isKey: true), .init(title: "begun", isKey: true), .init(title: "who"),
                .init(title: "over"),
            ])
        for record in records {
            let (run, counts) = (record.run, record.counts)
            let figures = [record.students, counts.scored, counts.notScored, counts.failed]
            table.add(
                [String(record.id), run.plugin, run.version, run.asOf.description]
                    + (record.isOverMentors
                        ? ["\(record.students) mentors"] + figures.dropFirst().map(String.init)
                        : figures.map(String.init))
                    + [
                        record.state, Timestamp.local(run.started), run.user,
                        record.selection(isDeidentified: privacy.deidentify),
                    ])
        }
        try StandardOutput.write(lines: table.lines(for: .output))
    }
}

extension RunRecord {
    /// Whether it is finished, in a word for people.
    var state: String { isFinished ? "finished" : "unfinished" }

    /// Over whom it went, for people.
    ///
    /// - Parameter isDeidentified: Whether the words of a query are left out: they may name a student.
    func selection(isDeidentified: Bool) -> String {
        guard run.selection != "{}" else { return "everyone" }
        guard isDeidentified, case .object(var parts)? = try? JSONValue(parsing: Array(run.selection.utf8))
        else { return run.selection }
        if parts["students"] != nil { parts["students"] = .string(DeidentifiedSnapshot.leftOut) }
        return JSONValue.object(parts).text
    }

    /// Whether it said something of mentors, and counts them.
    var isOverMentors: Bool { brings(.fidelity) }
}

extension DistrictDatabase {
    /// What came of each student in a run; without words and under pseudonyms, where there are any.
    func outcomes(ofRun id: Int64, under pseudonyms: Pseudonyms?) throws -> [Identifier: StudentOutcome] {
        let outcomes = try outcomes(ofRun: id)
        return pseudonyms?.outcomes(outcomes) ?? outcomes
    }

    /// The run that a person names by its id.
    func run(named id: Int64) throws -> RunRecord {
        guard let record = try run(id) else {
            throw Failure(.notDone, "there is no run \(id); look with: caseload runs")
        }
        return record
    }
}
