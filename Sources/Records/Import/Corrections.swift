import GRDB

/// What people have corrected by hand of what files said. A file that goes on saying the same, night after night, does
/// not take the correction back; one that says something new does.
struct Corrections {
    /// The imports that stand for entries by hand.
    private let entries: Set<Int64>
    /// What a file had said of a record when it was corrected by hand, as JSON, by the record's kind and key.
    private var said: [Subject: String] = [:]

    private struct Subject: Hashable {
        let record, key: String
    }

    init(_ database: Database) throws {
        entries = try Set(
            Int64.fetchCursor(database, sql: "SELECT DISTINCT import FROM entry WHERE undone IS NULL"))
        // In most districts' nights nothing was entered by hand, and much was superseded.
        guard !entries.isEmpty else { return }
        let found = try Row.fetchCursor(
            database,
            sql: """
                SELECT record, key, content FROM superseded WHERE import IN (SELECT import FROM entry)
                AND json_extract(content, '$.import') NOT IN (SELECT import FROM entry) ORDER BY id
                """)
        while let row = try found.next() { said[Subject(record: row[0], key: row[1])] = row[2] }
    }

    /// Whether a record was entered or corrected by hand last.
    func isByHand(_ origin: Int64) -> Bool { entries.contains(origin) }

    fileprivate func said(of record: String, key: String) -> String? {
        said[Subject(record: record, key: key)]
    }
}

extension RecordLoader {
    /// Whether a row says, in the columns that its file gives, what a file had said of the record before somebody
    /// corrected it by hand.
    func repeatsWhatWasCorrected(_ row: UInt32, given: UInt64, in corrections: Corrections) throws -> Bool {
        if asRead == nil { asRead = SharedStatement(try RecordStatements.asRead(layout, session.database)) }
        guard let shared = asRead else { return false }
        bindColumns(of: block.row(Int(row)), to: shared.statement)
        defer { shared.statement.reset() }
        guard try shared.statement.step(),
            let said = corrections.said(of: layout.name, key: shared.statement.text(0))
        else { return false }
        let names = layout.columns.indices.filter { given & 1 << UInt64($0) != 0 }
            .map { "'$.\(layout.columns[$0].name)'" }
        let fields = names.map { "json_extract(?1, \($0)) IS json_extract(?2, \($0))" }
        let comparison = try SQLiteStatement(
            session.database, "SELECT \(fields.joined(separator: " AND "))")
        comparison.bind(said, at: 1)
        comparison.bind(shared.statement.text(1), at: 2)
        return try comparison.step() && comparison.integer(0) == 1
    }
}
