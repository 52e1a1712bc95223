import Engagement
import GRDB

extension DistrictDatabase {
    /// Takes back the last entry by hand of a user that still stands.
    ///
    /// This too is a correction: the entry is kept beside, and what it replaced stands again with the
    /// origin that it had. Called again, it takes back the entry before.
    ///
    /// - Throws: ``RecordsError`` where there is none, and where the record has changed since.
    public func undoLastEntry(user: String) throws -> LoggedEntry {
        try logging(user: user) { session in
            let database = session.database
            guard
                let entry = try Int64.fetchOne(
                    database,
                    sql: """
                        SELECT max(entry.import) FROM entry JOIN import ON import.id = entry.import
                        WHERE user = ? AND undone IS NULL
                        """, arguments: [user])
            else { throw RecordsError(.cannot, "there is no entry of \(visible(user)) to undo") }
            let writer = try EntryWriter(session, file: "log --undo")
            let rows = try Row.fetchAll(
                database, sql: "SELECT record, key FROM entry WHERE import = ? ORDER BY record, key",
                arguments: [entry])
            var lines: [String] = []
            for row in rows {
                guard let layout = RecordLayout.named(row[0]) else { continue }
                lines.append(
                    try writer.takeBack(RecordKey(layout: layout, stored: row[1]), enteredBy: entry))
            }
            try database.execute(
                sql: "UPDATE entry SET undone = ? WHERE import = ?", arguments: [writer.importID, entry])
            return LoggedEntry(effect: .undone, descriptions: lines)
        }
    }
}

extension EntryWriter {
    /// Puts a record back to what it was before an entry.
    func takeBack(_ key: RecordKey, enteredBy entry: Int64) throws -> String {
        let database = session.database
        guard let now = try key.read(database), now.origin == entry else { throw try changedSince(key) }
        let before = try key.read(supersededBy: entry, database)
        let line = try EntryDescription(database).line(key, before?.values ?? now.values, before: nil)
        let names = key.layout.columns.map(\.name)
        var fields: [String: String] = [:]
        for (name, value) in zip(names, before?.values ?? now.values) { fields[name] = value ?? "" }
        let row = EntryRow(layout: key.layout, fields: fields, isCorrection: true)
        if let before {
            _ = try put([row])
            try key.setOrigin(before.origin, database)
            return "\(line) stands again"
        }
        if key.layout.name == RecordLayout.goals.name { try checkNothingIsSaidOf(key) }
        try withdraw(row)
        if key.layout.name == RecordLayout.linkages.name { try checkOrder(without: key) }
        return line
    }

    /// Keeps a step of a linkage on which a later one rests.
    private func checkOrder(without step: RecordKey) throws {
        let columns = ["student", "service", "linkage_id"]
        let layout = step.layout
        let keys = columns.compactMap { name in
            layout.keys.firstIndex { layout.columns[$0].stored == name }
        }
        guard keys.count == columns.count,
            let row = try Row.fetchOne(
                session.database,
                sql: "SELECT \(keys.map { "json_extract(:key, '$[\($0)]')" }.joined(separator: ", "))",
                arguments: ["key": step.stored])
        else { return }
        let order = try LinkageOrder(session.database, student: row[0], service: row[1], linkage: row[2])
        guard let later = order.firstMisplaced else { return }
        throw RecordsError(
            .cannot,
            """
            the last entry began what goes on: the linkage's step '\(later.status.name)' of \
            \(CalendarDate(dayNumber: Int32(later.date))) rests on it. Log how it ended instead
            """)
    }

    /// Keeps a goal on which somebody else has said how far the student has come.
    private func checkNothingIsSaidOf(_ goal: RecordKey) throws {
        let later = try Row.fetchOne(
            session.database,
            sql: """
                SELECT user, date(date * 86400, 'unixepoch') FROM goal_progress
                JOIN import ON import.id = goal_progress.import
                WHERE student = json_extract(:key, '$[0]') AND set_on = json_extract(:key, '$[1]')
                AND goal = json_extract(:key, '$[2]')
                """, arguments: ["key": goal.stored])
        guard let later else { return }
        throw RecordsError(
            .cannot,
            """
            \(visible(later[0])) has recorded progress on the goal of the last entry, of \(later[1] as String); \
            log it as dropped instead
            """)
    }

    private func changedSince(_ key: RecordKey) throws -> RecordsError {
        let database = session.database
        guard let now = try key.read(database),
            let origin = try Row.fetchOne(
                database, sql: "SELECT user, date(at, 'unixepoch'), file FROM import WHERE id = ?",
                arguments: [now.origin])
        else {
            return RecordsError(.cannot, "the last entry, a \(key.layout.table), is no longer on record")
        }
        let line = try EntryDescription(database).line(key, now.values)
        return RecordsError(
            .cannot,
            """
            the last entry has been changed since, by \(visible(origin[0])) on \(origin[1] as String) from \
            \(visible(origin[2])): \(line). Log a correction instead
            """)
    }
}
