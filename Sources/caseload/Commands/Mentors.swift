import ArgumentParser
import Engagement
import Records

/// `caseload mentors`: who mentors, how many students, and where the time goes.
struct Mentors: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the mentors with their caseloads and time by role and setting, or show one.",
        discussion: """
              caseload mentors
              caseload mentors rivera --days 30
            Time is that of the contacts on record in the school year, or in the latest --days. --history shows of a
            mentor's profile, trainings and events who said so, when and from where, and what was said before.
            """)

    @Argument(help: "Show this mentor's profile: a name or an id.")
    var mentor: String?

    @Option(help: ArgumentHelp("Count the latest days only.", valueName: "days"))
    var days: Int?

    @Flag(help: "Show who recorded what of the mentor, when and from where, and what it superseded.")
    var history = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    /// What a mentor's page reads of the students: who was at an event, and the contacts.
    static let kinds: Set<RecordKind> = [.identity, .contacts, .activities]

    func validate() throws {
        if let days, !(1...36_600).contains(days) {
            throw ValidationError("--days \(days): expected 1 to 36600")
        }
        if history, mentor == nil { throw ValidationError("--history is one mentor's; name the mentor") }
        if history, days != nil { throw ValidationError("--history counts no contacts; drop --days") }
    }

    func run() throws {
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let first = days.map { snapshot.asOf - ($0 - 1) }
        if let mentor {
            let number = try snapshot.mentor(meantBy: mentor)
            if history {
                let person = snapshot.mentors[number]
                let page = HistoryPage(
                    name: "\(person.name) (\(person.id))",
                    records: try database.history(of: .mentor(person.id)))
                return try StandardOutput.write(lines: page.lines(for: .output))
            }
            try AccessEntry("mentors", purpose: purpose.purpose, kinds: Self.kinds)
                .with("deidentify", privacy.deidentify)
                .enter(into: database, snapshot, rows: snapshot.caseload(of: number))
            let page = MentorPage(
                snapshot: try privacy.shown(snapshot, of: database).snapshot, mentor: number, first: first)
            return try StandardOutput.write(lines: page.lines(for: .output))
        }
        try StandardOutput.write(lines: Self.table(snapshot, first).lines(for: .output))
    }

    private static func table(_ snapshot: Snapshot, _ first: CalendarDate?) -> Table {
        let roles = MentorRole.allCases.map { "\($0.name.replacing("_", with: " ")) h" }
        let settings = Setting.allCases.map { "\($0.name) h" }
        var table = Table(
            columns: [.init(title: "id", isKey: true), .init(title: "name")]
                + (["students", "limit", "contacts", "hours"] + roles + settings + ["events"])
                .map { .init(title: $0, isNumeric: true) })
        for (number, mentor) in snapshot.mentors.enumerated() {
            let time = snapshot.time(ofMentor: number, from: first)
            let parts =
                MentorRole.allCases.map { time.byRole[$0] } + Setting.allCases.map { time.bySetting[$0] }
            let events = mentor.events.count { $0.date >= first ?? snapshot.schoolYearStart }
            table.add(
                [
                    mentor.id.text, mentor.name, String(snapshot.caseload(of: number).count),
                    mentor.caseloadLimit.map { String($0) } ?? "", String(time.total.contacts),
                    hours(time.total.minutes),
                ] + parts.map { hours($0?.minutes ?? 0) } + [String(events)])
        }
        return table
    }

    /// Minutes as hours with one decimal.
    static func hours(_ minutes: Int) -> String {
        let tenths = (minutes * 10 + 30) / 60
        return "\(tenths / 10).\(tenths % 10)"
    }
}
