import Engagement

/// users.csv.
extension OneRosterFeed {
    func feedStudents(_ session: ImportSession) throws {
        try readRoles(session)
        let loader = try session.loader(.students)
        // Roles alone never are a whole roster.
        let roster = OneRosterRoster(session, mode: files[.users] == nil ? .delta : mode(.users))
        let circle = try OneRosterCircle(session, roster)
        lookUps.circle = circle
        lookUps.roster = roster
        for id in lookUps.withdrawnGuardians where lookUps.guardianRoles[id] == nil { circle.end(id) }
        try read(.users, session) { table in
            if !hasRoles, !table.has("role") {
                throw CSVProblem(
                    line: 1,
                    """
                    who is a student stands in no column: OneRoster 1.1 has 'role' in users.csv, 1.2 has \
                    roles.csv beside it, unless the manifest says that users is a delta; found \
                    \(table.names.joined(separator: ","))
                    """)
            }
            loader.begin(file: table.file, columns: studentColumns(table))
        } take: { table in
            let id = Identifier(table.text("sourcedId"))
            // Whoever has a row here is not missing, also where the row is refused.
            roster.note(id)
            if try table.isWithdrawn() {
                try roster.end(id)
                circle.end(id)
                return
            }
            switch try role(of: id, table, session) {
            case .student(let role):
                circle.dismiss(id)
                circle.note(id, as: nil, table)
                try take(table, role: role, loader, session)
            case .guardian(let relationship):
                roster.dismiss(id)
                lookUps.otherUsers.insert(id)
                circle.note(id, as: relationship, table)
            case .other(let role):
                roster.dismiss(id)
                circle.dismiss(id)
                lookUps.otherUsers.insert(id)
                session.leaveOut(
                    role.map { "user who is a \($0)" } ?? "user without a role", file: table.file)
            }
        }
        try followRoles(loader, roster, session)
        try session.finish(.students)
        guard let input = files[.users] ?? files[.roles] else { return }
        try roster.endMissing(file: session.enter(input).file)
    }

    func feedGuardians(_ session: ImportSession) throws {
        guard let input = files[.users] ?? files[.roles], let circle = lookUps.circle else { return }
        try circle.feed(session.loader(.guardians), file: session.enter(input).file)
    }

    /// The layout's columns that the file speaks of. An end of enrollment is always one of them: a
    /// student who is on the roster again is no longer ended.
    private func studentColumns(_ table: OneRosterTable) -> [Int] {
        var columns = [0, 1, 3, 6, 8, 10]
        if table.has("middleName") { columns.append(2) }
        if table.has("preferredGivenName") { columns.append(4) }
        if table.has("grades") { columns.append(5) }
        if !table.has("role") { columns.append(7) }
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

    /// Sets the first of a user's organizations that is a school; with orgs.csv all of them must be there.
    private func setSchool(
        _ orgs: String, _ table: OneRosterTable, _ loader: RecordLoader, _ session: ImportSession
    ) throws {
        let known = try session.context.map(.school)
        // Without orgs.csv, which of them are no schools is not known.
        let isSure = files[.orgs] != nil
        let parts = orgs.split(separator: ",").map { String($0.drop { $0 == " " }) }
        var isSet = false
        for var org in parts where !lookUps.otherOrgs.contains(org) {
            let isSchool = org.withUTF8 { known.find($0) } != nil
            if !isSchool, !isSure, org != parts.last { continue }
            guard isSchool else {
                let column = table.has("orgSourcedIds") ? "orgSourcedIds" : ""
                throw RowRefusal(
                    column: column,
                    reason: column.isEmpty
                        ? "the user's organization '\(visible(org))' is not in orgs.csv; add it or drop the row"
                        : parts.count > 1
                            ? "names '\(visible(org))', which is not in orgs.csv; add it or drop the row"
                            : "is not in orgs.csv; add it or drop the row")
            }
            if !isSet { try loader.set(6, text: org, from: "orgSourcedIds") }
            if !isSure { return }
            isSet = true
        }
    }
}

/// `birthDate` as `birth_date`.
func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { result, letter in
        result += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
}
