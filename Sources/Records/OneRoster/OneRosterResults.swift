import Engagement
import GRDB

/// results.csv with lineItems.csv, categories.csv, classes.csv and courses.csv: homework and grades.
extension OneRosterFeed {
    func feedHomework(_ session: ImportSession) throws {
        let loader = try session.loader(.homework)
        try readResults(of: .homework, into: loader, columns: [0, 1, 2, 3, 4, 5, 6, 7], session) {
            table, item in
            try loader.set(1, table["lineItemSourcedId"], from: "lineItemSourcedId")
            if try table.isWithdrawn() { return try loader.withdraw(file: table.file) }
            try loader.set(2, text: item.title, from: "lineItemSourcedId")
            try loader.set(3, text: item.assigned, from: "lineItemSourcedId")
            try loader.set(4, text: item.due, from: "lineItemSourcedId")
            try loader.set(5, table["scoreStatus"], from: "scoreStatus")
            try loader.set(6, table["score"], from: "score")
            try loader.set(7, text: item.maximum, from: "lineItemSourcedId")
            try loader.endRow(line: table.line, names: [:])
        }
        try session.finish(.homework)
        try followLineItems(session)
    }

    func feedCredits(_ session: ImportSession) throws {
        let loader = try session.loader(.credits)
        try readResults(of: .grade, into: loader, columns: [0, 1, 2, 3, 4, 5, 6], session) { table, item in
            try loader.set(1, text: item.subject, from: "lineItemSourcedId")
            try loader.set(2, text: item.course, from: "lineItemSourcedId")
            try loader.set(3, text: item.term, from: "lineItemSourcedId")
            try loader.set(4, table["scoreDate"], from: "scoreDate")
            try loader.set(10, table["lineItemSourcedId"], from: "lineItemSourcedId")
            if try table.isWithdrawn() { return try loader.withdraw(file: table.file) }
            try loader.set(5, table["textScore"], from: "textScore")
            try loader.set(6, text: try percent(table, item), from: "score")
            try loader.endRow(line: table.line, names: [:])
        }
        try session.finish(.credits)
        try replaceCorrected(session)
        try withdrawGrades(session)
        try readEnrollments(session)
    }

    /// Takes grades off that came again with another date, term or course: a student has one result of
    /// a line item.
    private func replaceCorrected(_ session: ImportSession) throws {
        let results = files[.results]?.name
        guard let file = session.files.firstIndex(where: { $0.input.name == results }) else { return }
        let importID = session.files[file].importID
        let stale = """
            FROM credit WHERE source_id <> '' AND import < ? AND EXISTS (
            SELECT 1 FROM credit AS later WHERE later.student = credit.student
            AND later.source_id = credit.source_id AND later.import = ?)
            """
        try session.database.execute(
            sql: """
                INSERT INTO superseded (import, at, record, key, content)
                SELECT ?, ?, 'credits',
                json_array((SELECT student_id FROM student WHERE number = student), source_id),
                json_object('date', date(nullif(date, \(LayoutColumn.noDay)) * 86400, 'unixepoch'),
                'term', term, 'course', course, 'subject', subject, 'grade', grade, 'percent', percent,
                'import', import) \(stale)
                """, arguments: [importID, session.time, importID, importID])
        try session.database.execute(sql: "DELETE \(stale)", arguments: [importID, importID])
        let count = session.database.changesCount
        session.files[file].summary.new -= count
        session.files[file].summary.changed += count
    }

    /// The score in percent of what could be reached; empty where either is not known.
    private func percent(_ table: OneRosterTable, _ item: OneRosterLookUps.LineItem) throws -> String {
        if table["score"].isEmpty { return "" }
        guard let score = DecimalNumber.read(table["score"]), score >= 0 else {
            throw RowRefusal(column: "score", reason: "is not a number, 0 or more; write digits: 12.5")
        }
        guard let maximum = Double(item.maximum), maximum > 0 else { return "" }
        return String((score / maximum * 1_000_000).rounded() / 10_000)
    }

    private func readResults(
        of kind: OneRosterLookUps.LineItem.Kind, into loader: RecordLoader, columns: [Int],
        _ session: ImportSession, make: (OneRosterTable, OneRosterLookUps.LineItem) throws -> Void
    ) throws {
        try readLineItems(session)
        let items = lookUps.lineItems
        // Homework is fed last; what is neither is counted there and refused there, once.
        let isLast = kind == .homework
        try read(.results, session) { table in
            loader.begin(file: table.file, columns: columns)
        } take: { table in
            guard let item = items[table.text("lineItemSourcedId")] else {
                guard isLast else { return }
                // What a line item had is withdrawn with it, now or before.
                if try table.isWithdrawn() { return }
                throw RowRefusal(
                    column: "lineItemSourcedId",
                    reason: files[.lineItems] == nil
                        ? "is not on record, and lineItems.csv is not beside results.csv; add it"
                        : "is not in lineItems.csv; add it there or drop this row")
            }
            guard item.kind == kind else {
                if isLast, item.kind == .other {
                    session.leaveOut(UnmappedWord(.category, item.category), file: table.file)
                }
                return
            }
            guard item.fault.isEmpty else {
                throw RowRefusal(column: "lineItemSourcedId", reason: "was refused in lineItems.csv")
            }
            loader.beginRow()
            try loader.set(0, table["studentSourcedId"], from: "studentSourcedId")
            try make(table, item)
            try loader.flushIfFull()
        }
    }
}
