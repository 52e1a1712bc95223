import ArgumentParser
import Engagement
import Foundation
import PluginHost
import Records

/// `caseload import`: lets a district's files in.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            """
            Let a district's files in: OneRoster 1.1 and 1.2, HSDS 3, Ed-Fi interchange XML, and the tool's own CSV \
            files.
            """,
        discussion: """
            Files are recognized by name and header. All rows are let in, or none: one refused row keeps \
            the others out, unless --rejects says where to put it. The same files again change nothing.
            What neither fits nor can be mapped, a plugin that contributes import puts into the tool's columns:
              caseload import --plugin absence-list Absences.csv
            """)

    @Argument(help: "Files, folders or zips, in any order.")
    var paths: [String]

    @OptionGroup var database: DatabaseOptions

    @Flag(help: "Do everything but keep it.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("Write refused rows here as CSV, and let the others in.", valueName: "file"))
    var rejects: String?

    @Option(
        help: ArgumentHelp("Read files with other headers or codes as this file says.", valueName: "file"))
    var mapping: String?

    @Option(
        name: .customLong("plugin"),
        help: ArgumentHelp("Have this plugin say what each row of the files is.", valueName: "name"))
    var pluginName: String?

    @OptionGroup var folders: PluginFolders
    @OptionGroup var settings: PluginSettings

    @Flag(
        help:
            "Let more than a tenth of the records end that a whole file no longer has."
    )
    var allowRemovals = false

    func validate() throws {
        if mapping != nil, pluginName != nil {
            throw ValidationError(
                "give --mapping or --plugin, not both: a plugin answers in the tool's columns")
        }
        if pluginName == nil, !settings.given.isEmpty {
            throw ValidationError("--option sets an option of a plugin; name it with --plugin")
        }
    }

    func run() throws {
        if let rejects { try RejectsFile.checkPlace(rejects, reading: paths, mapping: mapping) }
        let mapping = try mapping.map { try Mapping(contentsOfFile: $0) }
        let options = ImportOptions(
            mapping: mapping, conversion: try conversion(), keepGoodRows: rejects != nil, dryRun: dryRun,
            allowRemovals: allowRemovals,
            today: .today)
        let summary = try importFiles(options)
        if let rejects {
            try PrivateFile.write(Data(RejectsFile.text(summary.rejected).utf8), to: rejects)
        }
        try StandardOutput.write(lines: ImportReport(summary, isDryRun: dryRun).lines(for: .output))
        if !summary.rejected.isEmpty { throw Failure(.doneInPart, "") }
    }

    /// What a plugin makes of rows; nil without one.
    private func conversion() throws -> RowConversion? {
        guard let pluginName else { return nil }
        let plugin = try folders.plugin(meantBy: pluginName)
        guard let options = try settings.values(for: [plugin]).first else { return nil }
        let pool = WorkerPool.ofThisProgram(count: 1)
        let name = plugin.manifest.name
        return RowConversion { file, header, next in
            let listener = WorkerPool.Listener(
                log: { level, text in StandardError.say("\(name): \(level): \(text)") },
                notice: { StandardError.say($0) })
            return try Interruption.watching {
                try pool.rows(
                    plugin, options: options, asOf: .today, file: file, columns: header, listener: listener
                ) {
                    try next().map { ImportedRow(line: $0.line, fields: $0.fields) }
                }
            }
        }
    }

    private func importFiles(_ options: ImportOptions) throws -> ImportSummary {
        let database = try database.open()
        let progress = Progress()
        defer { progress.clear() }
        return try database.importFiles(paths, options: options, user: Environment.user) { step in
            progress.show(ImportReport.line(for: step))
        }
    }
}

/// The file that `--rejects` names.
enum RejectsFile {
    private static let titles = ["file", "line", "column", "value", "reason", "row"]

    /// Refuses a place at which something is that the import reads, and one that cannot be written.
    ///
    /// - Parameters:
    ///   - inputs: The files, folders and zips to be read.
    ///   - mapping: The file that says how to read them.
    static func checkPlace(_ path: String, reading inputs: [String], mapping: String?) throws {
        if let place = FileIdentity(path) {
            let named = inputs + (mapping.map { [$0] } ?? [])
            for input in named + (isEarlier(path) ? [] : tables(in: inputs))
            where FileIdentity(input) == place {
                throw Failure(
                    .usage,
                    """
                    --rejects \(path) would be written over \(input), which this import reads; name another file
                    """)
            }
        }
        try PrivateFile.checkPlace(path)
    }

    /// The tables in those of the inputs that are folders.
    private static func tables(in inputs: [String]) -> [String] {
        inputs.flatMap { folder -> [String] in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let prefix = folder.hasSuffix("/") ? folder : folder + "/"
            return names.filter { name in
                [".csv", ".xml", ".zip"].contains { name.lowercased().hasSuffix($0) }
            }.map { prefix + $0 }
        }
    }

    /// Whether a file holds the rejects of an earlier import; in a folder that is read it is no input.
    private static func isEarlier(_ path: String) -> Bool {
        let begin = Data(CSVText.line(titles.map { .plain($0) }).utf8)
        return (try? FileHandle(forReadingAtPath: path)?.read(upToCount: begin.count)) == begin
    }

    /// One line for each refused row: where, what was found, why, and the row as it stood in its file.
    static func text(_ rows: [RejectedRow]) -> String {
        rows.reduce(into: CSVText.line(titles.map { .plain($0) })) { text, row in
            let whole = CSVText.line(row.fields.map(cell)).dropLast()
            text += CSVText.line([
                .text(row.file), .plain(String(row.line)), .text(row.column), cell(row.value),
                .text(row.reason), .text(String(whole)),
            ])
        }
    }

    /// A number stays as it is, so that the row can go back into its file; it is nobody's formula.
    private static func cell(_ field: String) -> CSVText.Field {
        field.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) == nil ? .text(field) : .plain(field)
    }
}
