import ArgumentParser
import Records

/// `caseload log strength`.
struct LogStrength: LoggingCommand {
    static let configuration = CommandConfiguration(
        commandName: "strength",
        abstract: "Record what a student is good at.",
        discussion: "  caseload log strength S-1042 \"Explains things patiently\"")

    @Argument(help: "The student: an id or a name.")
    var student: String

    @Argument(help: "The strength.")
    var strength: String

    @Option(help: "Who noted it (default: you).")
    var recorder: String?

    @OptionGroup var given: LogOptions

    var newEntry: LogEntry { LogEntry(.strength, student: student) }

    var values: [(column: String, name: String, value: String?)] {
        [
            ("strength", "the strength", strength), ("recorder", "--recorder", recorder),
            ("date", "--date", given.date),
        ]
    }
}
