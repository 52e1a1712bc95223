import Foundation
import GRDB

/// Rows of OneRoster's files that later files name.
struct OneRosterKept {
    /// The fields that are kept of each, by the rows' ids: those on record, and over them those of the file.
    var rows: [String: [String]] = [:]
    /// Those that were on record with other fields.
    var changed: Set<String> = []
    /// Those that the file withdraws.
    var withdrawn: Set<String> = []
    /// Those that the file has, refused ones included.
    var seen: Set<String> = []
    /// Those that were refused; on record they stay as they were.
    var refused: Set<String> = []
}

extension OneRosterFeed {
    /// Reads a file's rows over those on record, and keeps them for later imports. Rows that the file no longer
    /// has stay: results on record name them.
    ///
    /// - Parameters:
    ///   - columns: The columns that are kept.
    ///   - check: Throws ``RowRefusal`` for a row that is wrong.
    func keep(
        _ kind: OneRosterFile, _ columns: [String], _ session: ImportSession,
        check: (OneRosterTable) throws -> Void = { _ in }
    ) throws -> OneRosterKept {
        var kept = OneRosterKept()
        for row in try Row.fetchAll(
            session.database, sql: "SELECT id, fields FROM one_roster WHERE file = ?",
            arguments: [kind.rawValue])
        {
            kept.rows[row[0]] = try JSONDecoder().decode([String].self, from: Data((row[1] as String).utf8))
        }
        guard let input = files[kind] else { return kept }
        let importID = session.files[try session.enter(input).file].importID
        try read(kind, session) { table in
            let id = table.text("sourcedId")
            kept.seen.insert(id)
            if try table.isWithdrawn() {
                kept.withdrawn.insert(id)
                guard kept.rows.removeValue(forKey: id) != nil else { return }
                try session.database.execute(
                    sql: "DELETE FROM one_roster WHERE file = ? AND id = ?", arguments: [kind.rawValue, id])
                return
            }
            do {
                try check(table)
            } catch {
                kept.refused.insert(id)
                throw error
            }
            let fields = columns.map(table.text)
            let earlier = kept.rows.updateValue(fields, forKey: id)
            guard earlier != fields else { return }
            if earlier != nil { kept.changed.insert(id) }
            let text = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
            try session.database.execute(
                sql: "INSERT OR REPLACE INTO one_roster VALUES (?, ?, ?, ?)",
                arguments: [kind.rawValue, id, text, importID])
        }
        return kept
    }
}
