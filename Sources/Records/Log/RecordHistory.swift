public import Engagement
import GRDB
import NearestName

/// One record about a student, a mentor or a service with all that was ever said of it.
public struct RecordHistory: Sendable, Hashable {
    /// The kind, by the name of its file without `.csv`.
    public let kind: String
    /// What was said, the latest first; never empty.
    public let statements: [Statement]
    /// Who took the record off and when; nil where it stands.
    public let ending: RecordOrigin?

    /// What stood on record for a time.
    public struct Statement: Sendable, Hashable {
        /// The record for people, without whom it is about and without its note, which is confidential; of an
        /// earlier statement what differs from the one after it. Without characters that steer a terminal.
        public let description: String
        public let origin: RecordOrigin
    }

    /// Whom records are about.
    public enum Subject: Sendable, Hashable {
        case student(Identifier)
        /// Of the records that name a mentor those that name no student: the profile, trainings, events.
        case mentor(Identifier)
        /// What the directory says of it, without the linkages of students.
        case service(Identifier)

        fileprivate var id: Identifier {
            switch self {
            case .student(let id), .mentor(let id), .service(let id): id
            }
        }

        fileprivate var referent: Referent {
            switch self {
            case .student: .student
            case .mentor: .mentor
            case .service: .service
            }
        }

        /// The kinds that records about it have, in the order in which a history has them.
        fileprivate var layouts: [RecordLayout] {
            RecordLayout.all.filter { layout in
                switch self {
                case .student: RecordHistory.column(of: .student, in: layout) != nil
                case .mentor:
                    RecordHistory.column(of: .mentor, in: layout)?.isKey == true
                        && RecordHistory.column(of: .student, in: layout) == nil
                case .service:
                    RecordHistory.column(of: .service, in: layout) != nil
                        && RecordHistory.column(of: .student, in: layout) == nil
                }
            }
        }
    }

    /// The column that names whom the records of a layout are about.
    fileprivate static func column(of referent: Referent, in layout: RecordLayout) -> LayoutColumn? {
        layout.columns.first { column in
            if case .reference(referent) = column.type { return true }
            return layout.referent == referent && column.isKey
        }
    }
}

extension DistrictDatabase {
    /// Everything that was recorded about somebody: what stands, and what it superseded. By kind, and of a
    /// kind in the order of the records' keys as people read them.
    ///
    /// - Parameters:
    ///   - subject: Nothing is found for one that is not on record.
    ///   - kinds: The names of their files without `.csv`; empty for all.
    /// - Throws: ``RecordsError`` for a kind that no record about such a subject has.
    public func history(of subject: RecordHistory.Subject, kinds: [String] = []) throws -> [RecordHistory] {
        let layouts = subject.layouts
        let known = layouts.map(\.name)
        for kind in kinds where !known.contains(kind) {
            let near = nearestName(to: kind, among: known)
            throw RecordsError(
                .cannot,
                "no kind of record about a \(subject.referent.noun) is named '\(visible(kind))'"
                    + (near.map { "; did you mean '\($0)'?" }
                        ?? "; there are \(known.joined(separator: ", "))"))
        }
        let wanted = layouts.filter { kinds.isEmpty || kinds.contains($0.name) }
        return try RecordsError.explaining(path: path, action: "reading the history") {
            try pool.read { database in
                var reader = try HistoryReader(database, subject)
                return try wanted.flatMap { try reader.history(of: $0) }
            }
        }
    }
}

/// Reads the history of the records about somebody.
private struct HistoryReader {
    private let database: Database
    private let subject: RecordHistory.Subject
    /// What was superseded, the earliest first, by kind and key as people read them.
    private var superseded: [String: [String: [Superseded]]] = [:]
    private var origins: [Int64: RecordOrigin] = [:]

    private struct Superseded {
        let content: String
        let by: RecordOrigin
    }

