import Engagement
import GRDB
import NearestName

/// Fills in what a person need not type, and finds whom and what they mean.
struct EntryCompletion {
    let session: ImportSession
    let today: CalendarDate

    /// How many days back an entry may lie.
    private static let longestAgo = 20 * 366

    var people: PeopleMeant { PeopleMeant(database: session.database) }

    /// The records that an entry makes.
    func rows(of entry: LogEntry) throws -> [EntryRow] {
        let layout = entry.kind.layout
        for name in entry.fields.keys.sorted() where !entry.kind.columns.contains(name) {
            let near =
                nearestName(to: name, among: entry.kind.columns).map { "; did you mean '\($0)'?" } ?? "."
            throw LogRefusal(
                name, "",
                "is no field of \(layout.table) records\(near) Known are \(entry.kind.columns.joined(separator: ", "))"
            )
        }
        for (name, text) in entry.fields.sorted(by: { $0.key < $1.key })
        where !text.isEmpty && text.allSatisfy(\.isWhitespace) {
            throw LogRefusal(name, text, "is blank; a text is needed")
        }
        if entry.kind == .event { return try rows(ofEvent: entry) }
        var row = EntryRow(layout: layout, fields: entry.fields)
        row.fields["student_id"] = try people.student(entry["student_id"] ?? "")
        if let mentor = entry["mentor_id"] { row.fields["mentor_id"] = try people.mentor(mentor) }
        switch entry.kind {
        case .observation:
            if let id = entry["indicator"] { try people.checkIndicator(id, in: session.context) }
            row.fields["recorder"] = entry["recorder"] ?? session.user
        case .strength:
            row.fields["recorder"] = entry["recorder"] ?? session.user
        case .contact: try complete(contact: &row)
        case .event: break
        case .intervention: try complete(intervention: &row)
        case .goal: try complete(goal: &row)
        case .linkage: try complete(linkage: &row)
        }
        let day = try self.day(of: entry, &row.fields)
        if entry.kind == .goal { return goalRows(row, of: entry) }
        if row.fields["mentor_id"] == nil, layout.column("mentor_id") != nil, !row.isCorrection {
            row.fields["mentor_id"] = try people.mentor(
                ofStudent: row.fields["student_id"] ?? "", on: day ?? today)
        }
        return [row]
    }

    /// A mentor's presence, and that of the students who were there.
    private func rows(ofEvent entry: LogEntry) throws -> [EntryRow] {
        var row = EntryRow(layout: .events, fields: entry.fields, isCorrection: true)
        var students: [String] = []
        for student in try entry.students.map(people.student) where !students.contains(student) {
            students.append(student)
        }
        let day = try self.day(of: entry, &row.fields)
        if let mentor = entry["mentor_id"] {
            row.fields["mentor_id"] = try people.mentor(mentor)
        } else if let student = students.first {
            row.fields["mentor_id"] = try people.mentor(ofStudent: student, on: day ?? today)
        } else {
            throw LogRefusal(
                "mentor_id", "",
                "is needed: name the mentor who was there, or a student whose mentor that is")
        }
        row.fields["kind"] = row.fields["kind"] ?? ActivityKind.schoolEvent.name
        var attended = row.fields.filter { ["date", "name", "kind", "hours"].contains($0.key) }
        return [row]
            + students.map { student in
                attended["student_id"] = student
                return EntryRow(layout: .activities, fields: attended, isCorrection: true)
            }
    }

    /// The entry's day, today where it is left out; nil where it is none, which the importer's check says.
    private func day(of entry: LogEntry, _ fields: inout [String: String]) throws -> CalendarDate? {
        let column = entry.kind.dayColumn
        let text = fields[column] ?? today.description
        fields[column] = text
        let day = CalendarDate(text)
        if let day, day > today, entry.kind.isPast {
            throw LogRefusal(column, text, "has not come yet: today is \(today)")
        }
        if let day, day < today - Self.longestAgo {
            throw LogRefusal(
                column, text, "lies more than 20 years back, before any student of today was in school")
        }
        return day
    }

