import ArgumentParser
import Records

/// `caseload log intervention`.
struct LogIntervention: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "intervention",
        abstract: "Record an intervention, or how an open one ended.",
        discussion: """
              caseload log intervention S-1042 --kind intensive --focus academic_support
              caseload log intervention S-1042 --end 2026-03-20 --outcome "Homework up to 90 %"
              caseload log intervention S-1042 --note "Looked over: goes on as it is"
            With --id it is that one; with --note, --end, --outcome or a closing --status, or without --kind, the
            student's open one, of the --kind and --focus where they are given. A note counts as its review. One that was planned begins with --status active or its
            --kind and --focus again; the planned day stays its first.
            """)

    @Argument(help: "The student: an id or a name.")
    var student: String

    @Option(name: .customLong("kind"), help: "How much help it is: basic or intensive.")
    var level: String?

    @Option(help: "What it works on: problem_solving, academic_support or connection")
    var focus: String?

    @Option(help: "In which role the mentor acts: coach, case_manager or advocate.")
    var role: String?

    @Option(help: "The mentor: a name or an id (default: the student's).")
    var mentor: String?

    @Option(help: "The indicators it is meant to move, by their ids.")
    var indicators: String?

    @Option(help: "planned, active, completed or stopped.")
    var status: String?

    @Option(help: ArgumentHelp("The last day.", valueName: "date"))
    var end: String?

    @Option(parsing: .unconditional, help: "What came of it.")
    var outcome: String?

    @Option(parsing: .unconditional, help: "What there is to add. Confidential.")
    var note: String?

    @Option(help: "The intervention's id, to correct it.")
    var id: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(.intervention, student: student) }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("kind", "--kind", level), ("focus", "--focus", focus), ("role", "--role", role),
            ("mentor_id", "--mentor", mentor), ("indicators", "--indicators", indicators),
            ("indicator", "--indicators", nil), ("status", "--status", status), ("end", "--end", end),
            ("outcome", "--outcome", outcome), ("note", "--note", note), ("intervention_id", "--id", id),
            ("start", "--date", given.date),
        ]
    }
}
