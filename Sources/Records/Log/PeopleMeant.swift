import Engagement
import GRDB
import NearestName

/// Finds the student, mentor or indicator that a person means.
struct PeopleMeant {
    let database: Database

    /// The id of the student with this id or, in upper or lower case, this name.
    func student(_ text: String) throws -> String {
        let known = try String.fetchOne(
            database, sql: "SELECT student_id FROM student WHERE student_id = ?", arguments: [text])
        if let known { return known }
        let wanted = text.lowercased()
        let found = try SQLiteStatement(
            database, "SELECT student_id, preferred_name, given_name, family_name FROM student")
        var meant: [(id: String, name: String)] = []
        var everyone: [String] = []
        while try found.step() {
            let family = found.text(3)
            let names = [1, 2].map { found.text($0) }.filter { !$0.isEmpty }.map { "\($0) \(family)" }
            if (names + [family]).contains(where: { $0.lowercased() == wanted }) {
                meant.append((found.text(0), names.first ?? family))
            }
            if everyone.count < 10_000 { everyone += names + [family] }
        }
        if meant.count == 1 { return meant[0].id }
        guard !meant.isEmpty else {
            // Of an id with a wrong digit each of its neighbours is as near.
            let near =
                text.contains(where: \.isNumber) ? nil : nearestName(to: text, among: everyone)
            let hint = near.map { "; did you mean '\(visible($0))'?" } ?? "; look with: caseload students"
            throw LogRefusal("student_id", text, "is no student on record\(hint)")
        }
        let choices = meant.prefix(5).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
        let more = meant.count > 5 ? " and \(meant.count - 5) more" : ""
        throw LogRefusal("student_id", text, "could be \(visible(choices))\(more); give the id")
    }

    /// The id of the mentor with this id, this name, or a name that has it as one of its words.
    func mentor(_ text: String) throws -> String {
        let mentors = try Row.fetchAll(database, sql: "SELECT mentor_id, name FROM mentor ORDER BY mentor_id")
            .map { Mentor(id: Identifier($0[0] as String), name: $0[1]) }
        let meant = mentors.meant(by: text)
        if meant.count == 1 { return mentors[meant[0]].id.text }
        guard !meant.isEmpty else {
            let names = mentors.nearby
            let near = nearestName(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw LogRefusal("mentor_id", text, "is no mentor on record\(near)")
        }
        let choices = meant.map { "\(mentors[$0].name) (\(mentors[$0].id))" }.joined(separator: " or ")
        throw LogRefusal("mentor_id", text, "could be \(visible(choices)); give the id")
    }

    /// The ids of the mentors who have a student on a day.
    func mentors(ofStudent student: String, on day: CalendarDate) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT mentor_id FROM caseload JOIN mentor ON mentor.number = caseload.mentor
                JOIN student ON student.number = caseload.student
                WHERE student_id = ? AND "from" <= ? AND ("to" IS NULL OR "to" >= ?) ORDER BY mentor_id
                """, arguments: [student, day.dayNumber, day.dayNumber])
    }

    /// The id of the only mentor who has a student on a day.
    func mentor(ofStudent student: String, on day: CalendarDate) throws -> String {
        let ids = try mentors(ofStudent: student, on: day)
        if ids.count == 1 { return ids[0] }
        throw LogRefusal(
            "mentor_id", "",
            ids.isEmpty
                ? "is needed: \(visible(student)) is on nobody's caseload on \(day)"
                : "is needed: \(visible(student)) has \(visible(ids.joined(separator: " and "))) on \(day)")
    }

    /// Refuses the id of no indicator, naming the nearest.
    func checkIndicator(_ id: String, in context: ImportContext) throws {
        let known = context.names(.indicator)
        guard !known.contains(id) else { return }
        let near = nearestName(to: id, among: known).map { "; did you mean '\($0)'?" } ?? "."
        throw LogRefusal("indicator", id, "is no indicator\(near) Known are \(known.joined(separator: ", "))")
    }
}
