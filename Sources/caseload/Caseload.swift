import ArgumentParser
import Glibc
import PluginHost

/// The program's commands; each stands in a file of its own in `Commands`.
@main
struct Caseload: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caseload",
        abstract: "Engagement of students, scored, linked and reported by a district's own Lua plugins.",
        discussion: """
            Tables go to standard output, progress and messages to standard error.
            Exit codes: 0 done; 1 done with failed students or refused rows;
            2 could not be done; 64 wrong usage; 65 bad data or plugin;
            74 input or output failed; 130 interrupted.
            """,
        version: ProgramVersion.current,
        subcommands: [
            Demo.self,
            Init.self,
            Import.self,
            Services.self, Students.self,
            Show.self,
            TodayCheck.self,
            Log.self,
            Mentors.self,
            RunPlugins.self,
            RunsCommand.self,
            BatchCommand.self,
            ScoreStream.self,
            Report.self,
            Evaluate.self,
            PluginCommand.self,
            Eval.self, Repl.self,
            Export.self,
            AccessLogCommand.self,
        ])

    static func main() {
        if CommandLine.arguments.dropFirst().first == Worker.argument { Worker.run() }
        // A reader that closes the pipe must be an error that is reported, not the end of the program.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        if let failure = Failure(explaining: error) {
            if !failure.message.isEmpty {
                StandardError.say(failure.message, ending: failure.status.rawValue)
            }
            Glibc.exit(failure.status.rawValue)
        }
        guard exitCode(for: error) != .success else { exit(withError: error) }
        var message = fullMessage(for: error)
        if let hint = CommandHint.text(for: CommandLine.arguments.dropFirst()) {
            // What the parser says of the word, it says in its first line.
            message = hint + message.drop { $0 != "\n" }
        }
        StandardError.say(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
        Glibc.exit(exitCode(for: error).rawValue)
    }
}

/// The version of the program, kept with every run.
enum ProgramVersion {
    static let current = "0.1.0"
}
