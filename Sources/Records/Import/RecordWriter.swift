import GRDB

/// How a row becomes a record: new, changed, or as it was.
extension RecordLoader {
    /// Says which rows are not on record and which stand there with other values.
    ///
    /// Rows and records are walked side by side in the order of their keys. Where the next row lies far
    /// ahead, the walk goes there at once: a few rows need not pass a whole table.
    func compare(_ rows: [UInt32]) throws -> (new: [UInt32], changed: [UInt32]) {
        var new: [UInt32] = []
        var changed: [UInt32] = []
        new.reserveCapacity(rows.count)
        var isThere = false
        func seek(_ row: UInt32) throws {
            statements.walk.reset()
            bindKeys(of: block.row(Int(row)), to: statements.walk)
            isThere = try statements.walk.step()
        }
        if let first = rows.first { try seek(first) }
        for row in rows {
            let slots = block.row(Int(row))
            var order = 1
            var steps = 0
            while isThere {
                order = compareStoredKey(with: slots)
                if order >= 0 { break }
                steps += 1
                if steps > 16 {
                    try seek(row)
                } else {
                    isThere = try statements.walk.step()
                }
            }
            guard isThere, order == 0 else {
                new.append(row)
                continue
            }
            let file = Int(slots[storages.count + 1])
            let origin = statements.walk.integer(storages.count)
            if let earlier = session.files.firstIndex(where: { $0.importID == origin }) {
                session.refuseLater(
                    file: file, line: Int(slots[storages.count]),
                    "the same record came earlier in this import, in \(session.files[earlier].summary.name)")
                continue
            }
            let given = given(of: slots)
            for column in storages.indices
            where given & 1 << UInt64(column) != 0 && !isStored(column, of: slots) {
                if let corrections = try session.corrections(of: origin),
                    try repeatsWhatWasCorrected(row, given: given, in: corrections)
                {
                    session.files[file].summary.corrected += 1
                } else {
                    changed.append(row)
                }
                break
            }
        }
        statements.walk.reset()
        return (new, changed)
    }

    /// Writes rows that are not on record, many with one statement.
    func insert(_ rows: [UInt32]) throws {
        let importIDs = session.files.map(\.importID)
        var counts = [Int](repeating: 0, count: importIDs.count)
        // Where the table gives out numbers, each is needed for the records that name it.
        let size = layout.referent == nil ? RecordStatements.rowsAtOnce : 1
        let whole = size == 1 ? 0 : rows.count - rows.count % size
        for start in stride(from: 0, to: whole, by: size) {
            var place = 1
            for row in rows[start..<start + size] {
                let file = bindRow(Int(row), importIDs: importIDs, to: statements.insertMany, at: &place)
                counts[file] += 1
            }
            try statements.insertMany.run()
        }
        for row in rows[whole...] {
            var place = 1
            let file = bindRow(Int(row), importIDs: importIDs, to: statements.insert, at: &place)
            counts[file] += 1
            try statements.insert.run()
            guard let referent = layout.referent else { continue }
            try session.context.map(referent).insert(
                RowSlots.text(block.row(Int(row))[keys[0]], in: block.bytes),
                number: session.database.lastInsertedRowID)
        }
        for (file, count) in counts.enumerated() { session.files[file].summary.new += count }
    }

    /// Replaces what is on record by a row's values, and keeps what stood there.
    func change(_ row: Int) throws {
        let slots = block.row(row)
        let file = Int(slots[storages.count + 1])
        let given = given(of: slots)
        try keepTrace(slots, importID: session.files[file].importID)
        let columns = storages.indices.filter { given & 1 << UInt64($0) != 0 && !keys.contains($0) }
        if updates[given] == nil {
            updates[given] = SharedStatement(
                try RecordStatements.update(layout, columns: columns, session.database))
        }
        guard let update = updates[given] else { return }
        for (place, column) in columns.enumerated() {
            bind(column, of: slots, to: update.statement, at: place + 1)
        }
        update.statement.bind(session.files[file].importID, at: columns.count + 1)
        bindKeys(of: slots, to: update.statement, from: columns.count + 2)
        try update.statement.run()
        session.files[file].summary.changed += 1
    }

