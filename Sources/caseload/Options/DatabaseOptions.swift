import ArgumentParser
import Engagement
import Records

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The district's database (default: CASELOAD_DB, or caseload.db).", valueName: "file"))
    var given: String?

    /// The database's path.
    var path: String { given ?? Environment["CASELOAD_DB"] ?? "caseload.db" }

    func open() throws -> DistrictDatabase { try DistrictDatabase(openingAt: path) }
}

/// The day that a command looks at.
struct DayOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "The day to look at, as YYYY-MM-DD; nothing later counts (default: today).", valueName: "date"))
    var given: String?

    /// The day.
    var date: CalendarDate { given.flatMap { CalendarDate($0) } ?? .today }

    func validate() throws {
        if let given, CalendarDate(given) == nil {
            throw ValidationError("--as-of '\(given)' is no date; write it as 2026-01-31")
        }
    }
}
