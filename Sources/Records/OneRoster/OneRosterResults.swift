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
        try withdrawMissing(.homework, of: .homework, session)
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
        try withdrawMissing(.grade, of: .credits, session)
        try withdrawGrades(session)
        try readEnrollments(session)
    }

    /// Takes grades off that came again with another date, term or course: a student has one result of
    /// a line item.
    private func replaceCorrected(_ session: ImportSession) throws {
        let results = files[.results]?.name
        guard let file = session.files.firstIndex(where: { $0.input.name == results }) else { return }
        let importID = session.files[file].importID
        let isStale = """
            source_id <> '' AND import < ? AND EXISTS (
            SELECT 1 FROM credit AS later WHERE later.student = credit.student
            AND later.source_id = credit.source_id AND later.import = ?)
            """
        try session.database.execute(
            sql: RecordStatements.superseding(.credits, where: isStale),
            arguments: [importID, session.time, importID, importID])
        try session.database.execute(
            sql: "DELETE FROM credit WHERE \(isStale)", arguments: [importID, importID])
        let count = session.database.changesCount
        session.files[file].summary.new -= count
        session.files[file].summary.changed += count
    }

    /// Withdraws what students have on record of a kind and a whole file no longer has, of the classes that the
    /// files have: what the classes of earlier years brought stays, and so does what a student who left had.
    private func withdrawMissing(
        _ kind: OneRosterLookUps.LineItem.Kind, of layout: RecordLayout, _ session: ImportSession
    ) throws {
        guard let input = files[.results], mode(.results) == .bulk else { return }
        let file = try session.enter(input).file
        let groups = lookUps.classesRead.union(
            lookUps.results.lineItems.keys.compactMap { lookUps.lineItems[$0]?.group })
        let current = try session.studentsPresent()
        let keys = kind == .homework ? Self.homeworkKeys : Self.gradeKeys
        // Records of before this import; those that it brought are there.
        let records = try SQLiteStatement(
            session.database,
            """
            SELECT number, student_id, \(keys.map(\.sql).joined(separator: ", ")) FROM \(layout.table)
            JOIN student ON student.number = \(layout.table).student
            WHERE \(layout.table).import < \(session.files.map(\.importID).min() ?? 0)
            """)
        var known = 0
        var missing: [[String]] = []
        while try records.step() {
            let lineItem = records.text(2)
            guard let item = lookUps.lineItems[lineItem], item.kind == kind, groups.contains(item.group),
                current.contains(Identifier(records.text(1)))
            else { continue }
            known += 1
            if lookUps.results.has(lineItem, records.integer(0)) { continue }
            missing.append((0...keys.count).map { records.text($0 + 1) })
        }
        try session.allowRemovals(
            of: missing.count, among: known, file: file,
            "\(kind == .homework ? "pieces of homework" : "grades") of its classes from earlier files, which "
                + "would be withdrawn")
        let loader = try session.loader(layout)
        loader.begin(file: file, columns: [0] + keys.map(\.column))
        for texts in missing {
            loader.beginRow()
            for (column, text) in zip([0] + keys.map(\.column), texts) {
                try loader.set(column, text: text, from: "")
            }
            try loader.withdraw(file: file)
        }
        try session.finish(layout)
    }

    /// What makes a record the same one, beside the student: its line item first.
    private static let homeworkKeys: [(column: Int, sql: String)] = [(1, "homework_id")]
    private static let gradeKeys: [(column: Int, sql: String)] = [
        (10, "source_id"), (1, "subject"), (2, "course"), (3, "term"), (4, dayOfCredit),
    ]
    /// The day of a grade as a file writes it; empty where there is none.
    static let dayOfCredit = "ifnull(date(nullif(date, \(LayoutColumn.noDay)) * 86400, 'unixepoch'), '')"

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
        let students = try session.context.map(.student)
        let isWhole = mode(.results) == .bulk
        // Homework is fed last; what is neither is counted there and refused there, once.
        let isLast = kind == .homework
        try read(.results, session) { table in
            loader.begin(file: table.file, columns: columns)
        } take: { table in
            if isWhole {
                // Whoever has a row here is not missing, also where the row is refused.
                lookUps.results.note(
                    table.text("lineItemSourcedId"), students.find(table["studentSourcedId"]))
            }
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
            if students.find(table["studentSourcedId"]) == nil,
                lookUps.roster?.hasStudent(Identifier(table.text("studentSourcedId"))) == true
            {
                throw RowRefusal(column: "studentSourcedId", reason: Self.refusedStudent)
            }
            loader.beginRow()
            try loader.set(0, table["studentSourcedId"], from: "studentSourcedId")
            try make(table, item)
            try loader.flushIfFull()
        }
    }
}
