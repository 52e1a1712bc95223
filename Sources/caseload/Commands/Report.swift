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
              caseload report caseload-overview --all --each mentor --format markdown --output overviews
              caseload report caseload-csv --all > all.csv
            Files are readable by you only, and are there as a whole or not at all.
            """)

    @Argument(help: ArgumentHelp("The plugin's name.", valueName: "plugin"))
    var name: String

    @OptionGroup var choice: StudentChoice
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var settings: PluginSettings
    @OptionGroup var limits: LimitOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption
    @OptionGroup var smallCells: SmallCellsOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file to write, or the folder with --each (default: standard output, or the current folder).",
            valueName: "path"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "One file for each student, mentor or school, named by its id.",
            valueName: ReportSubject.Each.allCases.map(\.rawValue).joined(separator: ",")))
    var each: ReportSubject.Each?

    @Option(
        help: ArgumentHelp(
            "html, markdown, csv, json or text (default: what the plugin names first).", valueName: "format"),
        transform: Manifest.ReportFormat.init(named:))
    var format: Manifest.ReportFormat?

    /// Refuses a plugin that there is not, a format that it does not write and options that it does not have.
    func check() throws { _ = try meant() }

    /// Refuses a student, a mentor or a school that the records do not know.
    func checkSelection() throws {
        guard !choice.all else { return }
        let database = try database.open()
        _ = try choice.students(
            of: database.snapshot(asOf: day.date), pseudonyms: privacy.pseudonyms(of: database))
    }

    private func meant() throws -> (plugin: Plugin, format: Manifest.ReportFormat, options: PluginOptions) {
        let plugin = try folders.host().plugin(named: name)
        return (plugin, try plugin.reportFormat(format), try settings.values(for: [plugin])[0])
    }

    func run() throws {
        let (plugin, format, options) = try meant()
        if each == nil, let output { try PrivateFile.checkPlace(output) }
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let (named, chosen) = try choice.students(
            of: snapshot, pseudonyms: privacy.pseudonyms(of: database))
        try plugin.requireOneStudentForNotes(each == nil ? chosen.count : 1)
        let disclosure = try Disclosure(snapshot, in: database, deidentified: privacy.deidentify)
        let rows = disclosure.rows(chosen)
        let title =
            privacy.deidentify && !choice.student.isEmpty
            ? rows.map { disclosure.snapshot.name(of: $0) }.joined(separator: ", ") : named
        var district = disclosure.district
        district.showsSmallGroups = smallCells.allowSmallCells
        district.plugins = try folders.host().names
        try AccessEntry("report", purpose: purpose.purpose, plugin: plugin, options: options)
            .with("deidentify", privacy.deidentify)
            .with("allow-small-cells", smallCells.allowSmallCells)
            .enter(into: database, snapshot, rows: chosen)
        let writer = ReportWriter(
            plugin: plugin, options: options, format: format, district: district,
            pool: .ofThisProgram(limits.over(.report)))
        if let each {
            let (subjects, left) = ReportSubject.each(each, of: rows, in: disclosure.snapshot)
            let count = try writer.write(subjects, into: output ?? ".")
            StandardError.tell("Wrote \(count.counted("file")) into \(output ?? ".")")
            if left > 0 {
                StandardError.say(
                    left == 1
                        ? "1 student has no \(each) and is in no file"
                        : "\(left) students have no \(each) and are in no file")
            }
        } else if let output {
            try writer.write(title: title, rows: rows, to: output)
            StandardError.tell("Wrote \(output) about \(rows.count.counted("student"))")
        } else {
            try StandardOutput.write(data: writer.bytes(title: title, rows: rows))
        }
    }
}

extension Manifest.ReportFormat {
    /// The format of this name, as an option gives it.
    fileprivate init(named name: String) throws {
        guard let format = Self(rawValue: name) else {
            throw ValidationError(
                "--format '\(name)': expected one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self = format
    }
}
