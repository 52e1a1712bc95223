import ArgumentParser
import Records

/// `caseload log goal`.
struct LogGoal: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "goal",
        abstract: "Record a goal of a student, or how far the student has come.",
        discussion: """
              caseload log goal S-1042 "Pass Algebra I" --due 2026-06-12
              caseload log goal S-1042 "Pass Algebra I" --status reached
              caseload log goal S-1042 "Pass Algebra I" --status reached --date 2026-05-14
            An entry about a goal that is open goes to that goal; its --date then is the day by which
            the student had come so far, or on which the goal was reached or dropped.
            """)

    @Argument(help: "The student: an id or a name.")
    var student: String

    @Argument(help: "The goal, in the student's own words.")
    var goal: String

    @Option(help: ArgumentHelp("The day by which to reach it.", valueName: "date"))
    var due: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How far the student has come, 0 to 100.", valueName: "percent"))
    var progress: String?

    @Option(help: "What became of it: active, reached or dropped.")
    var status: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(.goal, student: student) }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("goal", "the goal", goal), ("due", "--due", due), ("progress", "--progress", progress),
            ("status", "--status", status), ("set_on", "--date", given.date),
        ]
    }
}
