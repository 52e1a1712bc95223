/// A record of fixed size in a snapshot: plain numbers and ``Text``s, without a padding byte, so that
/// equal records are equal bytes.
public protocol SnapshotRecord: BitwiseCopyable, Sendable {
    /// Gives each text of the record to `visit`, always in the same order.
    mutating func visitTexts(_ visit: (inout Text) -> Void)
}

extension CalendarDate: SnapshotRecord {
    public mutating func visitTexts(_ visit: (inout Text) -> Void) {}
}

/// The records of one kind, by the row of whom they belong to.
public struct EventTable<Record: SnapshotRecord>: Sendable {
    /// All records: those of row 0, then those of row 1, and so on.
    public let records: Column<Record>
    /// Where each row's records begin in ``records``, and behind the last row, where they end.
    public let starts: Column<UInt32>
    /// Who recorded each of ``records``.
    public let origins: OriginRuns

    /// The records of a row, in the order of their dates; empty if it has none.
    public subscript(row: Int) -> Slice<Column<Record>> {
        records[Int(starts[row])..<Int(starts[row + 1])]
    }

    /// Whether no row has a record: the district holds nothing of this kind.
    public var isEmpty: Bool { records.isEmpty }
}

/// Gathers records in any order of rows and puts them into the order of the rows.
struct EventTableBuilder<Record: SnapshotRecord> {
    private var rows: [UInt32] = []
    private var records: [Record] = []
    private var origins: [Int32] = []
    private var isSorted = true

    /// - Parameter origin: Its number; -1 where nobody said.
    mutating func append(_ record: Record, row: Int, origin: Int32 = -1) {
        let row = UInt32(row)
        if let last = rows.last, last > row { isSorted = false }
        rows.append(row)
        records.append(record)
        origins.append(origin)
    }

    /// Gives each record and its row to `body`, in the order in which they came.
    func visitRecords(_ body: (Record, Int) -> Void) {
        for (row, record) in zip(rows, records) { body(record, Int(row)) }
    }

    /// The table of `rowCount` rows; records of one row stay in the order in which they came.
    func finish(rowCount: Int, texts: inout TextRenumbering) -> EventTable<Record> {
        var starts = [UInt32](repeating: 0, count: rowCount + 1)
        for row in rows { starts[Int(row) + 1] += 1 }
        for row in 0..<rowCount { starts[row + 1] += starts[row] }
        var sorted = records
        var sortedOrigins = origins
        if !isSorted {
            var next = starts
            for (number, row) in rows.enumerated() {
                let place = Int(next[Int(row)])
                sorted[place] = records[number]
                sortedOrigins[place] = origins[number]
                next[Int(row)] += 1
            }
        }
        for index in sorted.indices {
            sorted[index].visitTexts { $0 = texts.renumber($0) }
        }
        return EventTable(
            records: Column(sorted, in: texts.memory), starts: Column(starts, in: texts.memory),
            origins: OriginRuns(sortedOrigins, in: texts.memory))
    }
}

/// Gives texts their final numbers in the order in which the finished snapshot first names them.
///
/// The order in which a database hands out its rows must not show in a snapshot: the same content gives
/// the same bytes, and so the same fingerprint.
struct TextRenumbering {
    private let old: TextPoolBuilder
    private(set) var new = TextPoolBuilder()
    private var numbers: [UInt32]
    /// Where the columns lie whose texts have been given their numbers; nil for memory of their own.
    let memory: ColumnMemory?

    init(_ old: TextPoolBuilder, in memory: ColumnMemory? = nil) {
        self.old = old
        self.memory = memory
        numbers = [UInt32](repeating: 0, count: old.ends.count)
    }

    mutating func renumber(_ text: Text) -> Text {
        if text == .none { return text }
        let known = numbers[Int(text.number)]
        if known != 0 { return Text(number: known) }
        let renumbered = old.withUTF8(of: text) { new.intern($0) }
        numbers[Int(text.number)] = renumbered.number
        return renumbered
    }

    mutating func renumber(_ texts: [Text]) -> Column<Text> {
        Column(texts.map { renumber($0) }, in: memory)
    }
}
