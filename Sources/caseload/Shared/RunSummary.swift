import Engagement
import PluginHost
import Records

/// What came of a run, in the figures that are printed of it.
struct RunSummary {
    let record: RunRecord
    /// How many students came into which tier, in the manifest's order.
    let tiers: [(name: String, count: Int)]
    /// The first students on whom the plugin failed, with its message.
    let failures: [(student: Identifier, message: String)]
    /// How many linkages it began; nil for a run that scored.
    let linkages: Int?
    /// What it proposed in vain; nil where that is not known.
    let proposals: RecordedProposals?
    /// What it derived; nil where that is not known.
    let values: RecordedValues?

    private let pseudonyms: Pseudonyms?

    /// How many of them are listed.
    private static let failureLimit = 10

    init(
        _ record: RunRecord, _ tiers: [String], _ database: DistrictDatabase,
        proposals: RecordedProposals? = nil, values: RecordedValues? = nil, pseudonyms: Pseudonyms? = nil
    ) throws {
        self.record = record
        self.pseudonyms = pseudonyms
        self.proposals = proposals
        self.values = values
        linkages = record.brings(.link) ? try database.linkagesBegun(byRun: record.id) : nil
        let counts = try database.tierCounts(ofRun: record.id)
        self.tiers = tiers.map { ($0, counts[$0] ?? 0) }
        failures = try database.failures(ofRun: record.id, limit: Self.failureLimit)
    }

    /// A failure on a student. Under a pseudonym without the message, which may name the student.
    static func line(_ student: Identifier, _ message: String, _ pseudonyms: Pseudonyms?) -> String {
        pseudonyms.map { "\($0.pseudonym(of: student)): \(DeidentifiedSnapshot.leftOut)" }
            ?? "\(student): \(message)"
    }

    /// What a run is told that failed on students; empty for one that did not.
    var failureLines: [String] {
        let count = record.counts.failed
        guard count > 0 else { return [] }
        let more = count - failures.count
        let lines = failures.map { "  " + Self.line($0.student, $0.message, pseudonyms) }
        let whom = record.isOverMentors ? "mentors" : "students"
        let sum = "\(record.run.plugin) failed on \(count) of \(record.students) \(whom)"
        if failures.isEmpty { return [sum] }
        return ["\(sum):"]
            // Of pseudonyms in their own order: that of the ids would tell something.
            + (pseudonyms == nil ? lines : lines.sorted())
            + (more > 0 ? ["  … and \(more) more"] : [])
    }
}

extension RunRecord {
    /// Whether this is what the run asked of its plugin.
    func brings(_ contribution: Manifest.Contribution) -> Bool { run.contribution == contribution.rawValue }
}

extension [RunSummary] {
    /// The tables of the runs that derived indicators, of those that scored and of those that proposed services.
    func lines(for terminal: Terminal) -> [String] {
        func those(_ contribution: Manifest.Contribution, _ lines: ([RunSummary]) -> [String]) -> [String] {
            let runs = filter { $0.record.brings(contribution) }
            return runs.isEmpty ? [] : lines(runs)
        }
        let tables = [
            those(.indicators) { $0.derivingLines(for: terminal) },
            those(.score) { $0.scoringLines(for: terminal) },
            those(.link) { $0.linkingLines(for: terminal) },
        ]
        return [String](tables.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// The table of the runs, and below it what they derived.
    private func derivingLines(for terminal: Terminal) -> [String] {
        let titles = ["students", "with values", "new", "changed", "failed", "seconds", "run"]
        var table = Table(
            columns: [.init(title: "plugin", isKey: true), .init(title: "version")]
                + titles.map { .init(title: $0, isNumeric: true) })
        for summary in self {
            let record = summary.record
            let values = [summary.values?.new, summary.values?.changed].map { $0.map(String.init) ?? "" }
            table.add(
                [
                    record.run.plugin, record.run.version, String(record.students),
                    String(record.counts.scored),
                ]
                    + values + [String(record.counts.failed), record.seconds.inHundredths, String(record.id)])
        }
        let notes = compactMap { summary -> String? in
            let indicators = summary.values?.indicators.joined(separator: ", ") ?? ""
            return indicators.isEmpty ? nil : "\(summary.record.run.plugin) derived: \(indicators)".visible
        }
        return table.lines(for: terminal) + (notes.isEmpty ? [] : [""] + notes)
    }

    /// The table of the runs, and below it what was not proposed again.
    private func linkingLines(for terminal: Terminal) -> [String] {
        let titles = ["students", "with proposals", "linkages begun", "failed", "seconds", "run"]
        var table = Table(
            columns: [.init(title: "plugin", isKey: true), .init(title: "version")]
                + titles.map { .init(title: $0, isNumeric: true) })
        for summary in self {
            let record = summary.record
            let counts = [
                record.students, record.counts.scored, summary.linkages ?? 0, record.counts.failed,
            ]
            table.add(
                [record.run.plugin, record.run.version] + counts.map(String.init)
                    + [record.seconds.inHundredths, String(record.id)])
        }
        let notes = compactMap { summary -> String? in
            let (open, declined) = (summary.proposals?.open ?? 0, summary.proposals?.declined ?? 0)
            let parts = [(open, "open already"), (declined, "declined this year")]
                .filter { $0.0 > 0 }.map { "\($0) \($1)" }.joined(separator: ", ")
            return parts.isEmpty
                ? nil : "\(summary.record.run.plugin) proposed nothing twice: \(parts)".visible
        }
        return table.lines(for: terminal) + (notes.isEmpty ? [] : [""] + notes)
    }

    /// The table of the runs, and below it how many students came into which tier.
    private func scoringLines(for terminal: Terminal) -> [String] {
        let titles = ["students", "scored", "not scored", "failed", "seconds"]
        var table = Table(
            columns: [.init(title: "plugin", isKey: true), .init(title: "version")]
                + titles.map { .init(title: $0, isNumeric: true) } + [.init(title: "run", isNumeric: true)])
        for summary in self {
            let (record, counts) = (summary.record, summary.record.counts)
            let numbers = [record.students, counts.scored, counts.notScored, counts.failed].map(String.init)
            table.add(
                [record.run.plugin, record.run.version] + numbers
                    + [record.seconds.inHundredths, String(record.id)])
        }
        let tiers = compactMap { summary -> String? in
            let parts = summary.tiers.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
            return parts.isEmpty ? nil : "\(summary.record.run.plugin): \(parts)".visible
        }
        return table.lines(for: terminal) + (tiers.isEmpty ? [] : [""] + tiers)
    }

    /// Lists students on whom plugins failed, the first of each plugin, and ends with exit code 1.
    func endWithFailures() throws(Failure) {
        let lines = flatMap(\.failureLines)
        if !lines.isEmpty { throw Failure(.doneInPart, lines.joined(separator: "\n")) }
    }
}

extension Double {
    /// The number with two decimals.
    var inHundredths: String {
        let hundredths = Int((self * 100).rounded())
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100).\(fraction.utf8.count == 1 ? "0" : "")\(fraction)"
    }
}
