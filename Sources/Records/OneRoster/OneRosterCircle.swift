import Engagement
import Foundation
import GRDB

/// The guardians of students, as `agentSourcedIds` of users.csv names them: on the student's row, on the
/// guardian's, or on both.
///
/// Which user names whom is kept, so that a guardian who is named no longer leaves the circle.
final class OneRosterCircle {
    private struct Person {
        var name, relationship, phone, email: String
        /// Where users.csv says so; 0 for what is on record.
        var line = 0
    }

    /// A user's row as far as it names others.
    private struct Naming {
        var isGuardian: Bool
        var others: [Identifier]
        var line: Int
    }

    private struct Pair: Hashable {
        var student, guardian: Identifier
    }

    private static let columns = [0, 1, 2, 3, 4, 5]
    private let session: ImportSession
    private let roster: OneRosterRoster
    private let earlier: [Identifier: [Identifier]]
    private var people: [Identifier: Person] = [:]
    private var namings: [Identifier: Naming] = [:]
    private var withdrawn: Set<Identifier> = []
    private var others: Set<Identifier> = []
    /// Who is guardian of whom by the rows that were read, with the line that says so.
    private var pairs: [Pair: Int] = [:]
    /// The guardians on record, of whatever file.
    private lazy var onRecord = Result { try recorded() }

    init(_ session: ImportSession, _ roster: OneRosterRoster) throws {
        self.session = session
        self.roster = roster
        var earlier: [Identifier: [Identifier]] = [:]
        for row in try Row.fetchAll(
            session.database, sql: "SELECT id, fields FROM one_roster WHERE file = ?",
            arguments: [OneRosterFile.users.rawValue])
        {
            let others = try JSONDecoder().decode([String].self, from: Data((row[1] as String).utf8))
            earlier[Identifier(row[0])] = others.map { Identifier($0) }
        }
        self.earlier = earlier
    }

    /// Notes a student's row, or with a relationship a guardian's.
    func note(_ id: Identifier, as relationship: String?, _ table: OneRosterTable) {
        if let relationship {
            let name = [table.text("givenName"), table.text("familyName")].filter { !$0.isEmpty }
            people[id] = Person(
                name: name.joined(separator: " "), relationship: relationship,
                phone: [table.text("phone"), table.text("sms")].first { !$0.isEmpty } ?? "",
                email: table.text("email"), line: table.line)
        }
        guard table.has("agentSourcedIds"), !table["agentSourcedIds"].isEmpty || earlier[id] != nil else {
            return
        }
        let others = table.text("agentSourcedIds").split(separator: ",").map {
            Identifier($0.trimmingCharacters(in: .whitespaces))
        }
        namings[id] = Naming(isGuardian: relationship != nil, others: others, line: table.line)
    }

    /// Notes that a delta withdraws a user, or the user's part as a guardian.
    func end(_ id: Identifier) {
        withdrawn.insert(id)
    }

    /// Notes that a user who has a row is no guardian, or no longer one.
    func dismiss(_ id: Identifier) {
        others.insert(id)
    }

    /// How a guardian of earlier files is related; nil for who is none.
    func relationshipOnRecord(of id: Identifier) throws -> String? {
        try onRecord.get()[id]?.person.relationship
    }

    /// Gives the circle's records to the loader.
    func feed(_ loader: RecordLoader, file: Int) throws {
        loader.begin(file: file, columns: Self.columns)
        let missing = try missing(file: file)
        try pair(without: withdrawn.union(missing.map(\.guardian)))
        let students = try session.context.map(.student)
        for (pair, line) in pairs.sorted(by: { ($0.value, $0.key.student) < ($1.value, $1.key.student) }) {
            var student = pair.student.text
            guard student.withUTF8({ students.find($0) }) != nil else {
                // A student's row that was refused has said why.
                if namings[pair.student] == nil {
                    session.leaveOut(
                        roster.hasStudent(pair.student)
                            ? "guardian of a student whose row was refused" : "agent who is no student",
                        file: file)
                }
                continue
            }
            guard let person = try people[pair.guardian] ?? onRecord.get()[pair.guardian]?.person else {
                session.leaveOut("agent who is no guardian", file: file)
                continue
            }
            do throws(RowRefusal) {
                try give(person, of: pair, to: loader, line: max(line, person.line))
            } catch {
                session.refuseLater(
                    file: file, line: person.line,
                    "the guardian \(visible(pair.guardian.text)): \(error.reason)")
            }
            try loader.flushIfFull()
        }
        let named = Set(pairs.keys.map(\.guardian))
        session.leaveOut(
            "guardian of no student", file: file, count: people.keys.count { !named.contains($0) })
        try withdraw(missing, loader, file: file)
        try keep(file: file)
    }

