import ArgumentParser
import Engagement
import Records

/// `caseload show`: one page on one student.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one student: the four domains, attendance by week, scores with reasons, grades.")

    @Argument(help: "The student's id, or a name that only one student has.")
    var student: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    /// What the page shows: all but notes.
    static let kinds = Set(RecordKind.allCases).subtracting([.notes, .fidelity])

    func run() throws {
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let row = try snapshot.student(meantBy: student, pseudonyms: privacy.pseudonyms(of: database))
        let disclosure = try Disclosure(snapshot, in: database, deidentified: privacy.deidentify)
        try AccessEntry("show", purpose: purpose.purpose, kinds: Self.kinds)
            .with("deidentify", privacy.deidentify).enter(into: database, snapshot, rows: [row])
        let page = StudentPage(
            snapshot: disclosure.snapshot, results: disclosure.results, row: disclosure.row(row))
        try StandardOutput.write(lines: page.lines(for: .output))
    }
}
