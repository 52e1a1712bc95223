import ArgumentParser
import Engagement

/// `caseload batch`: a night's work from one file.
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Do a night's work: the imports, runs and reports that a JSON file names, in order.",
        discussion: """
            A step is done when the steps it needs are done, all earlier ones where it does not say; the
            others go on without it. What the steps print goes to standard error, a summary to standard
            output. Exit code 0 where all is done; 1 with failed students or refused rows; 2 where a step
            could not be done; 65 where the file is wrong, and then nothing was begun.
            """)

    @Argument(help: "The file.")
    var file: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders

    @Flag(help: "Print what would be done, and do nothing.")
    var dryRun = false

    @Flag(help: "Go on with runs that are unfinished, where nothing changed since they began; do none twice.")
    var resume = false

    @Flag(help: "Print the JSON Schema of the file.")
    var schema = false

    @Option(help: "How to tell how it goes, on standard error: text or json (a line for each event).")
    var log = LogFormat.text

    func validate() throws {
        if file == nil, !schema { throw ValidationError("give a file, or --schema") }
    }

    func run() throws {
        guard !schema, let file else { return try StandardOutput.write(BatchSchema.text) }
        StandardError.speaksJSON = log == .json
        let steps = try BatchFile(path: file).steps
        let commands = try steps.map { try Self.command(arguments(of: $0), $0.name, file) }
        if dryRun {
            var wrong: [Failure] = []
            for (step, command) in zip(steps, commands) {
                do {
                    try Self.check(command, step.name, file)
                    warn(of: command, step.name)
                } catch {
                    wrong.append(error)
                }
            }
            if let last = wrong.popLast() {
                for failure in wrong { StandardError.say(failure.message) }
                throw last
            }
            return try StandardOutput.write(lines: plan(steps).lines(for: .output))
        }
        var results: [StepResult] = []
        for (step, command) in zip(steps, commands) {
            let missing = step.needs.first { !results[$0].isDone }
            if let missing {
                results.append(StepResult(word: "left out", note: "needs '\(steps[missing].name)'"))
            } else {
                tellBegin(of: step)
                results.append(try StepResult(of: command))
            }
            if let result = results.last { tellEnd(of: step, result) }
            if results.last?.status == .interrupted { break }
        }
        try StandardOutput.write(lines: summary(steps, results).lines(for: .output))
        try Self.end(with: results)
    }

    private func tellBegin(of step: BatchFile.Step) {
        guard log == .json else { return StandardError.say("\(step.name) …") }
        StandardError.write(
            LogLine.text("step", [("name", .text(step.name)), ("does", .text(command(of: step)))]))
    }

    /// The command that a step stands for, for people.
    private func command(of step: BatchFile.Step) -> String {
        "caseload " + arguments(of: step).filter { $0 != "--" }.joined(separator: " ")
    }

    private func tellEnd(of step: BatchFile.Step, _ result: StepResult) {
        if log == .json {
            StandardError.write(
                LogLine.text(
                    "step_end",
                    [
                        ("name", .text(step.name)), ("result", .text(result.word)),
                        ("seconds", .number(result.seconds)),
                        ("note", .text(result.note.isEmpty ? nil : result.note)),
                    ]))
        } else if !result.note.isEmpty {
            StandardError.say("\(step.name): \(result.note)")
        }
    }

    /// The step's arguments, with what this command was given standing over what the file says.
    private func arguments(of step: BatchFile.Step) -> [String] {
        let command = step.arguments[0]
        var given = database.given.map { ["--db=\($0)"] } ?? []
        if command != "import" { given += day.given.map { ["--as-of=\($0)"] } ?? [] }
        given += folders.given.map { "--plugins=\($0)" }
        if command == "run" {
            if resume { given.append("--resume-unchanged") }
            if log == .json { given.append("--log=json") }
        }
        let kept = step.arguments.dropFirst().filter { argument in
            !(database.given != nil && argument.hasPrefix("--db="))
                && !(day.given != nil && argument.hasPrefix("--as-of="))
        }
        return [command] + given + kept
    }

    /// The step as this program's own command, so that it means the same as on the command line.
    private static func command(
        _ arguments: [String], _ name: String, _ file: String
    ) throws -> any ParsableCommand {
        let rest = Array(arguments.dropFirst())
        do {
            switch arguments[0] {
            case "import": return try Import.parse(rest)
            case "run": return try RunPlugins.parse(rest)
            default: return try Report.parse(rest)
            }
        } catch {
            let lines =
                Caseload.message(for: error).split(separator: "\n").first.map(String.init) ?? "\(error)"
            throw Failure(.badData, "\(file): step '\(name)': \(lines.replacing("Error: ", with: ""))")
        }
    }

    /// Refuses a step that names a plugin that there is not, or an option that it does not have. In the night such a
    /// step fails and the others go on.
    private static func check(_ command: any ParsableCommand, _ name: String, _ file: String) throws(Failure)
    {
        do {
            switch command {
            case let run as RunPlugins: try run.check()
            case let report as Report: try report.check()
            default: break
            }
        } catch {
            let reason = Failure(explaining: error)?.message ?? "\(error)"
            throw Failure(.badData, "\(file): step '\(name)': \(reason)")
        }
    }

    /// Says what is wrong with whom a step means, as the records are now: a step before it may let in what is missing.
    private func warn(of command: any ParsableCommand, _ name: String) {
        do {
            switch command {
            case let run as RunPlugins: try run.checkSelection()
            case let report as Report: try report.checkSelection()
            default: break
            }
        } catch {
            let reason = Failure(explaining: error)?.message ?? "\(error)"
            StandardError.say("step '\(name)', with the records as they are now: \(reason)")
        }
    }

    private func plan(_ steps: [BatchFile.Step]) -> Table {
        var table = Table(columns: [
            .init(title: "step", isNumeric: true), .init(title: "name", isKey: true),
            .init(title: "needs", leastWidth: 20), .init(title: "does", leastWidth: 40),
        ])
        for (number, step) in steps.enumerated() {
            let needs =
                step.needs.count == number
                ? "all before" : step.needs.map { steps[$0].name }.joined(separator: ", ")
            table.add([
                String(number + 1), step.name, number == 0 || step.needs.isEmpty ? "nothing" : needs,
                command(of: step),
            ])
        }
        return table
    }

    private func summary(_ steps: [BatchFile.Step], _ results: [StepResult]) -> Table {
        var table = Table(columns: [
            .init(title: "step", isNumeric: true), .init(title: "name", isKey: true),
            .init(title: "result", isKey: true), .init(title: "seconds", isNumeric: true),
            .init(title: "note", leastWidth: 30),
        ])
        for (number, step) in steps.enumerated() {
            let result = number < results.count ? results[number] : StepResult(word: "not begun", note: "")
            var note = result.note.split(separator: "\n").first ?? ""
            // What a colon announces stands on standard error.
            if note.hasSuffix(":") { note.removeLast() }
            table.add([
                String(number + 1), step.name, result.word, result.seconds.map(\.inHundredths) ?? "",
                String(note),
            ])
        }
        return table
    }

    private static func end(with results: [StepResult]) throws(Failure) {
        func counted(_ count: Int) -> String { "\(count) of \(results.count) steps" }
        if results.contains(where: { $0.status == .interrupted }) {
            throw Failure(.interrupted, "interrupted")
        }
        let missing = results.count { !$0.isDone }
        if missing > 0 { throw Failure(.notDone, "not done: \(counted(missing))") }
        let inPart = results.count { $0.status == .doneInPart }
        if inPart > 0 { throw Failure(.doneInPart, "done in part: \(counted(inPart))") }
    }
}

/// What came of a step.
private struct StepResult {
    let word: String
    /// Why it was not done, or what is wrong with a part of it; empty where nothing is.
    let note: String
    var status: ExitStatus?
    var seconds: Double?

    /// Whether what needs it may go on: a part of it may be wrong.
    var isDone: Bool { status == .done || status == .doneInPart }

    init(word: String, note: String) {
        self.word = word
        self.note = note
    }

    /// Does the step.
    init(of command: any ParsableCommand) throws {
        let begun = ContinuousClock.now
        var failure = Failure(.done, "")
        var command = command
        do {
            try StandardOutput.divertingToStandardError { try command.run() }
        } catch {
            guard let known = Failure(explaining: error) else { throw error }
            failure = known
        }
        status = failure.status
        note = failure.message
        seconds = (ContinuousClock.now - begun) / .seconds(1)
        word =
            switch failure.status {
            case .done: "done"
            case .doneInPart: "done in part"
            case .interrupted: "interrupted"
            case .notDone, .usage, .badData, .inputOutput: "failed"
            }
    }
}
