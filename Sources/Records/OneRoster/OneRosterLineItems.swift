import Engagement
import GRDB

/// lineItems.csv, and categories.csv, classes.csv and courses.csv, which say what a line item is. They stay
/// on record: the files of a later delta name them without having them.
extension OneRosterFeed {
    /// Reads what results are about, once.
    func readLineItems(_ session: ImportSession) throws {
        guard !lookUps.areLineItemsRead else { return }
        lookUps.areLineItemsRead = true
        let kinds = try readCategories(session)
        let (classes, given) = try readClasses(session)
        lookUps.classes = Set(classes.keys)
        lookUps.classesRead = given
        var sessions = try titlesOfTerms(session)
        sessions.merge(lookUps.sessions) { $1 }
        let columns = [
            "title", "assignDate", "dueDate", "resultValueMax", "classSourcedId", "categorySourcedId",
            "gradingPeriodSourcedId",
        ]
        var kept = try keep(.lineItems, columns, session) { table in
            lookUps.classesRead.insert(table.text("classSourcedId"))
            let category = table.text("categorySourcedId")
            guard kinds.isEmpty || kinds[category] != nil else {
                throw RowRefusal(
                    column: "categorySourcedId", reason: "is not in categories.csv; add it there")
            }
            guard let kind = kinds[category]?.kind, kind != .other else { return }
            try check(table)
            guard kind == .homework || classes[table.text("classSourcedId")] != nil else {
                throw RowRefusal(
                    column: "classSourcedId",
                    reason: "is not in classes.csv, which says the course of a grade; add it there")
            }
        }
        try withdrawMissing(&kept, session)
        lookUps.withdrawnLineItems = kept.withdrawn
        lookUps.changedLineItems = kept.changed
        lookUps.lineItems = kept.rows.mapValues { fields in
            let group = classes[fields[4]]
            return OneRosterLookUps.LineItem(
                kind: kinds[fields[5]]?.kind ?? .other, category: kinds[fields[5]]?.title ?? fields[5],
                title: fields[0], assigned: fields[1], due: fields[2],
                maximum: fields[3], group: fields[4], course: group?.course ?? "",
                subject: group?.subject ?? "",
                term: sessions[fields[6]] ?? fields[6])
        }
        for id in kept.refused {
            lookUps.lineItems[id, default: OneRosterLookUps.LineItem(kind: .homework)].fault = "refused"
        }
    }

    /// Withdraws the line items that a whole file no longer has, of the classes that it has. What the classes
    /// of earlier years brought stays.
    private func withdrawMissing(_ kept: inout OneRosterKept, _ session: ImportSession) throws {
        guard let input = files[.lineItems], mode(.lineItems) == .bulk else { return }
        let known = kept.rows.filter { lookUps.classesRead.contains($0.value[4]) }.keys
        let missing = known.filter { !kept.seen.contains($0) }
        try session.allowRemovals(
            of: missing.count, among: known.count, file: try session.enter(input).file,
            "line items of its classes from earlier files, which would be withdrawn with their results")
        for id in missing {
            kept.rows[id] = nil
            kept.withdrawn.insert(id)
            try session.database.execute(
                sql: "DELETE FROM one_roster WHERE file = ? AND id = ?",
                arguments: [OneRosterFile.lineItems.rawValue, id])
        }
    }

    private func check(_ table: OneRosterTable) throws(RowRefusal) {
        for column in ["assignDate", "dueDate"] where !table[column].isEmpty {
            guard CalendarDate(iso: table[column]) != nil else {
                throw RowRefusal(column: column, reason: "is not a day of the calendar; write YYYY-MM-DD")
            }
        }
        let (assigned, due) = (table.text("assignDate"), table.text("dueDate"))
        guard assigned.isEmpty || due.isEmpty || assigned <= due else {
            throw RowRefusal(column: "dueDate", reason: "lies before \(assigned), on which it was assigned")
        }
        guard table["resultValueMax"].isEmpty || (DecimalNumber.read(table["resultValueMax"]) ?? 0) > 0 else {
            throw RowRefusal(column: "resultValueMax", reason: "is not a number above 0")
        }
        guard !table["title"].isEmpty else { throw RowRefusal(column: "title", reason: "is empty") }
    }

