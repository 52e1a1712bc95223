import ArgumentParser
import Engagement
import NearestName
import PluginHost
import Records

/// `caseload evaluate`: a score against what happened.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare a plugin's latest scores with an outcome on record.",
        discussion: """
              caseload run early-warning --as-of 2025-06-12
              caseload evaluate early-warning --outcome dropout --as-of 2025-06-12 --seats 60
            Discrimination (the area under the ROC curve), calibration (how often the outcome came about, by
            bands of scores), precision at the program's seats, and gaps between groups. Groups of fewer than
            10 students are put together; tiers and bands of so few are left out unless --allow-small-cells.
            With --deidentify facts that tell a student from all others make no groups.
            """)

    @Argument(help: ArgumentHelp("The scoring plugin.", valueName: "plugin"))
    var name: String

    @Option(
        help: ArgumentHelp(
            "The outcome: a name of outcomes.csv, whose values are 0 and 1.", valueName: "name"))
    var outcome: String

    @Option(
        help: ArgumentHelp(
            "Seats the program has (default: as many students as are in the most severe tier).",
            valueName: "number"))
    var seats: Int?

    @Option(
        help: ArgumentHelp(
            "Compare groups by this: grade, school, or a demographic fact (repeatable; default: all with "
                + "2 to 12 groups).", valueName: "field"))
    var by: [String] = []

    @Flag(help: "A lower score means a higher risk (default: as the plugin's tiers say, else a higher one).")
    var lowerIsRisk = false

    @Option(help: ArgumentHelp("table or json.", valueName: "format"))
    var format = Format.table

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption
    @OptionGroup var smallCells: SmallCellsOption

    func validate() throws {
        if let seats, seats < 1 { throw ValidationError("--seats \(seats): expected 1 or more") }
    }

    func run() throws {
        let database = try database.open()
        let results = try database.latestResults(asOf: day.date)
        guard let found = results.first(where: { $0.run.plugin == name }) else {
            let others = results.map(\.run.plugin)
            let hint =
                nearestName(to: name, among: others).map { "did you mean '\($0)'?" }
                ?? "run it first: caseload run \(name) --as-of \(day.date)"
            throw Failure(.badData, "no results of '\(name)' up to \(day.date); \(hint)")
        }
        var (scores, known) = (found, try outcomes(in: database))
        var snapshot = try database.snapshot(asOf: found.run.asOf)
        var access = AccessEntry("evaluate", purpose: purpose.purpose, kinds: [.scores, .demographics])
            .with("deidentify", privacy.deidentify)
            .with("allow-small-cells", smallCells.allowSmallCells)
        access.plugin = (found.run.plugin, found.run.version, found.run.pluginHash)
        try access.enter(into: database, snapshot, rows: 0..<snapshot.students.count)
        if privacy.deidentify {
            let copy = DeidentifiedSnapshot(snapshot, pseudonyms: try database.pseudonyms())
            (snapshot, known) = (copy.snapshot, copy.renamed(known))
            scores = copy.results([found]).first ?? found
        }
        let tiers = try folders.host().plugin(named: name).manifest.tiers
        let evaluation = try ScoreEvaluation(
            of: scores, tiers: tiers, outcomes: known, snapshot: snapshot,
            settings: .init(seats: seats, groupsBy: by, lowerIsRisk: lowerIsRisk ? true : nil))
        let page = EvaluationPage(
            evaluation: evaluation, results: found.run, outcome: outcome,
            showsSmallGroups: smallCells.allowSmallCells)
        switch format {
        case .table: try StandardOutput.write(lines: page.lines(for: .output))
        case .json: try StandardOutput.write(page.json)
        }
    }

    /// What happened, by student.
    private func outcomes(in database: DistrictDatabase) throws -> [Identifier: Bool] {
        let names = try database.outcomeNames()
        guard names.contains(outcome) else {
            let hint =
                nearestName(to: outcome, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty ? "import an outcomes.csv" : "there are \(names.joined(separator: ", "))")
            throw Failure(.badData, "no outcome '\(outcome)' on record; \(hint)")
        }
        return try database.outcomes(named: outcome).mapValues { value in
            guard value == 0 || value == 1 else {
                throw Failure(
                    .badData,
                    "outcome '\(outcome)' has the value \(value); expected 0 (did not happen) or 1 (happened)"
                )
            }
            return value == 1
        }
    }
}
