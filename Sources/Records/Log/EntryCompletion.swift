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
}
