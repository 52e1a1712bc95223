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
            guard found.begin.isEmpty || found.end.isEmpty || found.begin <= found.end else {
                throw RowRefusal(column: "endDate", reason: "lies before \(found.begin), on which it begins")
            }
            lookUps.allStudentRoles[user, default: []].append(found)
        }
        lookUps.studentRoles = lookUps.allStudentRoles.compactMapValues(Self.latest)
    }

    /// Where a student is by the latest of several roles: the one that begins last, but no secondary one as long as a
    /// primary one lasts.
    private static func latest(_ roles: [OneRosterLookUps.StudentRole]) -> OneRosterLookUps.StudentRole? {
        func last(_ roles: [OneRosterLookUps.StudentRole]) -> OneRosterLookUps.StudentRole? {
            // Days as the standard writes them are in the order of their letters; of two alike the first counts.
            roles.max { ($0.begin, -$0.line) < ($1.begin, -$1.line) }
        }
        guard let latest = last(roles), !latest.isPrimary else { return last(roles) }
        return last(roles.filter { $0.isPrimary && ($0.end.isEmpty || $0.end >= latest.begin) }) ?? latest
    }

    /// Takes what roles.csv says of where students were before.
    func feedEarlierEnrollments(_ session: ImportSession) throws {
        guard let input = files[.roles] else { return }
        let file = try session.enter(input).file
        let loader = try session.loader(.earlierEnrollments)
        let (students, schools) = (try session.context.map(.student), try session.context.map(.school))
        loader.begin(file: file, columns: [0, 1, 2, 3])
        for (id, latest) in lookUps.studentRoles.sorted(by: { $0.value.line < $1.value.line }) {
            guard let begin = CalendarDate(latest.begin) else { continue }
            for role in lookUps.allStudentRoles[id] ?? []
            where role.begin < latest.begin && (role.isPrimary || !latest.isPrimary) {
                var (student, school) = (id.text, role.school)
                // Who is no student, or where no school is, was said with users.csv.
                guard student.withUTF8({ students.find($0) }) != nil,
                    school.withUTF8({ schools.find($0) }) != nil
                else { continue }
                let end = min(CalendarDate(role.end) ?? begin - 1, begin - 1)
                loader.beginRow()
                let fields = [student, role.begin, end.description, school]
                for (column, field) in fields.enumerated() {
                    try loader.set(column, text: field, from: "")
                }
                try loader.endRow(line: role.line, names: [:])
                try loader.flushIfFull()
            }
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
