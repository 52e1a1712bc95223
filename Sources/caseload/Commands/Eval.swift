import ArgumentParser
import Engagement
import Foundation
import PluginHost
import Records

/// `caseload eval`: runs a script.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a script of Lua over the district, or, with --sandbox, without any data.",
        discussion: """
              caseload eval -e 'print(students:where("grade = 9"):mean "attendance.rate")'
              caseload eval --sandbox script.lua
              caseload eval -e 'return mentor("rivera").caseload:sort_by "-absences"'
              caseload eval --write -e 'report("caseload-csv"):save "all.csv"'
            It runs in a process of its own, within limits, and changes nothing,
            unless with --write: then it records, keeps runs and saves reports. What
            it prints and the values that it returns go to standard output: text as it
            is; a collection, a record or a table by itself as in the session. Exit
            code 0 where it ends well; 65 where it fails or meets a limit, with the
            reason on standard error.
            """)

    @Argument(help: ArgumentHelp("The script; - for standard input.", valueName: "file"))
    var file: String?

    @Option(name: .customShort("e"), help: ArgumentHelp("Run this code.", valueName: "code"))
    var code: String?

    @Flag(help: "Run it as a plugin's code runs, without any data.")
    var sandbox = false

    @Flag(help: "Let it record: student:log_contact and its like, runs, reports; undo() takes back.")
    var write = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var folders: PluginFolders
    @OptionGroup var limits: LimitOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption
    @OptionGroup var smallCells: SmallCellsOption

    func validate() throws {
        if (file == nil) == (code == nil) { throw ValidationError("give a file, or code with -e") }
        if sandbox, write { throw ValidationError("--sandbox has no data to write to; leave --write out") }
        if privacy.deidentify, write {
            throw ValidationError("--deidentify and --write exclude one another: a pseudonym has no records")
        }
    }

    func run() throws {
        let pool = WorkerPool.ofThisProgram(limits.over(.student))
        var listener = WorkerPool.Listener(
            log: { level, text in StandardError.say("\(level): \(text)") },
            notice: { StandardError.say($0) })
        let name = file.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "code"
        let source = try source()
        let output: ([UInt8]) throws -> Void = { try StandardOutput.write(data: $0) }
        if sandbox {
            let nobody = DistrictInView(District(snapshot: SnapshotBuilder(asOf: day.date).finish()))
            listener.show = { try StandardOutput.write(lines: nobody.page(for: .output).lines($0)) }
            try pool.runScript(source, name: name, asOf: day.date, listener: listener, output: output)
        } else {
            let database = try database.open()
            let snapshot = try database.snapshot(asOf: day.date)
            let host = try folders.host()
            var disclosure = try Disclosure(snapshot, in: database, deidentified: privacy.deidentify)
            disclosure.district.showsSmallGroups = smallCells.allowSmallCells
            disclosure.district.plugins = host.names
            // A script may read everything of everybody, so that is what the log says.
            var access = stating(
                AccessEntry("eval", purpose: purpose.purpose, kinds: Set(RecordKind.allCases)))
            let hash = SHA256()
            hash.update(source)
            access.plugin = (name, "", hash.hexDigest)
            try access.enter(into: database, snapshot, rows: 0..<snapshot.students.count)
            let front = ScriptFront(
                disclosure, in: database, PluginShelf(host: host, pool: .ofThisProgram()),
                purpose: purpose.purpose, mayWrite: write, stating: stating)
            listener.ask = front.answer
            listener.show = front.show
            try pool.runScript(
                source, name: name, over: disclosure.district, listener: listener, output: output)
        }
    }

    /// The entry with the options on it that bear on privacy.
    private func stating(_ entry: AccessEntry) -> AccessEntry {
        entry.with("deidentify", privacy.deidentify)
            .with("allow-small-cells", smallCells.allowSmallCells).with("write", write)
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
