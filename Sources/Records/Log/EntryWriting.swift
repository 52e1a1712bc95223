public import Engagement
import GRDB

extension DistrictDatabase {
    /// Records what a mentor enters by hand, at once, as an import of one row would: checked the same way,
    /// with who, when and from where (the file `log`), and with what it replaces kept beside.
    ///
    /// An entry that has the key of a record corrects it; the columns it leaves out stay. Two contacts or
    /// interventions of a kind on a day are two records, unless an id says that they are the same.
    ///
    /// What is left out of an entry and can only be one thing is filled in: the day is `today`, the mentor
    /// the student's only one, the recorder `user`. An entry about a goal that was open on its day
    /// goes to that goal, and what it says of the progress is kept by that day; one that ends an
    /// intervention goes to the only open one of its kind.
    ///
    /// - Throws: ``LogRefusal`` for an entry that is wrong, ``RecordsError`` where it cannot be written.
    public func record(_ entry: LogEntry, user: String, today: CalendarDate) throws -> LoggedEntry {
        try logging(user: user) { session in
            let rows = try EntryCompletion(session: session, today: today).rows(of: entry)
            return try EntryWriter(session, file: RecordOrigin.byHand).write(rows)
        }
    }

    /// One transaction by hand; nothing of it stays where nothing changed.
    func logging(user: String, _ body: (ImportSession) throws -> LoggedEntry) throws -> LoggedEntry {
        try RecordsError.explaining(path: path, action: "the entry") {
            try pool.writeWithoutTransaction { database in
                var logged: LoggedEntry?
                try database.inTransaction(.immediate) {
                    try Self.addBuiltInIndicators(database)
                    let session = ImportSession(
                        database, options: ImportOptions(), user: user, progress: nil, isByHand: true)
                    let result = try body(session)
                    logged = result
                    return result.effect == .unchanged ? .rollback : .commit
                }
                guard let logged else { throw RecordsError(.cannot, "\(path): the entry was not written") }
                return logged
            }
        }
    }
}

/// One record of an entry, complete.
struct EntryRow {
    let layout: RecordLayout
    /// The columns by name.
    var fields: [String: String]
    /// Whether it goes to the record that has its key; otherwise it may be one more of its kind that day.
    var isCorrection = false
    /// Whether it says that somebody looked at what is on record.
    var isNoted: Bool { layout.name == RecordLayout.interventions.name && fields["note"]?.isEmpty == false }
}

/// Writes entries by hand through the importer's own checks.
struct EntryWriter {
    let session: ImportSession
    /// The number of the reading that stands for this entry.
    let file: Int

    init(_ session: ImportSession, file name: String) throws {
        self.session = session
        file = try session.enter(InputFile(name: name, baseName: name, place: "") { MemorySource([]) }).file
    }

    var importID: Int64 { session.files[file].importID }

    /// Writes records and enters them into the book of entries.
    func write(_ rows: [EntryRow]) throws -> LoggedEntry {
        let keys = try put(rows)
        let summary = session.files[file].summary
        // The same note again is one more review.
        if summary.new + summary.changed == 0 {
            for (key, row) in zip(keys, rows) where row.isNoted { try touch(key, row) }
        }
        var lines: [String] = []
        var effects: [LoggedEntry.Effect] = []
        for key in keys {
            guard let now = try key.read(session.database), now.origin == importID else { continue }
            try session.database.execute(
                sql: "INSERT INTO entry (import, record, key) VALUES (?, ?, ?)",
                arguments: [importID, key.layout.name, key.stored])
            let before = try key.read(supersededBy: importID, session.database)
            lines.append(try EntryDescription(session.database).line(key, now.values, before: before?.values))
            effects.append(before == nil ? .recorded : .corrected)
        }
        let isChanged = !lines.isEmpty
        if !isChanged {
            lines = try keys.prefix(1).compactMap { key in
                try key.read(session.database).map { found in
                    try EntryDescription(session.database).line(key, found.values)
                }
            }
        }
        return LoggedEntry(
            effect: summary.new > 0 ? .recorded : isChanged ? .corrected : .unchanged,
            effects: isChanged ? effects : nil, descriptions: lines)
    }

    /// Says anew what is on record, and keeps what stood there.
    private func touch(_ key: RecordKey, _ row: EntryRow) throws {
        let loader = try session.loader(row.layout)
        try fill(row, loader)
        try loader.keepTrace(loader.begunRow, importID: importID)
        try key.setOrigin(importID, session.database)
    }

    /// Writes records without entering them.
    ///
    /// - Returns: Their keys.
    func put(_ rows: [EntryRow]) throws -> [RecordKey] {
        let keys = try rows.map(gather)
        for layout in RecordLayout.all where rows.contains(where: { $0.layout.name == layout.name }) {
            try session.finish(layout)
        }
        if let refusal = session.pending.first { throw LogRefusal("", "", refusal.reason) }
        return keys
    }

    /// Takes the record with a row's key off its table, and keeps what stood there.
    func withdraw(_ row: EntryRow) throws {
        let loader = try session.loader(row.layout)
        try fill(row, loader)
        _ = try loader.withdraw(loader.begunRow, file: file)
        try session.finish(row.layout)
    }

    private func gather(_ row: EntryRow) throws -> RecordKey {
        let loader = try session.loader(row.layout)
        try fill(row, loader)
        try refusing(row) { () throws(RowProblem) in try loader.endRow(line: 1) }
        return try loader.begunKey()
    }

    private func fill(_ row: EntryRow, _ loader: RecordLoader) throws {
        let (layout, fields) = (row.layout, row.fields)
        let given = layout.columns.indices.filter { fields[layout.columns[$0].name] != nil }
        loader.begin(file: file, columns: given)
        loader.beginRow()
        for (column, description) in layout.columns.enumerated() where description.presence != .derived {
            guard let value = fields[description.name] ?? (description.presence == .required ? "" : nil)
            else {
                continue
            }
            try refusing(row) { () throws(RowProblem) in try loader.set(column, text: value) }
        }
        // Two talks with a guardian on a day are two: the second gets an id of its own.
        if !row.isCorrection, let column = layout.column("\(layout.table)_id"),
            fields["\(layout.table)_id"] == nil
        {
            var number = 1
            while try loader.isBegunOnRecord() {
                number += 1
                try refusing(row) { () throws(RowProblem) in try loader.set(column, text: String(number)) }
            }
        }
    }

    private func refusing(
        _ row: EntryRow, _ body: () throws(RowProblem) -> Void
    ) throws(LogRefusal) {
        do throws(RowProblem) {
            try body()
        } catch {
            let column = error.column.map { row.layout.columns[$0].name } ?? ""
            throw LogRefusal(column, row.fields[column] ?? "", error.reason)
        }
    }
}
