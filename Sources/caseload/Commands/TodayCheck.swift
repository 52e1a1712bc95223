import ArgumentParser
import Engagement
import Records

/// `caseload today`: a mentor's daily check.
struct TodayCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "today",
        abstract: "The daily check of a mentor's caseload: who slipped, who has no entry, what is due.",
        discussion: """
              caseload today --mentor rivera
            Slipped, since the last school day: absent, late, a class missed, discipline, homework not submitted, a
            course failed, or an observation or an answer to the survey that is worse than usual for the student: than
            the mean of the eight before it, by twice what they differ among themselves and a tenth of the range. Until
            today's attendance of a school is on record, that is the school day before today. No entry: no observation and
            no contact about the student, with whomever; what a plugin derives counts for nothing. Due: a talk with the
            student, a contact with the family, goals, interventions to begin, those that nobody noted anything on for
            --review-days (or, of basic ones, talked with the student), steps of linkages to services.
            """)

    @Option(help: ArgumentHelp("The mentor: a name or an id.", valueName: "name"))
    var mentor: String

    @Option(help: ArgumentHelp("Days after which a talk with the student is due.", valueName: "days"))
    var studentDays = DailyCheck.Pace().studentDays

    @Option(help: ArgumentHelp("Days after which a contact with the family is due.", valueName: "days"))
    var familyDays = DailyCheck.Pace().familyDays

    @Option(help: ArgumentHelp("Days after which an intervention is due for review.", valueName: "days"))
    var reviewDays = DailyCheck.Pace().reviewDays

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    /// What the check looks at.
    static let kinds: Set<RecordKind> = [
        .identity, .attendance, .discipline, .grades, .homework, .observations, .survey, .contacts,
        .interventions,
        .goals,
    ]

    func validate() throws {
        for days in [studentDays, familyDays, reviewDays] where !(1...3660).contains(days) {
            throw ValidationError("\(days) days: expected 1 to 3660")
        }
    }

    func run() throws {
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let number = try snapshot.mentor(meantBy: mentor)
        try AccessEntry("today", purpose: purpose.purpose, kinds: Self.kinds)
            .with("deidentify", privacy.deidentify)
            .enter(into: database, snapshot, rows: snapshot.caseload(of: number))
        let pace = DailyCheck.Pace(
            studentDays: studentDays, familyDays: familyDays, reviewDays: reviewDays)
        let shown = try privacy.shown(
            snapshot, database.latestResults(asOf: day.date), of: database)
        let check = DailyCheck(shown.snapshot, mentor: number, pace: pace, results: shown.results)
        let page = DailyPage(snapshot: shown.snapshot, mentor: number, check: check)
        try StandardOutput.write(lines: page.lines(for: .output))
    }
}
