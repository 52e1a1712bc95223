import ArgumentParser
import Records

/// `caseload init`: an empty database.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty database that only you can read.")

    @OptionGroup var database: DatabaseOptions

    func run() throws {
        let made = try DistrictDatabase.create(at: database.path)
        try StandardOutput.write(lines: ["Made \(made.path.visible). Next: caseload import PATH…"])
    }
}
