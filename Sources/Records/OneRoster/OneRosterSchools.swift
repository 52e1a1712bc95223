import Engagement
import NearestName

/// orgs.csv and academicSessions.csv.
extension OneRosterFeed {
    private static let orgTypes = ["department", "school", "district", "local", "state", "national"]

    func feedSchools(_ session: ImportSession) throws {
        let loader = try session.loader(.schools)
        try read(.orgs, session) { table in
            // Where a school lies is no part of the standard, but of what it lets districts add.
            let place = table.has("metadata.latitude") && table.has("metadata.longitude") ? [2, 3] : []
            loader.begin(file: table.file, columns: [0, 1] + place)
        } take: { table in
            let type = table.text("type")
            guard Self.orgTypes.contains(type) else {
                let near = nearestName(to: type, among: Self.orgTypes).map { " (did you mean '\($0)'?)" }
                throw RowRefusal(
                    column: "type",
                    reason: "is no kind of organization\(near ?? ""); expected one of "
                        + Self.orgTypes.joined(separator: ", "))
            }
            guard type == "school" else {
                lookUps.otherOrgs.insert(table.text("sourcedId"))
                session.leaveOut("organization that is no school but a \(type)", file: table.file)
                return
            }
            // A school that is withdrawn stays: students and years on record name it.
            if try table.isWithdrawn() {
                session.leaveOut("deleted school, kept because students and years name it", file: table.file)
                return
            }
            loader.beginRow()
            try loader.set(0, table["sourcedId"], from: "sourcedId")
            try loader.set(1, table["name"], from: "name")
            try loader.set(2, table["metadata.latitude"], from: "metadata.latitude")
            try loader.set(3, table["metadata.longitude"], from: "metadata.longitude")
            try loader.endRow(line: table.line, names: [:])
            try loader.flushIfFull()
        }
    }

    func feedTerms(_ session: ImportSession) throws {
        let loader = try session.loader(.terms)
        try read(.academicSessions, session) { table in
            loader.begin(file: table.file, columns: [0, 1, 2, 3, 4])
        } take: { table in
            lookUps.sessions[table.text("sourcedId")] = table.text("title")
            loader.beginRow()
            try loader.set(0, table["sourcedId"], from: "sourcedId")
            if try table.isWithdrawn() {
                try loader.withdraw(file: table.file)
                return
            }
            try loader.set(1, table["title"], from: "title")
            try loader.set(2, table["type"], from: "type")
            try loader.set(3, table["startDate"], from: "startDate")
            try loader.set(4, table["endDate"], from: "endDate")
            try loader.endRow(line: table.line, names: [4: "endDate"])
            try loader.flushIfFull()
        }
    }
}
