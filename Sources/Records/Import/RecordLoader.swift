import GRDB

/// Takes rows of one layout, checks them field by field, and brings the table into line with them.
///
/// Rows gather in a block. A full block is sorted by key, compared with what is on record and written
/// in the table's own order, which is what makes SQLite fast.
final class RecordLoader {
    let layout: RecordLayout
    let block: RowBlock
    let statements: RecordStatements
    /// Who shares the loader with the rest of the import, and outlives it.
    unowned let session: ImportSession
    /// The layout's keys and how its columns are stored, at hand.
    let keys: [Int]
    let storages: [ColumnType.Storage]
    private let emptyRow: [Int64]
    var updates: [UInt64: SharedStatement] = [:]
    /// What ``RecordStatements/asRead(_:_:)`` makes, once it is needed.
    var asRead: SharedStatement?
    private var readers: [FieldReader] = []
    private var row: UnsafeMutablePointer<Int64>
    private var file = 0

    /// The row that was begun and not ended.
    var begunRow: UnsafeMutablePointer<Int64> { row }

    init(_ layout: RecordLayout, session: ImportSession) throws {
        self.layout = layout
        self.session = session
        keys = layout.keys
        storages = layout.columns.map(\.type.storage)
        emptyRow = layout.columns.map { $0.absent ?? RowSlots.empty }
        block = RowBlock(columns: layout.columns.count)
        statements = try RecordStatements(layout, session.database)
        row = block.beginRow()
        for column in layout.columns.indices {
            readers.append(
                try FieldReader(
                    layout, column: column, codes: session.context.codes[layout.name] ?? [:],
                    context: session.context))
        }
    }

    /// Begins a file whose rows give these columns. What is on record in the others stays.
    func begin(file: Int, columns: [Int]) {
        self.file = file
        session.files[file].columns[layout.name] = columns.reduce(into: derivedColumns) {
            $0 |= 1 << UInt64($1)
        }
    }

    /// The columns that the file of a row gives, a bit each.
    func given(of slots: UnsafeMutablePointer<Int64>) -> UInt64 {
        session.files[Int(slots[storages.count + 1])].columns[layout.name] ?? 0
    }

    private var derivedColumns: UInt64 {
        var columns: UInt64 = 0
        for (number, column) in layout.columns.enumerated()
        where column.presence == .derived && layout.referent == nil {
            columns |= 1 << UInt64(number)
        }
        return columns
    }

    /// Begins a row; one that was begun and not ended is dropped.
    func beginRow() {
        row = block.beginRow()
        for column in 0..<emptyRow.count { row[column] = emptyRow[column] }
    }

    /// Gives the row the value of a column.
    func set(_ column: Int, _ field: UnsafeBufferPointer<UInt8>) throws(RowProblem) {
        row[column] = try readers[column].read(field, into: block)
    }

    /// Gives the row the value of a column. What a reader of files has not looked through may hold a NUL, which the
    /// file of an export could not.
    func set(_ column: Int, text: String) throws(RowProblem) {
        guard !text.utf8.contains(0) else {
            throw RowProblem(column: column, "holds a NUL, which no text file may; leave it out")
        }
        var text = text
        var problem: RowProblem?
        text.withUTF8 { bytes in
            do throws(RowProblem) { try set(column, bytes) } catch { problem = error }
        }
        if let problem { throw problem }
    }

    /// Ends the row and keeps it, if what must hold between its columns does.
    func endRow(line: Int) throws(RowProblem) {
        try layout.check(RowSlots(slots: row, bytes: UnsafePointer(block.bytes)), session.context)
        row[storages.count] = Int64(line)
        row[storages.count + 1] = Int64(file)
        block.keepRow()
    }

    /// Writes a full block; to be called between rows.
    func flushIfFull() throws {
        if block.isFull { try flush() }
    }

