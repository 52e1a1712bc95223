import ArgumentParser
import Records

/// `caseload log`: a mentor's records from the shell.
struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            """
            Record an observation, a contact, an intervention, a goal, a strength, an event or a linkage's step, \
            at once.
            """,
        discussion: """
              caseload log contact S-1042 --with guardian --role case_manager --setting home --mode phone
              caseload log observation S-1042 time_on_task 7
              caseload log goal S-1042 "Pass Algebra I" --progress 60
              caseload log linkage S-1042 "Homework Club" --status referred
              caseload log --undo
            A student is named by id or by a name that only one student has. An entry that is on record
            already corrects what stands there, which is kept; --undo takes back your last entry, and
            again the one before.
            """,
        subcommands: [
            LogObservation.self, LogContact.self, LogIntervention.self, LogGoal.self, LogStrength.self,
            LogEvent.self, LogLinkage.self,
        ])

    @Flag(help: "Take back your last entry.")
    var undo = false

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        guard undo else { throw CleanExit.helpRequest(self) }
        let undone = try database.open().undoLastEntry(user: Environment.user)
        try StandardOutput.write(lines: undone.sentences)
    }
}

/// A command that writes one entry.
protocol LoggingCommand: ParsableCommand {
    var given: LogOptions { get }
    /// What is recorded, before its columns are set.
    var newEntry: LogEntry { get }
    /// The columns with the names by which the command takes them, and what was given.
    var values: [(column: String, name: String, value: String?)] { get }
}

/// What every entry takes.
struct LogOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day, as YYYY-MM-DD (default: today).", valueName: "date"))
    var date: String?

    @OptionGroup var database: DatabaseOptions
}

extension LoggingCommand {
    func run() throws {
        var entry = newEntry
        for (column, _, value) in values {
            if let value { entry[column] = value }
        }
        do {
            let logged = try given.database.open().record(entry, user: Environment.user, today: .today)
            try StandardOutput.write(lines: logged.sentences)
        } catch let refusal as LogRefusal {
            let name = values.first { $0.column == refusal.column }?.name ?? refusal.column
            let isUnknown =
                ["student_id", "mentor_id", "service_id"].contains(refusal.column) && !refusal.value.isEmpty
            throw Failure(
                isUnknown ? .notDone : .usage,
                "nothing was recorded: \(refusal.message(naming: refusal.column == "student_id" ? "student" : name))"
            )
        }
    }
}

extension LoggedEntry {
    /// What happened, a line a record, for the person who typed it.
    var sentences: [String] {
        zip(effects, descriptions).map { effect, description in
            let verb =
                switch effect {
                case .recorded: "Recorded"
                case .corrected: "Corrected"
                case .unchanged: "On record already, nothing changed"
                case .undone: "Undone"
                }
            return "\(verb): \(description)"
        }
    }
}
