/// Who recorded a snapshot's records, when and from where: each origin once.
///
/// It is no part of the content: the same records from another file are the same snapshot, with the same
/// fingerprint.
public struct OriginTable: Sendable {
    struct Entry: BitwiseCopyable, Sendable {
        let at: Int64
        let user: Text
        let source: Text
    }

    let entries: Column<Entry>
    /// The texts of the entries, apart from those of the records.
    let texts: TextPool

    /// How many origins there are.
    public var count: Int { entries.count }

    /// The origin with this number, 0..<count.
    public subscript(number: Int) -> RecordOrigin {
        let entry = entries[number]
        return RecordOrigin(user: texts[entry.user], at: entry.at, source: texts[entry.source])
    }
}

/// Gathers origins under numbers in the order in which they come.
struct OriginTableBuilder {
    private var entries: [OriginTable.Entry] = []
    private var texts = TextPoolBuilder()

    mutating func add(_ origin: RecordOrigin) -> Int32 {
        entries.append(
            OriginTable.Entry(
                at: origin.at, user: texts.intern(origin.user), source: texts.intern(origin.source)))
        return Int32(entries.count - 1)
    }

    func finish(in memory: ColumnMemory?) -> OriginTable {
        OriginTable(entries: Column(entries, in: memory), texts: texts.finish(in: memory))
    }
}

/// Which origin each record of a table has: a run for records beside one another that have the same, as those of
/// one file do.
public struct OriginRuns: Sendable {
    /// The place of each run's first record, ascending; the first is 0.
    let starts: Column<UInt32>
    /// The number of each run's origin in the ``OriginTable``; -1 where nobody said.
    let numbers: Column<Int32>

    /// - Parameter numbers: One a record, in the records' order; -1 where nobody said.
    init(_ numbers: [Int32], in memory: ColumnMemory?) {
        var starts: [UInt32] = []
        var runs: [Int32] = []
        for (place, number) in numbers.enumerated() where runs.last != number {
            starts.append(UInt32(place))
            runs.append(number)
        }
        if runs == [-1] { (starts, runs) = ([], []) }
        self.init(starts: Column(starts, in: memory), numbers: Column(runs, in: memory))
    }

    init(starts: Column<UInt32>, numbers: Column<Int32>) {
        self.starts = starts
        self.numbers = numbers
    }

    /// The number of the origin of the record at a place; nil where nobody said.
    public func number(of place: Int) -> Int? {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= place { low = middle + 1 } else { high = middle }
        }
        return low == 0 || numbers[low - 1] < 0 ? nil : Int(numbers[low - 1])
    }
}