    /// Finds who is guardian of whom by the rows that were read, and by earlier ones whose users have none now.
    private func pair(without absent: Set<Identifier>) throws {
        for (id, naming) in namings {
            for other in naming.others {
                let pair =
                    naming.isGuardian
                    ? Pair(student: other, guardian: id) : Pair(student: id, guardian: other)
                if !absent.contains(pair.guardian) { pairs[pair] = min(pairs[pair] ?? .max, naming.line) }
            }
        }
        for id in people.keys where !absent.contains(id) {
            for student in try self.students(of: id) {
                let pair = Pair(student: student, guardian: id)
                if pairs[pair] == nil, !isNoLonger(pair) { pairs[pair] = 0 }
            }
        }
        // A guardian who is back after having been withdrawn, whom a student named before.
        let known = try session.context.map(.student)
        for (student, others) in earlier where namings[student] == nil {
            var text = student.text
            guard text.withUTF8({ known.find($0) }) != nil else { continue }
            for id in others where people[id] != nil && !absent.contains(id) {
                let pair = Pair(student: student, guardian: id)
                if pairs[pair] == nil { pairs[pair] = 0 }
            }
        }
    }

    /// The ties to guardians from earlier rosters who are not on a whole one, though their students are. Whom
    /// only the district's own files name stays, and so does the circle of a student who has left.
    private func missing(file: Int) throws -> Set<Pair> {
        guard roster.isWhole else { return [] }
        var current: Set<Identifier> = []
        var missing: Set<Pair> = []
        for (id, known) in try onRecord.get() {
            for student in known.students where roster.hasStudent(student) {
                let pair = Pair(student: student, guardian: id)
                guard wasNamed(pair) else { continue }
                current.insert(id)
                if people[id] == nil, !roster.hasRow(id) || others.contains(id) { missing.insert(pair) }
            }
        }
        try session.allowRemovals(
            of: Set(missing.map(\.guardian)).count, among: current.count, file: file,
            "guardians from earlier rosters, who would leave their students' circles")
        return missing
    }

    private func give(
        _ person: Person, of pair: Pair, to loader: RecordLoader, line: Int
    ) throws(RowRefusal) {
        loader.beginRow()
        let fields = [
            pair.student.text, pair.guardian.text, person.name, person.relationship, person.phone,
            person.email,
        ]
        for (column, field) in zip(Self.columns, fields) {
            try loader.set(column, text: field, from: "")
        }
        try loader.endRow(line: line, names: [:])
    }

    /// Takes those out of the circle who were withdrawn or are missing, or whom neither row names any longer.
    private func withdraw(_ missing: Set<Pair>, _ loader: RecordLoader, file: Int) throws {
        var gone = missing
        for id in withdrawn {
            for student in try students(of: id) { gone.insert(Pair(student: student, guardian: id)) }
        }
        for (id, naming) in namings {
            for other in earlier[id] ?? [] where !naming.others.contains(other) {
                let pair =
                    naming.isGuardian
                    ? Pair(student: other, guardian: id) : Pair(student: id, guardian: other)
                if isNoLonger(pair) { gone.insert(pair) }
            }
        }
        for pair in gone where pairs[pair] == nil {
            loader.beginRow()
            try loader.set(0, text: pair.student.text, from: "agentSourcedIds")
            try loader.set(1, text: pair.guardian.text, from: "agentSourcedIds")
            try loader.withdraw(file: file)
        }
    }

    /// Whether neither the student's row nor the guardian's names the other any longer, one of them having
    /// done so.
    private func isNoLonger(_ pair: Pair) -> Bool {
        func names(_ id: Identifier, _ other: Identifier) -> Bool {
            (namings[id]?.others ?? earlier[id] ?? []).contains(other)
        }
        return wasNamed(pair) && !names(pair.student, pair.guardian) && !names(pair.guardian, pair.student)
    }

    /// Whether earlier rosters had one of the two name the other.
    private func wasNamed(_ pair: Pair) -> Bool {
        earlier[pair.student]?.contains(pair.guardian) == true
            || earlier[pair.guardian]?.contains(pair.student) == true
    }

    private func keep(file: Int) throws {
        for (id, naming) in namings where earlier[id] != naming.others {
            if naming.others.isEmpty {
                try session.database.execute(
                    sql: "DELETE FROM one_roster WHERE file = ? AND id = ?",
                    arguments: [OneRosterFile.users.rawValue, id.text])
                continue
            }
            let text = String(decoding: try JSONEncoder().encode(naming.others.map(\.text)), as: UTF8.self)
            try session.database.execute(
                sql: "INSERT OR REPLACE INTO one_roster VALUES (?, ?, ?, ?)",
                arguments: [OneRosterFile.users.rawValue, id.text, text, session.files[file].importID])
        }
    }

    private func students(of guardian: Identifier) throws -> [Identifier] {
        try onRecord.get()[guardian]?.students ?? []
    }

    private func recorded() throws -> [Identifier: (person: Person, students: [Identifier])] {
        var found: [Identifier: (person: Person, students: [Identifier])] = [:]
        let rows = try Row.fetchCursor(
            session.database,
            sql: """
                SELECT guardian_id, student_id, name, relationship, phone, email
                FROM guardian JOIN student ON student.number = guardian.student ORDER BY student_id
                """)
        while let row = try rows.next() {
            let person = Person(
                name: row[2], relationship: row[3] ?? "", phone: row[4] ?? "", email: row[5] ?? "")
            found[Identifier(row[0]), default: (person, [])].students.append(Identifier(row[1]))
        }
        return found
    }
}