    /// The title of each category, and what its results are.
    private func readCategories(
        _ session: ImportSession
    ) throws -> [String: (title: String, kind: OneRosterLookUps.LineItem.Kind)] {
        let mapping = options.mapping
        return try keep(.categories, ["title"], session).rows.mapValues { fields in
            func isOne(of titles: [String]?, orHolds word: String) -> Bool {
                titles.map { $0.contains(fields[0]) } ?? fields[0].lowercased().contains(word)
            }
            if isOne(of: mapping?.homeworkCategories, orHolds: "homework") { return (fields[0], .homework) }
            return (
                fields[0], isOne(of: mapping?.gradeCategories, orHolds: "final grade") ? .grade : .other
            )
        }
    }

    private func readClasses(
        _ session: ImportSession
    ) throws -> (all: [String: (course: String, subject: String)], read: Set<String>) {
        func first(_ subjects: String) -> String {
            subjects.split(separator: ",").first.map { String($0.drop { $0 == " " }) } ?? ""
        }
        let courses = try keep(.courses, ["title", "subjects"], session).rows
        let kept = try keep(.classes, ["title", "courseSourcedId", "subjects"], session)
        let all = kept.rows.mapValues { fields in
            let course = courses[fields[1]]
            let title = course?[0] ?? fields[0]
            // A grade without a subject counts in its course.
            let subjects = [first(fields[2]), first(course?[1] ?? ""), title]
            return (course: title, subject: subjects.first { !$0.isEmpty } ?? "")
        }
        return (all, kept.seen)
    }

    private func titlesOfTerms(_ session: ImportSession) throws -> [String: String] {
        let rows = try Row.fetchAll(session.database, sql: "SELECT term_id, title FROM term")
        return Dictionary(rows.map { ($0[0], $0[1]) }) { $1 }
    }

    // MARK: - What results on record follow

    /// Lets homework on record follow its line items: withdrawn with them, or with their new titles and days.
    func followLineItems(_ session: ImportSession) throws {
        guard let input = files[.lineItems] else { return }
        let (withdrawn, changed) = (lookUps.withdrawnLineItems, lookUps.changedLineItems)
        guard !withdrawn.isEmpty || !changed.isEmpty else { return }
        let file = try session.enter(input).file
        let loader = try session.loader(.homework)
        loader.begin(file: file, columns: [0, 1, 2, 3, 4, 7])
        for row in try recorded("student_id, homework_id", of: "homework", session)
        where withdrawn.contains(row[1]) || changed.contains(row[1]) {
            loader.beginRow()
            try set(row, at: [0, 1], loader)
            if withdrawn.contains(row[1]) {
                try loader.withdraw(file: file)
            } else if let item = lookUps.lineItems[row[1]], item.kind == .homework {
                try set([item.title, item.assigned, item.due, item.maximum], at: [2, 3, 4, 7], loader)
                try loader.endRow(line: 0, names: [:])
                try loader.flushIfFull()
            }
        }
        try session.finish(.homework)
    }

    /// Takes the grades of withdrawn line items off.
    func withdrawGrades(_ session: ImportSession) throws {
        guard let input = files[.lineItems], !lookUps.withdrawnLineItems.isEmpty else { return }
        let file = try session.enter(input).file
        let loader = try session.loader(.credits)
        loader.begin(file: file, columns: [0, 1, 2, 3, 4, 10])
        for row in try recorded(
            "student_id, subject, course, term, \(Self.dayOfCredit), source_id", of: "credit", session)
        where lookUps.withdrawnLineItems.contains(row[5]) {
            loader.beginRow()
            try set(row, at: [0, 1, 2, 3, 4, 10], loader)
            try loader.withdraw(file: file)
        }
        try session.finish(.credits)
    }

    /// Records of before this import, as texts; those that it brought are right already.
    private func recorded(
        _ columns: String, of table: String, _ session: ImportSession
    ) throws -> [[String]] {
        let first = session.files.map(\.importID).min() ?? 0
        return try Row.fetchAll(
            session.database,
            sql: """
                SELECT \(columns) FROM \(table) JOIN student ON student.number = \(table).student
                WHERE \(table).import < ?
                """, arguments: [first]
        ).map { row in (0..<row.count).map { row[$0] } }
    }

    private func set(_ texts: [String], at columns: [Int], _ loader: RecordLoader) throws {
        for (text, column) in zip(texts, columns) { try loader.set(column, text: text, from: "") }
    }
}