    /// Takes the record with the keys of the row that was begun off the table, and keeps what stood there.
    ///
    /// - Returns: Whether there was one.
    func withdraw(_ slots: UnsafeMutablePointer<Int64>, file: Int) throws -> Bool {
        bindKeys(of: slots, to: statements.find)
        let isKnown = try statements.find.step()
        statements.find.reset()
        guard isKnown else { return false }
        try keepTrace(slots, importID: session.files[file].importID)
        bindKeys(of: slots, to: statements.delete)
        try statements.delete.run()
        session.files[file].summary.ended += 1
        return true
    }

    func keepTrace(_ slots: UnsafeMutablePointer<Int64>, importID: Int64) throws {
        statements.supersede.bind(importID, at: 1)
        statements.supersede.bind(session.time, at: 2)
        bindKeys(of: slots, to: statements.supersede, from: 3)
        try statements.supersede.run()
    }

    func bindKeys(
        of slots: UnsafeMutablePointer<Int64>, to statement: borrowing SQLiteStatement, from first: Int = 1
    ) {
        var place = first
        for column in keys {
            bind(column, of: slots, to: statement, at: place)
            place += 1
        }
    }

    /// Binds all columns.
    func bindColumns(
        of slots: UnsafeMutablePointer<Int64>, to statement: borrowing SQLiteStatement, from first: Int = 1
    ) {
        for column in 0..<storages.count { bind(column, of: slots, to: statement, at: first + column) }
    }

    private func bind(
        _ column: Int, of slots: UnsafeMutablePointer<Int64>, to statement: borrowing SQLiteStatement,
        at place: Int
    ) {
        let slot = slots[column]
        if slot == RowSlots.empty {
            statement.bindNull(at: place)
            return
        }
        switch storages[column] {
        case .integer: statement.bind(slot, at: place)
        case .real: statement.bind(Double(bitPattern: UInt64(bitPattern: slot)), at: place)
        case .text: statement.bind(RowSlots.text(slot, in: block.bytes), at: place)
        }
    }

    /// Binds a row with its import from parameter `place` on, which then is the next one.
    ///
    /// - Returns: The number of the row's file.
    private func bindRow(
        _ row: Int, importIDs: [Int64], to statement: borrowing SQLiteStatement, at place: inout Int
    ) -> Int {
        let slots = block.row(row)
        let file = Int(slots[storages.count + 1])
        bindColumns(of: slots, to: statement, from: place)
        statement.bind(importIDs[file], at: place + storages.count)
        place += storages.count + 1
        return file
    }

    /// Less than, equal to or more than 0 as the record at which the walk stands lies before, on or
    /// behind a row by key.
    private func compareStoredKey(with slots: UnsafeMutablePointer<Int64>) -> Int {
        for key in keys {
            if storages[key] == .text {
                let order = compareBytes(
                    statements.walk.utf8(key), RowSlots.text(slots[key], in: block.bytes))
                if order != 0 { return order }
            } else {
                let stored = statements.walk.integer(key)
                if stored != slots[key] { return stored < slots[key] ? -1 : 1 }
            }
        }
        return 0
    }

    /// Whether the record at which the walk stands holds in a column what the row does.
    private func isStored(_ column: Int, of slots: UnsafeMutablePointer<Int64>) -> Bool {
        let slot = slots[column]
        if statements.walk.isNull(column) { return slot == RowSlots.empty }
        if slot == RowSlots.empty { return false }
        switch storages[column] {
        case .integer: return statements.walk.integer(column) == slot
        case .real: return statements.walk.real(column) == Double(bitPattern: UInt64(bitPattern: slot))
        case .text:
            return compareBytes(
                statements.walk.utf8(column), RowSlots.text(slot, in: block.bytes)) == 0
        }
    }
}
