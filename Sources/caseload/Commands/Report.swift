import ArgumentParser
import Engagement
import Foundation
import PluginHost
import Records

/// `caseload report`: a report about some students, or one about each.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a report about students with a plugin.",
        discussion: """
              caseload report monitoring-sheet --mentor rivera --output rivera.html
              caseload report monitoring-sheet --all --each student --output sheets
              caseload report caseload-csv --all > all.csv
            Files are readable by you only, and are there as a whole or not at all.
            """)

    enum Each: String, ExpressibleByArgument, CaseIterable {
        case student
    }

    @Argument(help: ArgumentHelp("The plugin's name.", valueName: "plugin"))
    var name: String

    @OptionGroup var choice: StudentChoice
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var settings: PluginSettings
    @OptionGroup var limits: LimitOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file to write, or the folder with --each (default: standard output, or the current folder).",
            valueName: "path"))
    var output: String?

    @Option(help: ArgumentHelp("One file for each student.", valueName: "student"))
    var each: Each?

    func run() throws {
        let plugin = try folders.host().plugin(named: name)
        let options = try settings.values(for: [plugin])[0]
        if each == nil, let output { try PrivateFile.checkPlace(output) }
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let (title, rows) = try choice.students(of: snapshot)
        let district = District(
            snapshot: snapshot, results: try database.latestResults(asOf: snapshot.asOf))
        let writer = ReportWriter(
            plugin: plugin, options: options, district: district,
            pool: .ofThisProgram(limits.over(.report)))
        if each == .student {
            let count = try writer.writeEach(rows, into: output ?? ".")
            StandardError.write("Wrote \(count) files into \(output ?? ".")".visibleLine)
        } else if let output {
            try writer.write(title: title, rows: rows, to: output)
            StandardError.write("Wrote \(output) about \(rows.count) students".visibleLine)
        } else {
            try StandardOutput.write(data: writer.bytes(title: title, rows: rows))
        }
    }
}
