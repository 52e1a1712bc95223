import ArgumentParser
import Records

/// `caseload log linkage`.
struct LogLinkage: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "linkage",
        abstract: "Record a step in a student's linkage to a service.",
        discussion: """
              caseload log linkage S-1042 "Homework Club" --status referred
              caseload log linkage S-1042 "Homework Club" --note "Went twice this week"
            A linkage is proposed, referred, enrolled, active, and at last completed, declined or ended; a
            step may be left out, none is taken back. Without --status it is a note on how the open linkage
            goes; where none is open, it adds to the step that closed the last one, as the same --status does. The services are listed by: caseload services
            """)

    @Argument(help: "The student: an id or a name.")
    var student: String

    @Argument(help: "The service: an id or a name.")
    var service: String

    @Option(
        help: "proposed, referred, enrolled, active, completed, declined or ended (default: as it stands).")
    var status: String?

    @Option(help: "The mentor who coordinates it: a name or an id (default: the student's).")
    var mentor: String?

    @Option(help: "The domain it is to help with: academic, behavioral, cognitive or affective.")
    var domain: String?

    @Option(parsing: .unconditional, help: "1, the most urgent, to 5.")
    var priority: String?

    @Option(parsing: .unconditional, help: "Why it is proposed.")
    var reason: String?

    @Option(parsing: .unconditional, help: "What came of it.")
    var outcome: String?

    @Option(parsing: .unconditional, help: "What there is to add. Confidential.")
    var note: String?

    @Option(help: "Which linkage, where there are several to one service (default: the open one).")
    var id: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(.linkage, student: student) }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("service_id", "the service", service), ("status", "--status", status),
            ("mentor_id", "--mentor", mentor), ("domain", "--domain", domain),
            ("priority", "--priority", priority), ("reason", "--reason", reason),
            ("outcome", "--outcome", outcome), ("note", "--note", note), ("linkage_id", "--id", id),
            ("date", "--date", given.date),
        ]
    }
}
