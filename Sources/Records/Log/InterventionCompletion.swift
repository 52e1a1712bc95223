import Engagement
import GRDB

/// Which intervention an entry is about.
extension EntryCompletion {
    /// An entry that names an intervention by its id goes to it; one that ends an intervention, says what came of it, or
    /// does not say of what kind it is goes to the only one that is open; and one that begins an intervention goes to
    /// the one of its kind and focus that was planned for then, whose first day stays.
    func complete(intervention row: inout EntryRow) throws {
        for id in (row.fields["indicators"] ?? "").split(whereSeparator: { " ,".contains($0) }) {
            try people.checkIndicator(String(id), in: session.context)
        }
        row.fields["indicators"] = row.fields["indicators"].map { list in
            list.split { " ,".contains($0) }.joined(separator: " ")
        }
        let ends =
            row.fields["end"] != nil || row.fields["outcome"] != nil
            || ["completed", "stopped"].contains(row.fields["status"])
        let id = row.fields["intervention_id"]
        if !ends, id == nil, try begin(planned: &row) { return }
        if !ends, id == nil, row.fields["kind"] == nil, row.fields["start"] != nil {
            throw LogRefusal(
                "kind", "",
                "is needed with a first day; an entry about the open intervention has neither, and is of today"
            )
        }
        // A note is about what is there already, where that can be told.
        let notes = row.fields["note"] != nil
        guard ends || notes || id != nil || row.fields["kind"] == nil, notes || row.fields["start"] == nil
        else { return }
        let open = try interventions(of: row.fields["student_id"] ?? "", id: id).filter { open in
            open.allSatisfy { row.fields[$0.key] == nil || row.fields[$0.key] == $0.value }
        }
        if id != nil || (notes && !ends), open.isEmpty, row.fields["kind"] != nil { return }
        guard open.count == 1 else {
            if !ends, id == nil, open.isEmpty {
                throw LogRefusal(
                    "kind", "",
                    "is needed: the student has no open intervention that the entry could be about")
            }
            if let id, let start = row.fields["start"] {
                throw LogRefusal(
                    "start", start,
                    "is not the first day of intervention '\(visible(id))'; leave it out, an entry is of today"
                )
            }
            let list = open.map { "\($0["kind"] ?? "") since \($0["start"] ?? "")" }.joined(separator: ", ")
            throw LogRefusal(
                "start", "",
                open.isEmpty
                    ? "is needed: the student has no open intervention of this kind"
                    : "is needed, or the kind and focus: open are \(list)")
        }
        if row.fields["status"] == InterventionStatus.active.name, let start = open[0]["start"],
            start > today.description
        {
            throw LogRefusal(
                "status", "active",
                "would begin what is planned for \(start), which has not come; with its --kind and --focus and no day "
                    + "another is recorded as begun today, and the planned one is stopped by its --id or --date"
            )
        }
        row.fields.merge(open[0]) { $1 }
        if row.fields["end"] == nil, ["completed", "stopped"].contains(row.fields["status"]) {
            row.fields["end"] = today.description
        }
        // The status of before would go on saying that it lasts.
        if row.fields["end"] != nil, row.fields["status"] == nil { row.fields["status"] = "completed" }
        row.isCorrection = true
    }

    /// Has an entry begin the only intervention that was planned of its kind and focus for its day or before.
    ///
    /// - Returns: Whether it does.
    private func begin(planned row: inout EntryRow) throws -> Bool {
        let active = InterventionStatus.active.name
        // A note on what is planned does not begin it.
        let isImplied = row.fields["kind"] != nil && row.fields["note"] == nil
        guard (row.fields["status"] ?? (isImplied ? active : "")) == active else { return false }
        let day = row.fields["start"] ?? today.description
        let planned = try interventions(of: row.fields["student_id"] ?? "", id: nil, arePlanned: true).filter
        {
            planned in
            planned.allSatisfy { key, value in
                key == "start" ? value <= day : row.fields[key] == nil || row.fields[key] == value
            }
        }
        guard planned.count == 1 else { return false }
        row.fields.merge(planned[0]) { $1 }
        row.fields["status"] = active
        row.isCorrection = true
        return true
    }

    /// The keys of a student's open interventions by column, or of those with an id, open or not.
    private func interventions(
        of student: String, id: String?, arePlanned: Bool = false
    ) throws -> [[String: String]] {
        let layout = RecordLayout.interventions
        let keys = layout.keys.filter { layout.columns[$0].name != "student_id" }
        let columns = keys.map { RecordStatements.readable(layout.columns[$0], in: layout) }
        let closed = [InterventionStatus.completed, .stopped].map { String($0.rawValue) }
        let rows = try Row.fetchAll(
            session.database,
            sql: """
                SELECT \(columns.joined(separator: ", ")) FROM intervention
                JOIN student ON student.number = intervention.student
                WHERE student_id = ? AND CASE WHEN ? IS NULL THEN
                  intervention."end" IS NULL
                  AND ifnull(intervention.status, -1) NOT IN (\(closed.joined(separator: ", ")))
                ELSE intervention_id = ? END AND (? OR intervention.status = ?)
                ORDER BY intervention.start
                """,
            arguments: [student, id, id, !arePlanned, InterventionStatus.planned.rawValue])
        return rows.map { row in
            Dictionary(
                uniqueKeysWithValues: keys.enumerated().map { place, column in
                    (layout.columns[column].name, row[place] ?? "")
                })
        }
    }
}
