import Engagement
import NearestName

/// users.csv, roles.csv and demographics.csv.
extension OneRosterFeed {
    /// The roles of the two versions of the standard; others begin with `ext:`.
    private static let roles = [
        "administrator", "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal",
        "proctor", "relative", "siteAdministrator", "student", "systemAdministrator", "teacher",
    ]

    func feedStudents(_ session: ImportSession) throws {
        try readRoles(session)
        let loader = try session.loader(.students)
        let roster = OneRosterRoster(session, mode: mode(.users))
        var file = 0
        try read(.users, session) { table in
            file = table.file
            if files[.roles] == nil, !table.has("role") {
                throw CSVProblem(
                    line: 1,
                    """
                    who is a student stands in no column: OneRoster 1.1 has 'role' in users.csv, 1.2 has \
                    roles.csv beside it; found \(table.names.joined(separator: ","))
                    """)
            }
            loader.begin(file: file, columns: studentColumns(table))
        } take: { table in
            let id = table.text("sourcedId")
            let isWithdrawn = try table.isWithdrawn()
            if isWithdrawn {
                try roster.end(id)
                return
            }
            guard let role = try studentRole(table, id: id) else {
                lookUps.otherUsers.insert(id)
                session.files[file].summary.leftOut += 1
                return
            }
            try take(table, role: role, loader, session)
            roster.note(id)
        }
        try session.finish(.students)
        try roster.endMissing(file: file, allowRemovals: options.allowRemovals)
    }

    /// The layout's columns that the file speaks of. An end of enrollment is always one of them: a
    /// student who is on the roster again is no longer ended.
    private func studentColumns(_ table: OneRosterTable) -> [Int] {
        var columns = [0, 1, 3, 6, 8, 10]
        if table.has("middleName") { columns.append(2) }
        if table.has("preferredGivenName") { columns.append(4) }
        if table.has("grades") { columns.append(5) }
        if files[.roles] != nil { columns.append(7) }
        return columns
    }

    private func take(
        _ table: OneRosterTable, role: OneRosterLookUps.StudentRole, _ loader: RecordLoader,
        _ session: ImportSession
    ) throws {
        loader.beginRow()
        try loader.set(0, table["sourcedId"], from: "sourcedId")
        try loader.set(1, table["givenName"], from: "givenName")
        try loader.set(2, table["middleName"], from: "middleName")
        try loader.set(3, table["familyName"], from: "familyName")
        try loader.set(4, table["preferredGivenName"], from: "preferredGivenName")
        let grades = table["grades"]
        let first = grades.prefix { $0 != UInt8(ascii: ",") }
        try loader.set(5, UnsafeBufferPointer(rebasing: first), from: "grades")
        try setSchool(role.school, table, loader, session)
        try loader.set(7, text: role.begin, from: "beginDate")
        try loader.set(8, text: role.end, from: "endDate")
        try loader.set(10, text: "1", from: "")
        try loader.endRow(line: table.line, names: [8: "endDate"])
        try loader.flushIfFull()
    }

    /// Sets the first of a user's organizations that is a school.
    private func setSchool(
        _ orgs: String, _ table: OneRosterTable, _ loader: RecordLoader, _ session: ImportSession
    ) throws {
        let known = try session.context.map(.school)
        for part in orgs.split(separator: ",") {
            var org = String(part.drop { $0 == " " })
            if lookUps.otherOrgs.contains(org) { continue }
            guard org.withUTF8({ known.find($0) }) != nil else {
                let column = table.has("orgSourcedIds") ? "orgSourcedIds" : ""
                throw RowRefusal(
                    column: column,
                    reason: column.isEmpty
                        ? "the user's organization '\(visible(org))' is not in orgs.csv; add it or drop the row"
                        : "is not in orgs.csv; add it or drop the row")
            }
            try loader.set(6, text: org, from: "orgSourcedIds")
            return
        }
    }

    /// The user's part as a student; nil where the user is none.
    private func studentRole(
        _ table: OneRosterTable, id: String
    ) throws -> OneRosterLookUps.StudentRole? {
        if let roles = lookUps.studentRoles {
            guard var role = roles[id] else { return nil }
            if role.school.isEmpty { role.school = table.text("primaryOrgSourcedId") }
            return role
        }
        let role = table.text("role")
        try Self.checkRole(role)
        guard role == "student" else { return nil }
        return OneRosterLookUps.StudentRole(
            school: table.text("orgSourcedIds"), begin: "", end: "", isPrimary: true)
    }

    static func checkRole(_ role: String) throws(RowRefusal) {
        guard !roles.contains(role), !role.hasPrefix("ext:") else { return }
        let near = nearestName(to: role, among: roles).map { " (did you mean '\($0)'?)" } ?? ""
        throw RowRefusal(
            column: "role",
            reason: "is no role\(near); expected one of \(roles.joined(separator: ", ")), or ext:…")
    }

    /// Reads who is a student, where the files are OneRoster 1.2.
    private func readRoles(_ session: ImportSession) throws {
        guard files[.roles] != nil, lookUps.studentRoles == nil else { return }
        var students: [String: OneRosterLookUps.StudentRole] = [:]
        try read(.roles, session) { table in
            let role = table.text("role")
            try Self.checkRole(role)
            guard role == "student", try !table.isWithdrawn() else {
                session.files[table.file].summary.leftOut += 1
                return
            }
            for column in ["beginDate", "endDate"] where !table[column].isEmpty {
                guard CalendarDate(iso: table[column]) != nil else {
                    throw RowRefusal(
                        column: column, reason: "is not a day of the calendar; write YYYY-MM-DD")
                }
            }
            let user = table.text("userSourcedId")
            let found = OneRosterLookUps.StudentRole(
                school: table.text("orgSourcedId"), begin: table.text("beginDate"),
                end: table.text("endDate"), isPrimary: table.text("roleType") == "primary")
            if let known = students[user], known.isPrimary || !found.isPrimary { return }
            students[user] = found
        }
        lookUps.studentRoles = students
    }

    func feedDemographics(_ session: ImportSession) throws {
        let loader = try session.loader(.demographics)
        let students = try session.context.map(.student)
        try read(.demographics, session) { table in
            loader.begin(file: table.file, columns: [0, 1, 2])
        } take: { table in
            if students.find(table["sourcedId"]) == nil {
                guard lookUps.otherUsers.contains(table.text("sourcedId")) else {
                    throw RowRefusal(
                        column: "sourcedId",
                        reason: "is no student on record; add the user to users.csv or drop this row")
                }
                session.files[table.file].summary.leftOut += 1
                return
            }
            let isWithdrawn = try table.isWithdrawn()
            if !table["birthDate"].isEmpty, CalendarDate(iso: table["birthDate"]) == nil {
                throw RowRefusal(
                    column: "birthDate", reason: "is not a day of the calendar; write YYYY-MM-DD")
            }
            for fact in OneRosterFile.facts where isWithdrawn || !table[fact].isEmpty {
                loader.beginRow()
                try loader.set(0, table["sourcedId"], from: "sourcedId")
                try loader.set(1, text: snakeCase(fact), from: fact)
                if isWithdrawn {
                    try loader.withdraw(file: table.file)
                    continue
                }
                try loader.set(2, table[fact], from: fact)
                try loader.endRow(line: table.line, names: [:])
            }
            try loader.flushIfFull()
        }
    }
}

/// `birthDate` as `birth_date`.
func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { result, letter in
        result += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
}
