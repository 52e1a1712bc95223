import GRDB
import NearestName

/// Which contact an entry corrects.
extension EntryCompletion {
    /// An entry that names a contact by its id goes to the contact on record.
    func complete(contact row: inout EntryRow) throws {
        guard let id = row.fields["contact_id"] else { return }
        let layout = RecordLayout.contacts
        let needed = layout.columns.filter {
            $0.name != "student_id" && ($0.isKey || $0.presence == .required)
        }
        let columns = needed.map { RecordStatements.readable($0, in: layout) }
        let known = try Row.fetchAll(
            session.database,
            sql: """
                SELECT \(columns.joined(separator: ", ")), date(contact.date * 86400, 'unixepoch') AS day FROM contact
                JOIN student ON student.number = contact.student WHERE student_id = ? AND contact_id = ?
                """, arguments: [row.fields["student_id"], id])
        // The program numbers the contacts of a day, so that those of two days may have one id.
        let fitting = known.filter { contact in
            needed.enumerated().allSatisfy { place, column in
                !column.isKey
                    || [nil, RecordKey.text(contact[place])].contains(row.fields[column.name])
            }
        }
        guard let meant = known.count == 1 ? known[0] : fitting.count == 1 ? fitting[0] : nil else {
            return try refuse(contact: row, id: id, fitting: fitting.compactMap { RecordKey.text($0["day"]) })
        }
        for (place, column) in needed.enumerated() {
            let stands = RecordKey.text(meant[place]) ?? ""
            guard let given = row.fields[column.name], given != stands else {
                row.fields[column.name] = stands
                continue
            }
            guard column.isKey else { continue }
            throw LogRefusal(
                column.name, given,
                "does not fit contact '\(visible(id))', which has '\(visible(stands))'; the student, the day, the mentor "
                    + "and whom it was with say which contact it is, and are not corrected: take the entry back with "
                    + "--undo, or record it anew under another id")
        }
        row.isCorrection = true
    }

    /// Refuses a correction of a contact that is not on record, or of one of several; what has all that a contact has is
    /// a new one with this id.
    private func refuse(contact row: EntryRow, id: String, fitting days: [String]) throws {
        guard ["with", "role", "setting"].contains(where: { row.fields[$0] == nil }) else { return }
        guard days.isEmpty else {
            throw LogRefusal(
                "contact_id", id,
                "is that of contacts on \(days.sorted().joined(separator: " and ")); say which with their day, their mentor "
                    + "or whom they were with")
        }
        let ids = try String.fetchAll(
            session.database,
            sql: """
                SELECT DISTINCT contact_id FROM contact JOIN student ON student.number = contact.student
                WHERE student_id = ? AND contact_id <> '' ORDER BY contact_id
                """, arguments: [row.fields["student_id"]])
        let hint = nearestName(to: id, among: ids).map { "did you mean '\(visible($0))'?" }
        throw LogRefusal(
            "contact_id", id,
            "is no contact of the student on record; \(hint ?? "those that are: caseload show STUDENT --history --records contacts")"
        )
    }
}
