import ArgumentParser
import Engagement
import Foundation
import PluginHost

/// `caseload eval`: runs a script.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Run a script of Lua as a plugin's code runs: in a process of its own, within limits, without data.",
        discussion: """
              caseload eval --sandbox script.lua
              caseload eval --sandbox -e 'print(1 + 1)'
            What it prints goes to standard output. Exit code 0 where it ends well; 65 where it fails or
            meets a limit, with the reason on standard error.
            """)

    @Argument(help: ArgumentHelp("The script; - for standard input.", valueName: "file"))
    var file: String?

    @Option(name: .customShort("e"), help: ArgumentHelp("Run this code.", valueName: "code"))
    var code: String?

    @Flag(
        help: "Run it as a plugin's code runs. Scripts with a view of the district come with a later version."
    )
    var sandbox = false

    @OptionGroup var day: DayOptions
    @OptionGroup var limits: LimitOptions

    func validate() throws {
        if (file == nil) == (code == nil) { throw ValidationError("give a file, or code with -e") }
        if !sandbox { throw ValidationError("only scripts without data are run yet: add --sandbox") }
    }

    func run() throws {
        let pool = WorkerPool.ofThisProgram(limits.over(.student))
        let listener = WorkerPool.Listener(notice: { StandardError.say($0) })
        try pool.runScript(
            source(), name: file.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "code", asOf: day.date,
            listener: listener, output: { try StandardOutput.write(data: $0) })
    }

    private func source() throws -> [UInt8] {
        if let code { return Array(code.utf8) }
        if file == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        let path = file ?? ""
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.inputOutput, "\(path): cannot be read; look at its name and its permissions")
        }
        return [UInt8](data)
    }
}
