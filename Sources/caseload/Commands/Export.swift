import ArgumentParser
import Engagement
import Records

/// `caseload export`: everything as the tool's own files.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write all records as CSV files that caseload import reads.",
        discussion: """
              caseload export --output backup
              caseload export --output study --deidentify
            Imported into an empty database they give the same district: the same snapshot fingerprint on
            any day. Runs and their results, values that were corrected, and who recorded what when are
            not in the files, nor OneRoster's line items, classes and categories, which its next files must bring
            again; keep the database for these. With --deidentify pseudonyms stand for students; names,
            notes, other words, and telephone numbers and addresses of people are not in the files.
            """)

    @Option(help: ArgumentHelp("A new or empty folder.", valueName: "folder"))
    var output: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    /// What the files hold: results of runs are not in them, and without names no notes.
    private var kinds: Set<RecordKind> {
        Set(RecordKind.allCases).subtracting(
            privacy.deidentify ? [.scores, .fidelity, .notes] : [.scores, .fidelity])
    }

    func run() throws {
        let database = try database.open()
        try database.enter(
            AccessEntry("export", purpose: purpose.purpose, kinds: kinds)
                .with("deidentify", privacy.deidentify)
                .record(asOf: .today, students: database.studentIDs()))
        let files = try database.exportFiles(
            to: output, pseudonyms: privacy.pseudonyms(of: database))
        var table = Table(columns: [.init(title: "file", isKey: true), .init(title: "rows", isNumeric: true)])
        for file in files { table.add([file.name, String(file.rows)]) }
        try StandardOutput.write(lines: table.lines(for: .output))
    }
}
