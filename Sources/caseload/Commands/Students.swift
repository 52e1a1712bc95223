import ArgumentParser
import Engagement
import Foundation
import Records

/// `caseload students`: a table of students.
struct Students: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List students: all of them, or those that a query means.",
        discussion: """
            With --deidentify the query, too, sees pseudonyms only.
            A query compares fields and joins comparisons by 'and', 'or' and 'not':
              caseload students 'grade=9 and attendance.rate<90%'
              caseload students 'school in (north, south) and mentor is missing'
              caseload students 'name contains rivera' --columns id,name,score,reasons
            Comparisons are = != < <= > >= in, contains and is missing. --fields lists the fields.
            What a plugin found is PLUGIN.score, PLUGIN.tier and PLUGIN.reasons; without a name they are
            those of check-and-connect, or of the only plugin that has scored.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, csv, json
    }

    @Argument(help: "Who is meant (default: everyone).")
    var query = ""

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var day: DayOptions
    @OptionGroup var purpose: PurposeOption
    @OptionGroup var privacy: DeidentifyOption

    @Option(help: ArgumentHelp("Only the students of this mentor: a name or an id.", valueName: "name"))
    var mentor: String?

    @Option(help: ArgumentHelp("The fields to show, separated by commas.", valueName: "fields"))
    var columns: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Sort by these fields, separated by commas; -field turns the order round.", valueName: "fields"))
    var sort: String?

    @Option(help: "How to print: table, csv or json.")
    var format = Format.table

    @Flag(help: "List the fields instead of the students.")
    var fields = false

    func run() throws {
        let database = try database.open()
        let original = try database.snapshot(asOf: day.date)
        let disclosure = try Disclosure(original, in: database, deidentified: privacy.deidentify)
        let (snapshot, results) = (disclosure.snapshot, disclosure.results)
        let all = StudentFields(snapshot, results: results)
        if fields { return try StandardOutput.write(lines: FieldList(all).lines(for: .output)) }
        let shown = try shownFields(all, results)
        let rows = try rows(snapshot, all)
        let list = StudentList(fields: shown, rows: rows)
        var access = AccessEntry(
            "students", purpose: purpose.purpose, kinds: shown.reduce(into: []) { $0.formUnion($1.kinds) }
        ).with("deidentify", privacy.deidentify)
        if !query.isEmpty { access.options["query"] = JSONText.string(query) }
        try access.enter(into: database, original, rows: disclosure.originals(rows))
        switch format {
        case .table:
            try StandardOutput.write(lines: list.table.lines(for: .output))
            let total = snapshot.students.count
            StandardError.write("\(rows.count) of \(total) students on \(day.date)\n")
            if rows.isEmpty {
                for hint in try StudentQuery(query, fields: all).unknownValues { StandardError.say(hint) }
            }
        case .csv: try StandardOutput.write(data: Array(list.csv.utf8))
        case .json: try StandardOutput.write(data: Array(list.json.utf8))
        }
    }

    private func rows(_ snapshot: Snapshot, _ all: StudentFields) throws -> [Int] {
        var rows = try StudentQuery(query, fields: all).rows
        if let mentor {
            let caseload = Set(snapshot.caseload(of: try snapshot.mentor(meantBy: mentor)))
            rows = rows.filter(caseload.contains)
        }
        return try sort.map { try StudentOrder($0, fields: all).sort(rows) } ?? rows
    }

    private func shownFields(_ all: StudentFields, _ results: [RunResults]) throws -> [StudentField] {
        guard let columns else { return StudentList.usualFields(all, results: results) }
        return try columns.split(separator: ",", omittingEmptySubsequences: false).map { name in
            try all.field(named: name.trimmingCharacters(in: .whitespaces))
        }
    }
}
