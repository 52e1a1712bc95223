import ArgumentParser
import Engagement
import NearestName
import Records

/// `caseload services`: asks the community's directory.
struct Services: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the community's services: all of them, or those that offer what is needed.",
        discussion: """
              caseload services tutoring --student S-1042
              caseload services counseling --age 15 --language Spanish --on tuesday --at 16:00
              caseload services --near "North High" --within 5
              caseload services tutoring --eligibility "reduced lunch"
              caseload services "Homework Club" --history
            What is offered is a kind of service by its name or code, a wider kind, or a service's own name.
            What the directory does not say is no yes: a service without hours is open at none.
            """)

    @Argument(help: "What is to be offered (default: anything).")
    var what: String?

    @Option(help: ArgumentHelp("Somebody of this age may have it.", valueName: "years"))
    var age: Int?

    @Option(
        help: ArgumentHelp("Who may have it is said with these words.", valueName: "words"))
    var eligibility: String?

    @Option(help: ArgumentHelp("It is offered in this language: a name or a code.", valueName: "language"))
    var language: String?

    @Option(
        name: .customLong("on"), help: ArgumentHelp("It is open on this day of the week.", valueName: "day"))
    var weekday: String?

    @Option(
        name: .customLong("at"), help: ArgumentHelp("It is open at this time, as 16:00.", valueName: "time"))
    var time: String?

    @Option(help: ArgumentHelp("The nearest to this school first: a name or an id.", valueName: "school"))
    var near: String?

    @Option(help: ArgumentHelp("At most so far from the school.", valueName: "km"))
    var within: Double?

    @Option(help: ArgumentHelp("For this student: by age, the nearest to the school first.", valueName: "id"))
    var student: String?

    @Option(help: "How to print: table, csv or json.")
    var format = Students.Format.table

    @Flag(help: "Show of one service what the directory said, when and from where, and what that superseded.")
    var history = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var purpose: PurposeOption

    /// What is read of a student for whom a service is sought: the name by which they are meant, and the
    /// date of birth.
    static let kinds: Set<RecordKind> = [.identity, .demographics]

    func validate() throws {
        if let weekday, Schedule.weekday(weekday) == nil {
            let near = nearestName(to: weekday, among: Schedule.fullDayNames).map { "did you mean '\($0)'?" }
            throw ValidationError(
                "--on '\(weekday)' is no day of the week; \(near ?? "write it as tuesday")")
        }
        if let time, Schedule.minute(time) == nil {
            throw ValidationError("--at '\(time)' is no time of day; write it as 16:00")
        }
        if let age, !(0...150).contains(age) { throw ValidationError("--age \(age): expected 0 to 150") }
        if let within {
            guard within >= 0 else { throw ValidationError("--within \(within): expected 0 or more") }
            if near == nil, student == nil {
                throw ValidationError("--within needs a place: name a school with --near, or a --student")
            }
        }
        if history, what == nil { throw ValidationError("--history is one service's; name the service") }
        if near != nil, student != nil { throw ValidationError("give --near or --student, not both") }
        if age != nil, student != nil { throw ValidationError("give --age or --student, not both") }
    }

    func run() throws {
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let directory = snapshot.directory
        guard !directory.services.isEmpty else {
            throw Failure(
                .notDone,
                "no service is on record; import the community's directory, HSDS 3 as a folder or a zip")
        }
        if history, let what {
            let service = directory.services[try snapshot.service(meantBy: what)]
            let page = HistoryPage(
                name: "\(service.name) (\(service.id))",
                records: try database.history(of: .service(service.id)))
            return try StandardOutput.write(lines: page.lines(for: .output))
        }
        let row = try student.map { try snapshot.student(meantBy: $0) }
        if let row {
            try AccessEntry("services", purpose: purpose.purpose, kinds: Self.kinds)
                .enter(into: database, snapshot, rows: [row])
        }
        let search = try search(snapshot, student: row)
        let found = directory.search(search, on: snapshot.asOf)
        let list = ServiceList(directory: directory, numbers: found, place: search.place, date: snapshot.asOf)
        switch format {
        case .table:
            try StandardOutput.write(lines: list.table.lines(for: .output))
            let offered = directory.services.count { $0.isOffered(on: snapshot.asOf) }
            StandardError.write("\(found.count) of \(offered) services offered on \(snapshot.asOf)\n")
            if let what, let near = directory.nearestOffer(to: what) {
                StandardError.say("nothing in the directory is called '\(what)'; did you mean '\(near)'?")
            }
            if let language, let near = directory.nearestLanguage(to: language) {
                StandardError.say("nothing is offered in '\(language)'; did you mean '\(near)'?")
            }
            if let eligibility, let near = directory.nearestEligibility(to: eligibility) {
                StandardError.say(
                    "the directory says of nothing that it is for '\(eligibility)'; did you mean '\(near)'?")
            }
        case .csv: try StandardOutput.write(data: Array(list.csv.utf8))
        case .json: try StandardOutput.write(data: Array(list.json.utf8))
        }
    }

    private func search(_ snapshot: Snapshot, student row: Int?) throws -> ServiceSearch {
        var search = ServiceSearch()
        search.what = what
        search.age = age
        search.eligibility = eligibility
        search.language = language
        search.weekday = weekday.flatMap { Schedule.weekday($0) }
        search.minute = time.flatMap { Schedule.minute($0) }
        search.kilometres = within
        var school = try near.map { snapshot.schools[try snapshot.school(meantBy: $0)] }
        if let row {
            search.age = snapshot.age(of: row)
            school = snapshot.school(of: row)
        }
        search.place = school?.coordinates
        if near != nil || within != nil, search.place == nil {
            throw Failure(
                .notDone,
                """
                where \(school?.name ?? "the student's school") lies is not on record; give its latitude and \
                longitude in schools.csv
                """)
        }
        return search
    }
}
