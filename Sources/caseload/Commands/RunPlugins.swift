import ArgumentParser
import Engagement
import PluginHost
import Records

/// `caseload run`: scores students, and proposes services for them.
struct RunPlugins: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run plugins over students, in the order given, and keep what they answer.",
        discussion: """
              caseload run check-and-connect early-warning
              caseload run early-warning --students 'grade=9 and attendance.rate<90%'
              caseload run early-warning --sample 50 --option absences=4
            A plugin that contributes indicators has what it derives recorded as observations of the day, before
            the others run; one that contributes fidelity prints the program's rules for each mentor after them,
            and so sees their scores.
            A student on whom a plugin fails gets the error as the result; the others stand, and the exit
            code is 1. A run that is ended, by Ctrl-C or otherwise, keeps what is done: --resume goes on.
            See scores with: caseload students --sort -score. What a plugin proposes begins a linkage to the
            service, once: caseload students 'linkages.proposed > 0'
            """)

    @Argument(help: ArgumentHelp("The plugins' names.", valueName: "plugin"))
    var names: [String]

    @OptionGroup var choice: SelectionOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var settings: PluginSettings
    @OptionGroup var workers: WorkerOptions
    @OptionGroup var failures: FailureOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    @Option(help: "What random numbers begin from: the same seed gives the same results (default: 0).")
    var seed: Int64?

    @Flag(help: "Go on with each plugin's last run where it is unfinished, with the inputs it had.")
    var resume = false

    @Flag(help: "The same where nothing changed since; where something did, begin a new run.")
    var resumeUnchanged = false

    @Flag(help: "Say what would be read, of how many students and with which options; run nothing.")
    var dryRun = false

    @Option(help: "How to tell how it goes, on standard error: text or json (a line for each event).")
    var log = LogFormat.text

    /// Refuses plugins that there are not, and options that they do not have.
    func check() throws { _ = try meant() }

    /// Refuses a query, a mentor or a school that the records do not know.
    func checkSelection() throws {
        guard choice.selection != RunSelection() else { return }
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        _ = try choice.selection.rows(
            of: snapshot, results: { try database.latestResults(asOf: snapshot.asOf) }, seed: 0)
    }

    private func meant() throws -> (plugins: [Plugin], options: [PluginOptions]) {
        let host = try folders.host()
        let plugins = try names.map { try host.plugin(named: $0) }
        return (plugins, try settings.values(for: plugins))
    }

    func run() throws {
        StandardError.speaksJSON = log == .json
        let (plugins, options) = try meant()
        let database = try database.open()
        var snapshots = Snapshots(of: database)
        let pseudonyms = try privacy.pseudonyms(of: database)
        if dryRun {
            for run in try zip(plugins, options).map({ try newRun($0, .score, $1, pseudonyms) }) {
                try StandardOutput.write(plan(run, snapshots[day.date], database).visibleLine)
            }
            return
        }
        var summaries: [RunSummary] = []
        func take(_ plugin: Plugin, _ contribution: Manifest.Contribution, _ options: PluginOptions) throws {
            if resume || resumeUnchanged,
                let summary = try goOn(with: plugin, contribution, options, &snapshots, database, pseudonyms)
            {
                summaries.append(summary)
            } else {
                let run = try newRun(plugin, contribution, options, pseudonyms)
                summaries.append(try run.perform(on: snapshots[day.date], keepingIn: database))
            }
        }
        func tell() throws {
            if !summaries.isEmpty { try StandardOutput.write(lines: summaries.lines(for: .output)) }
        }
        do {
            for (plugin, options) in zip(plugins, options)
            where plugin.manifest.contributes.contains(.indicators) {
                try requireNoSample(plugin)
                try take(plugin, .indicators, options)
                // Those who run later see the values.
                snapshots = Snapshots(of: database)
            }
            for (plugin, options) in zip(plugins, options) where plugin.hasTurns {
                for contribution in plugin.manifest.turns { try take(plugin, contribution, options) }
            }
        } catch {
            // What was done before stays done, and is told.
            try tell()
            throw error
        }
        try tell()
        let failures = try lookAtMentors(zip(plugins, options), &snapshots, database)
        try summaries.endWithFailures()
        if !failures.isEmpty { throw Failure(.doneInPart, failures.joined(separator: "\n")) }
    }

    /// Refuses to derive values for a trial: they are recorded.
    private func requireNoSample(_ plugin: Plugin) throws(Failure) {
        guard choice.selection.sample != nil else { return }
        throw Failure(
            .notDone,
            "--sample is a trial, and what \(plugin.manifest.name) derives is recorded; leave it out, or say "
                + "who is meant with --students")
    }

    /// Prints and keeps what plugins that contribute `fidelity` say of the mentors.
    ///
    /// - Returns: What failed, a line a mentor.
    private func lookAtMentors(
        _ plugins: some Sequence<(Plugin, PluginOptions)>, _ snapshots: inout Snapshots,
        _ database: DistrictDatabase
    ) throws -> [String] {
        var failures: [String] = []
        for (plugin, options) in plugins where plugin.manifest.contributes.contains(.fidelity) {
            // One mentor's figures come from a whole caseload.
            let run = FidelityRun(
                plugin: plugin, options: options, pool: workers.pool(.report),
                installed: try folders.host().names, purpose: purpose.purpose,
                isDeidentified: privacy.deidentify, log: log)
            let found = try run.perform(
                on: snapshots[day.date], keepingIn: database, for: .output)
            try StandardOutput.write(lines: found.lines)
            failures += found.failures
        }
        return failures
    }

    private func newRun(
        _ plugin: Plugin, _ contribution: Manifest.Contribution, _ options: PluginOptions,
        _ pseudonyms: Pseudonyms?
    ) throws -> ScoringRun {
        ScoringRun(
            plugin: plugin, contribution: contribution, options: options, seed: seed ?? 0,
            pool: workers.pool(), installed: try folders.host().names,
            selection: choice.selection, failureLimit: failures.limit, log: log,
            purpose: purpose.purpose, pseudonyms: pseudonyms)
    }

    private func plan(
        _ run: ScoringRun, _ snapshot: Snapshot, _ database: DistrictDatabase
    ) throws -> String {
        let manifest = run.plugin.manifest
        let kinds = RecordKind.allCases.filter(manifest.reads.contains).map(\.name)
        let count = try run.selection.rows(
            of: snapshot, results: { try database.latestResults(asOf: snapshot.asOf) }, seed: run.seed
        ).count
        return """
            \(manifest.name) \(manifest.version) would read \(kinds.isEmpty ? "the roll" : kinds.joined(separator: ", ")) \
            of \(count) students as of \(snapshot.asOf), with the options \(run.options.text)
            """
    }

    /// Goes on with the plugin's last run.
    ///
    /// - Returns: What came of it; nil where a new run is to begin, because there is none, or something changed
    ///   since and it is finished or only an unchanged one is to be gone on with.
    private func goOn(
        with plugin: Plugin, _ contribution: Manifest.Contribution, _ options: PluginOptions,
        _ snapshots: inout Snapshots, _ database: DistrictDatabase,
        _ pseudonyms: Pseudonyms?
    ) throws -> RunSummary? {
        let name = plugin.manifest.name
        // One plugin may have several steps of a night, over others or with other options.
        let isChosen = choice.selection != RunSelection()
        let hasOptions = resumeUnchanged || settings.mentions(name, among: names)
        guard
            let record = try database.lastRun(
                of: name, contribution: contribution.rawValue,
                selection: resumeUnchanged || isChosen ? choice.selection.text : nil,
                options: hasOptions ? options.text : nil)
        else { return nil }
        let limits = workers.limits
        let isLimited =
            limits.limitTime != nil || limits.limitMemory != nil || limits.limitInstructions != nil
        // A night is of its own day, with its own options, whatever an earlier one left behind.
        let isWhole = record.isFinished || resumeUnchanged
        let resumption = Resumption(
            record: record, plugin: plugin,
            asked: .init(
                asOf: isWhole || day.given != nil ? day.date : nil,
                options: isWhole || settings.mentions(name, among: names) ? options : nil,
                seed: seed, limits: isLimited ? limits.over(.student) : nil,
                selection: isWhole || isChosen ? choice.selection : nil))
        if record.isFinished {
            // What the run itself recorded is no change.
            let snapshot =
                contribution == .score
                ? try snapshots[record.run.asOf] : try database.snapshot(before: record)
            guard resumption.changes(snapshot).isEmpty else { return nil }
            StandardError.say("run \(record.id) of \(name) is finished, and nothing changed since")
            return try RunSummary(record, plugin.manifest.tiers, database, pseudonyms: pseudonyms)
        }
        let snapshot = try snapshots[record.run.asOf]
        if resumeUnchanged {
            let changes = resumption.changes(snapshot)
            guard changes.isEmpty else {
                StandardError.say(
                    "run \(record.id) of \(name) stays unfinished and a new one begins; changed since:\n"
                        + changes.map { "  \($0)" }.joined(separator: "\n"))
                return nil
            }
        }
        try resumption.refuseChanges(snapshot)
        let run = ScoringRun(
            plugin: plugin, contribution: contribution, options: try resumption.options(),
            seed: record.run.seed,
            pool: .ofThisProgram(RunLimits(text: record.run.limits) ?? .student, count: workers.workers),
            installed: try folders.host().names,
            failureLimit: failures.limit, log: log,
            purpose: purpose.purpose, pseudonyms: pseudonyms)
        return try run.perform(on: snapshot, keepingIn: database, goingOnWith: record)
    }
}

extension LogFormat: ExpressibleByArgument {}

extension Plugin {
    /// Whether it is run over students for results: it scores or links, or is to be told that it does neither.
    fileprivate var hasTurns: Bool {
        let others: Set<Manifest.Contribution> = [.fidelity, .indicators]
        return manifest.contributes.contains { $0 == .score || $0 == .link }
            || others.isDisjoint(with: manifest.contributes)
    }
}

/// The snapshots that a command needs, each built once.
struct Snapshots {
    private let database: DistrictDatabase
    private var built: [CalendarDate: Snapshot] = [:]

    init(of database: DistrictDatabase) {
        self.database = database
    }

    subscript(date: CalendarDate) -> Snapshot {
        mutating get throws {
            if let snapshot = built[date] { return snapshot }
            let progress = Progress()
            progress.show("reading the records as of \(date)")
            defer { progress.clear() }
            let snapshot = try database.snapshot(asOf: date)
            built[date] = snapshot
            return snapshot
        }
    }
}
