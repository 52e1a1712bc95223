import Engagement
import Foundation
import GRDB

/// Which facts demographics.csv has brought of whom: kept, so that one that it no longer has is withdrawn, and none
/// that came from elsewhere.
final class OneRosterDemographics {
    private let session: ImportSession
    private let earlier: [Identifier: [String]]
    private var seen: Set<Identifier> = []

    init(_ session: ImportSession) throws {
        self.session = session
        var earlier: [Identifier: [String]] = [:]
        for row in try Row.fetchAll(
            session.database, sql: "SELECT id, fields FROM one_roster WHERE file = ?",
            arguments: [OneRosterFile.demographics.rawValue])
        {
            earlier[Identifier(row[0])] = try JSONDecoder().decode(
                [String].self, from: Data((row[1] as String).utf8))
        }
        self.earlier = earlier
    }

    /// Notes that a user has a row.
    func note(_ id: Identifier) { seen.insert(id) }

    /// Keeps the names of the facts that a user's row gives.
    ///
    /// - Returns: Those that an earlier row gave and this one does not.
    func replace(_ id: Identifier, by facts: [String], file: Int) throws -> Set<String> {
        let before = earlier[id] ?? []
        if facts.sorted() != before { try keep(facts.sorted(), of: id, file: file) }
        return Set(before).subtracting(facts)
    }

    /// The students on the roster who have no row in a whole file, with the facts that earlier ones brought.
    func missing(file: Int) throws -> [(Identifier, [String])] {
        let current = try session.studentsPresent()
        let known = earlier.filter { current.contains($0.key) }
        let missing = known.filter { !seen.contains($0.key) }
        try session.allowRemovals(
            of: missing.count, among: known.count, file: file,
            "students with demographics from earlier files, whose facts would be withdrawn")
        for id in missing.keys { try keep([], of: id, file: file) }
        return missing.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func keep(_ facts: [String], of id: Identifier, file: Int) throws {
        if facts.isEmpty {
            return try session.database.execute(
                sql: "DELETE FROM one_roster WHERE file = ? AND id = ?",
                arguments: [OneRosterFile.demographics.rawValue, id.text])
        }
        let text = String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)
        try session.database.execute(
            sql: "INSERT OR REPLACE INTO one_roster VALUES (?, ?, ?, ?)",
            arguments: [
                OneRosterFile.demographics.rawValue, id.text, text, session.files[file].importID,
            ])
    }
}

extension ImportSession {
    /// The students whose enrollment has not ended by the day of the import.
    func studentsPresent() throws -> Set<Identifier> {
        Set(
            try String.fetchAll(
                database, sql: "SELECT student_id FROM student WHERE enrolled_to IS NULL OR enrolled_to > ?",
                arguments: [today.dayNumber]
            ).map { Identifier($0) })
    }
}

/// demographics.csv, and what a district adds to users.csv about its students.
extension OneRosterFeed {
    func feedDemographics(_ session: ImportSession) throws {
        let loader = try session.loader(.demographics)
        let students = try session.context.map(.student)
        try feedExtensions(of: students, loader, session)
        let kept = try OneRosterDemographics(session)
        try read(.demographics, session) { table in
            loader.begin(file: table.file, columns: [0, 1, 2])
        } take: { table in
            let id = Identifier(table.text("sourcedId"))
            kept.note(id)
            if students.find(table["sourcedId"]) == nil {
                guard lookUps.otherUsers.contains(id) else {
                    throw RowRefusal(
                        column: "sourcedId",
                        reason: lookUps.roster?.hasStudent(id) == true
                            ? Self.refusedStudent
                            : "is no student on record; add the user to users.csv or drop this row")
                }
                session.leaveOut("demographics of a user who is no student", file: table.file)
                return
            }
            let isWithdrawn = try table.isWithdrawn()
            let birthDate = table.text("birthDate")
            if !birthDate.isEmpty, let fault = RecordLayout.birthDateFault(birthDate, session.today) {
                throw RowRefusal(column: "birthDate", reason: fault)
            }
            let facts = OneRosterFile.facts.map { (column: $0, fact: snakeCase($0)) } + table.extensions
            let given = isWithdrawn ? [] : facts.filter { !table[$0.column].isEmpty }
            let gone = try kept.replace(id, by: given.map(\.fact), file: table.file)
            for fact in gone.union(isWithdrawn ? facts.map(\.fact) : []).sorted() {
                try withdraw(fact, of: id, loader, file: table.file)
            }
            try take(given, of: table, loader)
        }
        guard let input = files[.demographics], mode(.demographics) == .bulk else { return }
        let file = try session.enter(input).file
        for (id, facts) in try kept.missing(file: file) {
            for fact in facts { try withdraw(fact, of: id, loader, file: file) }
        }
    }

    private func withdraw(
        _ fact: String, of id: Identifier, _ loader: RecordLoader, file: Int
    ) throws {
        loader.beginRow()
        try loader.set(0, text: id.text, from: "sourcedId")
        try loader.set(1, text: fact, from: "sourcedId")
        try loader.withdraw(file: file)
    }

    /// What a district adds to users.csv about its students.
    private func feedExtensions(
        of students: IdentifierMap, _ loader: RecordLoader, _ session: ImportSession
    ) throws {
        guard let input = files[.users], try hasExtensions(input) else { return }
        try read(.users, session) { table in
            loader.begin(file: table.file, columns: [0, 1, 2])
        } take: { table in
            let id = table["sourcedId"]
            guard students.find(id) != nil, !lookUps.otherUsers.contains(Identifier(table.text("sourcedId"))),
                try !table.isWithdrawn()
            else { return }
            try take(table.extensions.filter { !table[$0.column].isEmpty }, of: table, loader)
        }
    }

    private func hasExtensions(_ input: InputFile) throws -> Bool {
        let reader = try CSVReader(input.open())
        guard try reader.next() else { return false }
        return HeaderMatch.names(of: reader).contains { OneRosterFile.fact(extension: $0) != nil }
    }

    /// Takes the facts of a row, a record each.
    private func take(
        _ facts: [(column: String, fact: String)], of table: OneRosterTable, _ loader: RecordLoader
    ) throws {
        for (column, fact) in facts {
            loader.beginRow()
            try loader.set(0, table["sourcedId"], from: "sourcedId")
            try loader.set(1, text: fact, from: column)
            try loader.set(2, table[column], from: column)
            try loader.endRow(line: table.line, names: [:])
        }
        try loader.flushIfFull()
    }
}
