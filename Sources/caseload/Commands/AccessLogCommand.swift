import ArgumentParser
import Engagement
import NearestName
import Records

/// `caseload access-log`: who read what about whom.
struct AccessLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access-log",
        abstract: "List who read which records of how many students, when, for what and by which plugin.",
        discussion: """
              caseload access-log --since 2026-03-01 --user ana
              caseload access-log --student S-1042 --format csv > disclosures.csv
              caseload access-log --verify
            --verify looks whether the log is whole: exit code 0 where it is, 65 where records were changed,
            removed or put in, and at which it shows. The file caseload.db.access-head beside the database
            says how far the log goes. Whoever may write both files can still make a log that looks whole:
            write down the hash that --verify prints where they cannot.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json
    }

    @Option(help: ArgumentHelp("Not before this day (UTC).", valueName: "date"))
    var since: String?

    @Option(help: ArgumentHelp("Not after this day (UTC).", valueName: "date"))
    var until: String?

    @Option(help: ArgumentHelp("Only by this user.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("Only by this plugin or script.", valueName: "name"))
    var plugin: String?

    @Option(
        help: ArgumentHelp("Only of this kind of record, as a plugin's reads names it.", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("Only about this student: all disclosures of one record.", valueName: "id"))
    var student: String?

    @Option(help: "How to print: table, csv or json.")
    var format = Format.table

    @Flag(help: "Look whether the log is whole instead of listing it.")
    var verify = false

    @Flag(help: "Take the log as it is for whole, where the file beside it was lost; enters that you did.")
    var renewHead = false

    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        for (name, text) in [("since", since), ("until", until)] {
            if let text, CalendarDate(text) == nil {
                throw ValidationError("--\(name) '\(text)' is no date; write it as 2026-01-31")
            }
        }
        if let kind, RecordKind(name: kind) == nil {
            let names = RecordKind.allCases.map(\.name)
            let hint =
                nearestName(to: kind, among: names).map { "did you mean '\($0)'?" }
                ?? "kinds are \(names.joined(separator: ", "))"
            throw ValidationError("--kind '\(kind)' is no kind of record; \(hint)")
        }
        if verify, renewHead { throw ValidationError("--verify and --renew-head exclude one another") }
    }

    func run() throws {
        let database = try database.open()
        if renewHead {
            let entry = AccessEntry("access-log --renew-head", purpose: purpose.purpose, kinds: [])
            try database.renewAccessHead(entry.record(asOf: .today, students: []))
        }
        if verify || renewHead { return try Self.verify(database) }
        var filter = DistrictDatabase.AccessFilter()
        filter.since = since.flatMap { CalendarDate($0) }
        filter.until = until.flatMap { CalendarDate($0) }
        filter.user = user
        filter.plugin = plugin
        filter.kind = kind.flatMap { RecordKind(name: $0) }
        let pseudonyms = try privacy.pseudonyms(of: database)
        filter.student = try student.map { text in
            try pseudonyms?.student(called: text, among: database.studentIDs()) ?? Identifier(text)
        }
        var accesses = try database.accesses(filter)
        if let id = filter.student, accesses.isEmpty, try !database.studentIDs().contains(id) {
            throw Failure(
                .notDone,
                "no student '\(id)' is or was on record; give the id, as in: caseload students --columns id,name"
            )
        }
        if privacy.deidentify { accesses = accesses.map(\.withoutWords) }
        let list = AccessList(accesses: accesses)
        switch format {
        case .table:
            try StandardOutput.write(lines: list.table.lines(for: .output))
            let about = filter.student.map { " about \(pseudonyms?.pseudonym(of: $0) ?? $0.text)" } ?? ""
            StandardError.write("\(list.accesses.count) records\(about)".visibleLine)
        case .csv: try StandardOutput.write(data: Array(list.csv.utf8))
        case .json: try StandardOutput.write(data: Array(list.json.utf8))
        }
    }

    private static func verify(_ database: DistrictDatabase) throws {
        let found = try database.verifyAccesses()
        guard found.breaks.isEmpty else {
            throw Failure(
                .badData,
                "the access log is not whole:\n" + found.breaks.map { "  \($0)" }.joined(separator: "\n"))
        }
        var lines = ["The access log is whole: \(found.count) records, the last one's hash is \(found.head)"]
        if found.wasInterrupted {
            lines.append("A program was ended while it wrote: the loss of one last record would not show.")
        }
        try StandardOutput.write(lines: lines)
    }
}