    init(_ database: Database, _ subject: RecordHistory.Subject) throws {
        self.database = database
        self.subject = subject
        // A directory's own files call an id just that.
        let own = RecordLayout.all.first { $0.referent == subject.referent }
        let found = try Row.fetchCursor(
            database,
            sql: """
                SELECT record, key, content, import FROM superseded
                WHERE json_extract(content, '$.\(subject.referent.idColumn)') = :id
                OR record = :own AND json_extract(key, '$[0]') = :id ORDER BY id
                """, arguments: ["id": subject.id.text, "own": own?.name])
        while let row = try found.next() {
            let by = try origin(row[3])
            superseded[row[0], default: [:]][row[1], default: []].append(Superseded(content: row[2], by: by))
        }
    }

    mutating func history(of layout: RecordLayout) throws -> [RecordHistory] {
        let referent = subject.referent
        guard let column = RecordHistory.column(of: referent, in: layout) else { return [] }
        let readable = layout.columns.map { RecordStatements.readable($0, in: layout) }
        let key = layout.keys.map { readable[$0] }.joined(separator: ", ")
        let found = try Row.fetchAll(
            database,
            sql: """
                SELECT \(readable.joined(separator: ", ")), json_array(\(key)), import FROM \(layout.table)
                WHERE \(layout.table)."\(column.stored)" = \(
                    layout.referent == referent
                        ? "?" : "(SELECT number FROM \(referent.noun) WHERE \(referent.idColumn) = ?)")
                ORDER BY \(key)
                """, arguments: [subject.id.text])
        var ended = superseded[layout.name] ?? [:]
        var histories = try found.map { row in
            let values = layout.columns.indices.map { RecordKey.text(row[$0]) }
            let before = ended.removeValue(forKey: row[layout.columns.count]) ?? []
            return RecordHistory(
                kind: layout.name,
                statements: try statements(
                    layout, [(values, try origin(row[layout.columns.count + 1]))] + earlier(layout, before)),
                ending: nil)
        }
        // What is no longer on record was taken off with its last statement.
        for (_, before) in ended.sorted(by: { $0.key < $1.key }) {
            histories.append(
                RecordHistory(
                    kind: layout.name, statements: try statements(layout, earlier(layout, before)),
                    ending: before.last?.by))
        }
        return histories
    }

    /// What was said before, the latest first.
    private mutating func earlier(
        _ layout: RecordLayout, _ superseded: [Superseded]
    ) throws -> [(values: [String?], origin: RecordOrigin)] {
        try superseded.reversed().map { statement in
            let fields = layout.columns.map { "json_extract(:content, '$.\($0.name)')" }
            guard
                let row = try Row.fetchOne(
                    database,
                    sql: "SELECT \(fields.joined(separator: ", ")), json_extract(:content, '$.import')",
                    arguments: ["content": statement.content])
            else { return ([], try origin(0)) }
            let values = layout.columns.indices.map { RecordKey.text(row[$0]) }
            return (values, try origin(row[layout.columns.count]))
        }
    }

    private func statements(
        _ layout: RecordLayout, _ said: [(values: [String?], origin: RecordOrigin)]
    ) throws -> [RecordHistory.Statement] {
        let description = EntryDescription(database)
        return try said.enumerated().map { place, statement in
            let shown =
                place == 0
                ? try description.parts(
                    layout, statement.values, hiding: [subject.referent.idColumn, "id", "note"])
                : try description.differences(
                    layout, statement.values, from: said[place - 1].values, hiding: ["note"])
            return RecordHistory.Statement(
                description: shown.joined(separator: ", "), origin: statement.origin)
        }
    }

    private mutating func origin(_ importID: Int64) throws -> RecordOrigin {
        if let known = origins[importID] { return known }
        let row = try Row.fetchOne(
            database, sql: "SELECT user, at, file FROM import WHERE id = ?", arguments: [importID])
        let origin = RecordOrigin(
            user: visible(row?[0] ?? ""), at: row?[1] ?? 0, source: visible(row?[2] ?? ""))
        origins[importID] = origin
        return origin
    }
}