    /// An entry about a goal that the student has goes to that goal: the one of these words that was open on
    /// the entry's day; and where none was, an entry that closes goes to the one that was closed last, whose
    /// closing it corrects. The entry's day then is the day by which the student had come so far, or on
    /// which the goal was reached or dropped.
    private func complete(goal row: inout EntryRow) throws {
        row.isCorrection = true
        let given = row.fields["set_on"]
        // What is no day, or has not come yet, is said where all entries' days are checked.
        guard let day = given.map({ CalendarDate($0) }) ?? today, day <= today else { return }
        let status = row.fields["status"].flatMap { GoalStatus(name: $0) } ?? .active
        let known = try goals(of: row.fields["student_id"] ?? "", wording: row.fields["goal"] ?? "")
        let open = known.filter { $0.status == .active || $0.closedOn.map { $0 >= day } ?? false }
        let meant =
            open.first { $0.setOn <= day } ?? known.first { given != nil && $0.setOn == day }
            ?? known.first { status != .active && $0.setOn <= day }
        if meant == nil, let later = known.last(where: { $0.status == .active }) {
            throw LogRefusal(
                "set_on", given ?? "",
                "lies before the goal was set, \(later.setOn); give that day or a later one")
        }
        if let meant {
            row.fields["goal"] = meant.goal
            row.fields["set_on"] = meant.setOn.description
        }
        guard status != .active, row.fields["closed_on"] == nil else { return }
        // Said again without a day, the day on record stays.
        if given == nil, let meant, meant.status == status, meant.closedOn != nil { return }
        row.fields["closed_on"] = day.description
    }

    /// A goal, and apart from it, with the day of the entry, how far the student had come by then.
    private func goalRows(_ row: EntryRow, of entry: LogEntry) -> [EntryRow] {
        var (goal, fields) = (row, row.fields)
        guard let progress = goal.fields.removeValue(forKey: "progress") else { return [row] }
        fields = fields.filter { ["student_id", "set_on", "goal"].contains($0.key) }
        fields["date"] = entry["set_on"] ?? today.description
        fields["progress"] = progress
        return [goal, EntryRow(layout: .goalProgress, fields: fields, isCorrection: true)]
    }

    private struct KnownGoal {
        let goal: String
        let setOn: CalendarDate
        let status: GoalStatus
        /// Nil also where it is closed and nobody said since when.
        let closedOn: CalendarDate?
    }

    /// A student's goals of these words, in upper or lower case, the latest first.
    private func goals(of student: String, wording: String) throws -> [KnownGoal] {
        let wanted = wording.lowercased()
        return try Row.fetchAll(
            session.database,
            sql: """
                SELECT goal, set_on, ifnull(status, ?), closed_on FROM goal
                JOIN student ON student.number = goal.student WHERE student_id = ? ORDER BY set_on DESC
                """, arguments: [GoalStatus.active.rawValue, student]
        ).map { row in
            KnownGoal(
                goal: row[0], setOn: CalendarDate(dayNumber: row[1]),
                status: GoalStatus(rawValue: row[2]) ?? .active,
                closedOn: (row[3] as Int32?).map { CalendarDate(dayNumber: $0) })
        }.filter { $0.goal.lowercased() == wanted }
    }

    /// An entry that names a contact by its id goes to the contact on record.
    private func complete(contact row: inout EntryRow) throws {
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

    /// An entry that names an intervention by its id goes to it; one that ends an intervention, says what came of it, or
    /// does not say of what kind it is goes to the only one that is open; and one that begins an intervention goes to
    /// the one of its kind and focus that was planned for then, whose first day stays.
    private func complete(intervention row: inout EntryRow) throws {
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
        guard (row.fields["status"] ?? (row.fields["kind"] == nil ? "" : active)) == active else {
            return false
        }
        let day = (row.fields["start"] ?? today.description)
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
