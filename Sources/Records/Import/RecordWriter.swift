import GRDB

/// How a row becomes a record: new, changed, or as it was.
extension RecordLoader {
    /// Writes rows of which none is on record, many with one statement.
    func insertAll(_ rows: [UInt32]) throws {
        let importIDs = session.files.map(\.importID)
        var counts = [Int](repeating: 0, count: importIDs.count)
        let width = storages.count
        let size = RecordStatements.rowsAtOnce
        let whole = rows.count - rows.count % size
        for start in stride(from: 0, to: whole, by: size) {
            var place = 1
            for row in start..<start + size {
                let slots = block.row(Int(rows[row]))
                for column in 0..<width {
                    bind(column, of: slots, to: statements.insertMany, at: place)
                    place += 1
                }
                let file = Int(slots[width + 1])
                statements.insertMany.bind(importIDs[file], at: place)
                place += 1
                counts[file] += 1
            }
            try statements.insertMany.run()
        }
        for (file, count) in counts.enumerated() { session.files[file].summary.new += count }
        for row in rows[whole...] { try apply(Int(row), tableIsEmpty: true) }
    }

    /// Compares a row with what is on record, and writes it where it is new or changed.
    func apply(_ row: Int, tableIsEmpty: Bool) throws {
        let slots = block.row(row)
        let file = Int(slots[storages.count + 1])
        if !tableIsEmpty {
            bindKeys(of: slots, to: statements.find)
            let isKnown = try statements.find.step()
            if isKnown {
                let given = session.files[file].columns[layout.name] ?? 0
                let isSame = storages.indices.allSatisfy {
                    given & 1 << UInt64($0) == 0 || isStored($0, of: slots)
                }
                statements.find.reset()
                if !isSame { try change(slots, file: file, given: given) }
                return
            }
            statements.find.reset()
        }
        for column in storages.indices {
            bind(column, of: slots, to: statements.insert, at: column + 1)
        }
        statements.insert.bind(session.files[file].importID, at: storages.count + 1)
        try statements.insert.run()
        session.files[file].summary.new += 1
        if let referent = layout.referent, let key = layout.keys.first {
            try session.context.map(referent).insert(
                RowSlots.text(slots[key], in: block.bytes), number: session.database.lastInsertedRowID)
        }
    }

    /// Replaces what is on record by the row's values, and keeps what stood there.
    private func change(_ slots: UnsafeMutablePointer<Int64>, file: Int, given: UInt64) throws {
        try keepTrace(slots, importID: session.files[file].importID)
        let columns = layout.columns.indices.filter {
            given & 1 << UInt64($0) != 0 && !layout.columns[$0].isKey
        }
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

    private func keepTrace(_ slots: UnsafeMutablePointer<Int64>, importID: Int64) throws {
        statements.supersede.bind(importID, at: 1)
        statements.supersede.bind(session.time, at: 2)
        bindKeys(of: slots, to: statements.supersede, from: 3)
        try statements.supersede.run()
    }

    private func bindKeys(
        of slots: UnsafeMutablePointer<Int64>, to statement: borrowing SQLiteStatement, from first: Int = 1
    ) {
        var place = first
        for column in keys {
            bind(column, of: slots, to: statement, at: place)
            place += 1
        }
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

    /// Whether the record that was found holds in a column what the row does.
    private func isStored(_ column: Int, of slots: UnsafeMutablePointer<Int64>) -> Bool {
        let slot = slots[column]
        if statements.find.isNull(column) { return slot == RowSlots.empty }
        if slot == RowSlots.empty { return false }
        switch storages[column] {
        case .integer: return statements.find.integer(column) == slot
        case .real: return statements.find.real(column) == Double(bitPattern: UInt64(bitPattern: slot))
        case .text:
            return compareBytes(
                statements.find.utf8(column), RowSlots.text(slot, in: block.bytes)) == 0
        }
    }
}
