import ArgumentParser
import Engagement
import Records

/// `caseload show`: one page on one student.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one student: the four domains, attendance by week, scores with reasons, grades.")

    @Argument(help: "The student's id, or a name that only one student has.")
    var student: String

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions

    func run() throws {
        let database = try database.open()
        let snapshot = try database.snapshot(asOf: day.date)
        let row = try snapshot.student(meantBy: student)
        let results = try database.latestResults(asOf: day.date)
        let page = StudentPage(snapshot: snapshot, results: results, row: row)
        try StandardOutput.write(lines: page.lines(for: .output))
    }
}
