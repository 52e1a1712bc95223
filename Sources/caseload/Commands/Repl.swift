import ArgumentParser
import Engagement
import Glibc
import PluginHost
import Records

/// `caseload repl`: an interactive session.
struct Repl: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask questions in Lua, line by line, over the whole district.",
        discussion: """
              caseload repl
              echo 'return #students' | caseload repl
            On a terminal: lines with history and completion, values as tables and cards, :help, Ctrl-D to
            leave. Lines run in a process of their own; Ctrl-C ends what runs and keeps the session.
            From a pipe or a file: prints values only. Exit code 0; 65 at the first line that fails.
            """)

    @Flag(help: "Let it record: student:log_contact and its like, runs; undo() takes back.")
    var write = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var limits: LimitOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption
    @OptionGroup var smallCells: SmallCellsOption

    /// What one line may use up where nothing else is said: an analyst is there to press Ctrl-C.
    private static let usualLimits = RunLimits(memory: 2 << 30, instructions: .max, seconds: 600)

    func validate() throws {
        if privacy.deidentify, write {
            throw ValidationError("--deidentify and --write exclude one another: a pseudonym has no records")
        }
    }

    func run() throws {
        let district = SessionDistrict(
            database: try database.open(), day: day.date, limits: limits.over(Self.usualLimits),
            purpose: purpose.purpose, isDeidentified: privacy.deidentify,
            showsSmallGroups: smallCells.allowSmallCells, plugins: try folders.host().names)
        let shelf = PluginShelf(host: try folders.host(), pool: .ofThisProgram())
        if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
            let output = ReplOutput(isInteractive: true)
            let conversation = Conversation(district, shelf, output: output, mayWrite: write)
            try TerminalInput(conversation: conversation, output: output).run()
        } else {
            let output = ReplOutput(isInteractive: false)
            let conversation = Conversation(district, shelf, output: output, mayWrite: write)
            try PipedInput(conversation: conversation).run()
        }
    }
}
