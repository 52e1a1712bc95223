import ArgumentParser
import Engagement
import Foundation
import PluginHost
import Records

/// `caseload demo`: the main job on the example district.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do the main job on an example district, and say what to look at.",
        discussion:
            "Imports 500 invented students, scores them, links them to services, writes reports. No name is a real person's."
    )

    @Option(help: ArgumentHelp("The new folder for the database and the reports.", valueName: "folder"))
    var directory = "caseload-demo"

    @OptionGroup var folders: PluginFolders

    private static let scores = ["check-and-connect", "early-warning", "engagement-index"]

    /// What the access log says that the records were read for.
    private static let purpose = "demonstration"

    func run() throws {
        let files = try Self.districtFiles()
        let host = try folders.host()
        let plugins = try Self.scores.map { try host.plugin(named: $0) }
        let reports = try DemoReports(host: host)
        try makeFolder()
        let match = try host.plugin(named: "service-match")
        let fidelity = try host.plugin(named: "fidelity")
        let outcomes: [RunSummary]
        do {
            outcomes = try perform(files, plugins, match, fidelity, reports)
        } catch {
            // A half-made folder would keep the next try out.
            try? FileManager.default.removeItem(atPath: directory)
            throw error
        }
        try outcomes.endWithFailures()
    }

    private func perform(
        _ files: String, _ plugins: [Plugin], _ match: Plugin, _ fidelity: Plugin,
        _ reports: DemoReports
    ) throws -> [RunSummary] {
        let database = try DistrictDatabase.create(at: "\(directory)/caseload.db")
        try say("Importing \(files)")
        let snapshot = try importDistrict(files, into: database)
        try say("Scoring \(snapshot.students.count) students as of \(snapshot.asOf)")
        func perform(_ plugin: Plugin, _ contribution: Manifest.Contribution) throws -> RunSummary {
            let run = ScoringRun(
                plugin: plugin, contribution: contribution,
                options: try plugin.manifest.options(setting: [(String, String)]()), seed: 0,
                pool: .ofThisProgram(), purpose: Self.purpose)
            return try run.perform(on: snapshot, keepingIn: database)
        }
        let scored = try plugins.map { try perform($0, .score) }
        try StandardOutput.write(lines: scored.lines(for: .output) + [""])
        let count = snapshot.directory.services.count { $0.isOffered(on: snapshot.asOf) }
        try say("Linking students to the \(count) services of the community")
        let linked = [try perform(match, .link)]
        try StandardOutput.write(lines: linked.lines(for: .output) + [""])
        // Once more, with the linkages that were just proposed.
        let linkedSnapshot = try database.snapshot(asOf: snapshot.asOf)
        let rules = FidelityRun(
            plugin: fidelity, options: try fidelity.manifest.options(setting: [(String, String)]()),
            pool: .ofThisProgram(.report), purpose: Self.purpose)
        try say("Looking at whether the program is followed")
        // Also as of four weeks before: a board wants to know what changed.
        _ = try rules.perform(
            on: try database.snapshot(asOf: snapshot.asOf - 28), keepingIn: database, for: .output)
        let found = try rules.perform(on: linkedSnapshot, keepingIn: database, for: .output)
        // A line a mentor is enough here: the report has the rest.
        try StandardOutput.write(lines: found.lines.filter { $0.contains(" rules met") } + [""])
        let district = try database.district(linkedSnapshot)
        let written = try reports.write(
            district, into: directory, loggedIn: database, purpose: Self.purpose)
        try StandardOutput.write(lines: whatToLookAt(snapshot, written))
        return scored + linked
    }

    private static func districtFiles() throws(Failure) -> String {
        let places = ExecutableFolder.places(of: "Examples/district/files")
        guard let found = places.first(where: { FileManager.default.fileExists(atPath: "\($0)/users.csv") })
        else {
            throw Failure(
                .inputOutput, "the example district is not there; looked in \(places.joined(separator: ", "))"
            )
        }
        return found
    }

    private func makeFolder() throws(Failure) {
        if FileManager.default.fileExists(atPath: directory) {
            throw Failure(
                .notDone, "\(directory) is there already; remove it, or name another folder with --directory")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "cannot make the folder \(directory): \(error.localizedDescription)")
        }
    }

    /// Lets the district in and takes its last day with attendance as the day to look at.
    private func importDistrict(_ files: String, into database: DistrictDatabase) throws -> Snapshot {
        let progress = Progress()
        let summary = try database.importFiles(
            [files], options: ImportOptions(today: .today), user: Environment.user
        ) { progress.show(ImportReport.line(for: $0)) }
        progress.clear()
        try StandardOutput.write(lines: [ImportReport(summary, isDryRun: false).sum, ""])
        let everything = try database.snapshot(asOf: .today)
        let last = everything.attendance.records.lazy.map(\.date).max() ?? .today
        return try database.snapshot(asOf: last)
    }

    private func whatToLookAt(_ snapshot: Snapshot, _ reports: [(path: String, what: String)]) -> [String] {
        let options = "--db \(directory)/caseload.db --as-of \(snapshot.asOf)"
        let width = reports.map(\.path.displayWidth).max() ?? 0
        return ["Look at:"] + reports.map { "  \($0.path.padded(to: width))  \($0.what)".visible }
            + [
                "", "Ask:", "  caseload students 'check-and-connect.tier=intensive' \(options)",
                "  caseload students 'attendance.rate<90% and mentor is missing' \(options)",
                "  caseload students 'linkages.proposed>0' --columns id,name,linkages.services \(options)",
                "  caseload services tutoring --on tuesday --at 16:00 \(options)",
                "  caseload today --mentor \(snapshot.mentors.first?.id.text ?? "NAME") \(options)",
                "  caseload run fidelity \(options)", "  caseload mentors \(options)",
                "  caseload show \(fullest(snapshot).map { snapshot.id(of: $0).text } ?? "STUDENT") \(options)",
            ].map(\.visible)
    }

    /// The student of the first mentor of whom most is on record.
    private func fullest(_ snapshot: Snapshot) -> Int? {
        guard !snapshot.mentors.isEmpty else { return snapshot.students.count > 0 ? 0 : nil }
        func kinds(_ row: Int) -> Int {
            [
                snapshot.goals[row].isEmpty, snapshot.strengths[row].isEmpty, snapshot.contacts[row].isEmpty,
                snapshot.interventions[row].isEmpty, snapshot.linkages(of: row).isEmpty,
                snapshot.activities[row].isEmpty, snapshot.graduation(of: row)?.hasTranscript != true,
            ].count { !$0 }
        }
        return snapshot.caseload(of: 0).max { kinds($0) < kinds($1) }
    }

    private func say(_ text: String) throws {
        try StandardOutput.write(text.visibleLine)
    }
}
