import ArgumentParser
import Records

/// `caseload log observation`.
struct LogObservation: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "observation",
        abstract: "Record the value of an indicator for a student.",
        discussion: "  caseload log observation S-1042 time_on_task 7 --setting school")

    @Argument(help: "The student: an id or a name.")
    var student: String

    @Argument(help: "The indicator's id.")
    var indicator: String

    @Argument(help: "The value, within the indicator's range.")
    var value: String

    @Option(help: "Where it was observed: school, home or community.")
    var setting: String?

    @Option(help: "Who observed it (default: you).")
    var recorder: String?

    @Option(parsing: .unconditional, help: "What there is to add. Confidential.")
    var note: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(.observation, student: student) }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("indicator", "indicator", indicator), ("value", "the value", value),
            ("date", "--date", given.date), ("setting", "--setting", setting),
            ("recorder", "--recorder", recorder), ("note", "--note", note),
        ]
    }
}