    /// Writes what has been gathered.
    func flush() throws {
        guard block.count > 0 else { return }
        let rows = distinctRows()
        let (new, changed) = try compare(layout.review.map { try $0(self, rows) } ?? rows)
        try insert(new)
        for row in changed where try holdsTogether(row) {
            try layout.referent == .student ? changeStudent(Int(row)) : change(Int(row))
        }
        block.removeAll()
        session.context.noteChange(of: layout.referent)
    }

    // MARK: - Order

    /// A row and a number that orders it as far as the first one or two keys do.
    private struct Place {
        let prefix: UInt64
        let row: UInt32
    }

    /// The rows by key, without those whose key an earlier row has; these are refused.
    private func distinctRows() -> [UInt32] {
        var places = [Place]()
        places.reserveCapacity(block.count)
        var isSorted = true
        for row in 0..<block.count {
            let prefix = prefix(of: row)
            if let last = places.last, last.prefix >= prefix { isSorted = false }
            places.append(Place(prefix: prefix, row: UInt32(row)))
        }
        if isSorted { return Array(0..<UInt32(block.count)) }
        places.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            let order = compareKeys(Int(left.row), Int(right.row))
            return order == 0 ? left.row < right.row : order < 0
        }
        var rows = [UInt32]()
        rows.reserveCapacity(places.count)
        var previous = places[0]
        for place in places {
            let isSame =
                !rows.isEmpty && place.prefix == previous.prefix
                && compareKeys(Int(previous.row), Int(place.row)) == 0
            if isSame {
                refuseDuplicate(place.row, of: previous.row)
            } else {
                rows.append(place.row)
                previous = place
            }
        }
        return rows
    }

    private func prefix(of row: Int) -> UInt64 {
        let slots = block.row(row)
        if storages[keys[0]] == .text {
            let text = RowSlots.text(slots[keys[0]], in: block.bytes)
            return (0..<8).reduce(0) { $0 << 8 | ($1 < text.count ? UInt64(text[$1]) : 0) }
        }
        func half(_ key: Int) -> UInt64 {
            UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: slots[key])) ^ 0x8000_0000)
        }
        guard keys.count > 1, storages[keys[1]] != .text else { return half(keys[0]) << 32 }
        return half(keys[0]) << 32 | half(keys[1])
    }

    /// Less than, equal to or more than 0 as the first row's key lies before, on or behind the second's.
    private func compareKeys(_ left: Int, _ right: Int) -> Int {
        let (left, right) = (block.row(left), block.row(right))
        for key in keys {
            if storages[key] == .text {
                let order = compareBytes(
                    RowSlots.text(left[key], in: block.bytes), RowSlots.text(right[key], in: block.bytes))
                if order != 0 { return order }
            } else if left[key] != right[key] {
                return left[key] < right[key] ? -1 : 1
            }
        }
        return 0
    }

    /// Refuses a row of the block that was found wrong after its file had been read.
    func refuse(_ row: UInt32, _ reason: String) {
        let slots = block.row(Int(row))
        let place = layout.columns.count
        session.refuseLater(file: Int(slots[place + 1]), line: Int(slots[place]), reason)
    }

    private func refuseDuplicate(_ row: UInt32, of first: UInt32) {
        let place = layout.columns.count
        let (slots, firstSlots) = (block.row(Int(row)), block.row(Int(first)))
        let firstFile = Int(firstSlots[place + 1])
        let namedFile =
            firstFile == Int(slots[place + 1]) ? "" : "\(session.files[firstFile].summary.name), "
        refuse(
            row,
            "the same record stands on \(namedFile)line \(firstSlots[place]) already; what makes it the same: "
                + layout.keys.filter { layout.columns[$0].presence != .derived }
                .map { layout.columns[$0].name }.joined(separator: ", "))
    }
}

/// Less than, equal to or more than 0 as the first text lies before, on or behind the second by its bytes.
func compareBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    let common = min(left.count, right.count)
    for index in 0..<common where left[index] != right[index] {
        return left[index] < right[index] ? -1 : 1
    }
    return left.count - right.count
}
