import ArgumentParser
import Records

/// `caseload log event`.
struct LogEvent: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Record that a mentor was at a school or community event, with which students.",
        discussion: """
              caseload log event "Science fair" --mentor rivera --hours 2 --student S-1042 --student S-1107
            The students get an activity of the event's name; one entry, which --undo takes back as a whole.
            """)

    @Argument(help: "What it was called.")
    var name: String

    @Option(help: "The mentor: a name or an id (default: that of the first student).")
    var mentor: String?

    @Option(help: "school_event (default), community_event or extracurricular.")
    var kind: String?

    @Option(parsing: .unconditional, help: "Hours attended.")
    var hours: String?

    @Option(
        help: ArgumentHelp("A student who was there: an id or a name (repeatable).", valueName: "student"))
    var student: [String] = []

    @Option(parsing: .unconditional, help: "What there is to add.")
    var note: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(event: name, students: student) }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("mentor_id", "--mentor", mentor), ("kind", "--kind", kind), ("hours", "--hours", hours),
            ("note", "--note", note), ("date", "--date", given.date), ("name", "the name", nil),
        ]
    }
}
