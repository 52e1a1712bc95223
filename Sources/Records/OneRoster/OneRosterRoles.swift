import Engagement
import GRDB
import NearestName

/// Who is a student and who a student's guardian: `role` in users.csv of OneRoster 1.1, roles.csv in 1.2.
extension OneRosterFeed {
    enum UserRole {
        case student(OneRosterLookUps.StudentRole)
        /// A guardian, parent or relative, in the standard's word.
        case guardian(String)
        /// Anybody else, with the role where one is known.
        case other(String?)
    }

    /// The roles of the two versions of the standard; others begin with `ext:`.
    private static let roles = [
        "administrator", "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal",
        "proctor", "relative", "siteAdministrator", "student", "systemAdministrator", "teacher",
    ]
    private static let guardianRoles: Set = ["guardian", "parent", "relative"]

    /// Whether roles can be told without a column in users.csv: they are beside it, or the file changes
    /// users whose roles are on record.
    var hasRoles: Bool { files[.roles] != nil || mode(.users) == .delta }

    /// Whether what the files do not say of a student stays as it is on record.
    private var isDelta: Bool { files[.users] == nil || mode(.users) == .delta || mode(.roles) == .delta }

    /// The part of a user whose row in users.csv was just read.
    func role(of id: Identifier, _ table: OneRosterTable, _ session: ImportSession) throws -> UserRole {
        if table.has("role") {
            let role = table.text("role")
            try Self.checkRole(role)
            if Self.guardianRoles.contains(role) { return .guardian(role) }
            guard role == "student" else { return .other(role) }
            return .student(
                OneRosterLookUps.StudentRole(
                    school: table.text("orgSourcedIds"), begin: "", end: "", isPrimary: true))
        }
        if var role = lookUps.studentRoles[id] {
            if role.school.isEmpty { role.school = table.text("primaryOrgSourcedId") }
            return .student(role)
        }
        if let role = lookUps.guardianRoles[id] { return .guardian(role) }
        guard isDelta else { return .other(lookUps.otherRoles[id]) }
        if let known = try studentOnRecord(id, session) { return .student(known.role) }
        return try lookUps.circle?.relationshipOnRecord(of: id).map { .guardian($0) }
            ?? .other(lookUps.otherRoles[id])
    }

    /// Reads roles.csv.
    func readRoles(_ session: ImportSession) throws {
        try read(.roles, session) { table in
            let role = table.text("role")
            try Self.checkRole(role)
            let user = Identifier(table.text("userSourcedId"))
            let isWithdrawn = try table.isWithdrawn()
            if isWithdrawn, role == "student" {
                lookUps.withdrawnRoles[user, default: []].insert(Identifier(table.text("orgSourcedId")))
                return
            }
            if Self.guardianRoles.contains(role) {
                if isWithdrawn {
                    lookUps.withdrawnGuardians.insert(user)
                } else {
                    lookUps.guardianRoles[user] = role
                }
                return
            }
            guard role == "student" else {
                if !isWithdrawn { lookUps.otherRoles[user] = role }
                session.leaveOut("\(isWithdrawn ? "withdrawn role" : "role") of a \(role)", file: table.file)
                return
            }
            for column in ["beginDate", "endDate"] where !table[column].isEmpty {
                guard CalendarDate(iso: table[column]) != nil else {
                    throw RowRefusal(
                        column: column, reason: "is not a day of the calendar; write YYYY-MM-DD")
                }
            }
            let found = OneRosterLookUps.StudentRole(
                school: table.text("orgSourcedId"), begin: table.text("beginDate"),
                end: table.text("endDate"), isPrimary: table.text("roleType") == "primary", line: table.line)
            if let known = lookUps.studentRoles[user], known.isPrimary || !found.isPrimary { return }
            lookUps.studentRoles[user] = found
        }
    }

    /// Takes what roles.csv says of students who have no row in users.csv, and ends those whose role at
    /// their school a delta withdraws.
    func followRoles(_ loader: RecordLoader, _ roster: OneRosterRoster, _ session: ImportSession) throws {
        guard let input = files[.roles] else { return }
        let file = try session.enter(input).file
        loader.begin(file: file, columns: [0, 1, 3, 6, 7, 8, 10])
        for (id, role) in lookUps.studentRoles.sorted(by: { $0.value.line < $1.value.line })
        where !roster.hasRow(id) {
            guard let known = try studentOnRecord(id, session) else {
                session.refuseLater(
                    file: file, line: role.line, column: "userSourcedId", value: id.text,
                    "is no student on record and has no row in users.csv; add it there or drop this row")
                continue
            }
            // A whole roster without the student ends them.
            guard isDelta else { continue }
            loader.beginRow()
            let fields = [id.text, known.givenName, known.familyName, role.school, role.begin, role.end, "1"]
            do throws(RowProblem) {
                for (column, field) in zip([0, 1, 3, 6, 7, 8, 10], fields) {
                    try loader.set(column, text: field)
                }
                try loader.endRow(line: role.line)
            } catch {
                session.refuseLater(file: file, line: role.line, error.reason)
                continue
            }
            try loader.flushIfFull()
        }
        for (id, schools) in lookUps.withdrawnRoles where lookUps.studentRoles[id] == nil {
            guard let known = try studentOnRecord(id, session) else {
                session.leaveOut("withdrawn role of nobody on record", file: file, count: schools.count)
                continue
            }
            if schools.contains(Identifier(known.role.school)) { try roster.end(id) }
        }
    }

    /// What is on record of a student's names and part in a school; nil for whom no roster has brought.
    private func studentOnRecord(
        _ id: Identifier, _ session: ImportSession
    ) throws -> (givenName: String, familyName: String, role: OneRosterLookUps.StudentRole)? {
        guard
            let row = try Row.fetchOne(
                session.database,
                sql: """
                    SELECT given_name, family_name, school_id, enrolled_from, enrolled_to FROM student
                    LEFT JOIN school ON school.number = student.school WHERE student_id = ?
                    """, arguments: [id.text])
        else { return nil }
        func day(_ column: Int) -> String {
            (row[column] as Int32?).map { CalendarDate(dayNumber: $0).description } ?? ""
        }
        let role = OneRosterLookUps.StudentRole(
            school: row[2] ?? "", begin: day(3), end: day(4), isPrimary: true)
        return (row[0] ?? "", row[1] ?? "", role)
    }

    static func checkRole(_ role: String) throws(RowRefusal) {
        guard !roles.contains(role), !role.hasPrefix("ext:") else { return }
        let near = nearestName(to: role, among: roles).map { " (did you mean '\($0)'?)" } ?? ""
        throw RowRefusal(
            column: "role",
            reason: "is no role\(near); expected one of \(roles.joined(separator: ", ")), or ext:…")
    }
}
