import ArgumentParser
import Engagement
import Records

/// `caseload show`: one page on one student.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one student: the four domains, attendance by week, scores with reasons, grades.",
        discussion: """
            --history shows instead of the page all that was recorded about the student: who said it, when and from \
            where, and what was said before. Notes are confidential: they stay out of it, and are on the page with \
            --notes only.
            """)

    @Argument(help: "The student's id, or a name that only one student has.")
    var student: String

    @Flag(help: "Show who recorded what, when and from where, and what it superseded.")
    var history = false

    @Flag(help: "Show the notes as well, which are confidential.")
    var notes = false

    @Option(
        help: ArgumentHelp(
            "Of the history only records of this kind, by its file's name (repeatable): contacts.",
            valueName: "kind"))
    var records: [String] = []

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    /// What the page shows without the notes.
    static let kinds = Set(RecordKind.allCases).subtracting([.notes, .fidelity])

    func validate() throws {
        if !records.isEmpty, !history { throw ValidationError("--records chooses from --history; add it") }
        if notes, history || privacy.deidentify {
            throw ValidationError(
                "--notes shows on the page what was noted in confidence; drop \(history ? "--history" : "--deidentify")"
            )
        }
        if history, privacy.deidentify {
            throw ValidationError("--history says who recorded what, in their words; drop --deidentify")
        }
    }

    func run() throws {
        let database = try database.open()
        let (snapshot, row) = try found(in: database)
        let disclosure = try Disclosure(snapshot, in: database, deidentified: privacy.deidentify)
        try AccessEntry(
            "show", purpose: purpose.purpose, kinds: notes ? Self.kinds.union([.notes]) : Self.kinds
        )
        .with("deidentify", privacy.deidentify).with("history", history)
        .enter(into: database, snapshot, rows: [row])
        if history {
            let page = HistoryPage(
                name: "\(snapshot.name(of: row)) (\(snapshot.id(of: row)))",
                records: try database.history(of: .student(snapshot.id(of: row)), kinds: records))
            return try StandardOutput.write(lines: page.lines(for: .output))
        }
        let page = StudentPage(
            snapshot: disclosure.snapshot, results: disclosure.results, row: disclosure.row(row),
            showsNotes: notes)
        try StandardOutput.write(lines: page.lines(for: .output))
    }

    /// The student, on the day asked for; for the history of one who has left, on the last day.
    private func found(in database: DistrictDatabase) throws -> (Snapshot, row: Int) {
        let snapshot = try database.snapshot(asOf: day.date)
        do {
            return (
                snapshot,
                try snapshot.student(meantBy: student, pseudonyms: privacy.pseudonyms(of: database))
            )
        } catch {
            guard !privacy.deidentify, let days = try database.enrollment(of: Identifier(student)) else {
                throw error
            }
            let other = days.last.map { $0 < snapshot.asOf ? $0 : snapshot.asOf } ?? snapshot.asOf
            let seen = max(other, days.first ?? other)
            if history {
                let then = try database.snapshot(asOf: seen)
                if let row = then.row(of: Identifier(student)) { return (then, row) }
            }
            let span = [days.first.map { "from \($0)" }, days.last.map { "until \($0)" }].compactMap(\.self)
            throw Failure(
                .notDone,
                "student '\(student)' is enrolled \(span.joined(separator: " ")), not on \(snapshot.asOf); see the page of "
                    + "then with --as-of \(seen)")
        }
    }
}
