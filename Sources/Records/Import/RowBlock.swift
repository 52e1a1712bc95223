/// Rows of one layout on their way into the database, packed: what is read of a file before it is
/// compared with what is on record.
final class RowBlock {
    /// Slots a row: the layout's columns, then the line, then the number of the file.
    let width: Int
    private(set) var slots: UnsafeMutablePointer<Int64>
    private var rowCapacity = 1024
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var byteCapacity = 1 << 16
    private(set) var byteCount = 0
    /// How many rows are in it; the row behind them is being filled.
    private(set) var count = 0
    private var byteCountBefore = 0

    /// As many rows or bytes as a block should hold, so that memory stays bounded however long a file is.
    static let fullRows = 2_000_000
    static let fullBytes = 256 << 20

    init(columns: Int) {
        width = columns + 2
        slots = .allocate(capacity: rowCapacity * width)
        bytes = .allocate(capacity: byteCapacity)
    }

    deinit {
        slots.deallocate()
        bytes.deallocate()
    }

    var isFull: Bool { count >= Self.fullRows || byteCount >= Self.fullBytes }

    /// The slots of a row.
    func row(_ row: Int) -> UnsafeMutablePointer<Int64> { slots + row * width }

    /// Begins a row; what was put into one that was not kept is dropped.
    func beginRow() -> UnsafeMutablePointer<Int64> {
        byteCount = byteCountBefore
        if count == rowCapacity {
            let larger = UnsafeMutablePointer<Int64>.allocate(capacity: rowCapacity * 2 * width)
            larger.update(from: slots, count: count * width)
            slots.deallocate()
            slots = larger
            rowCapacity *= 2
        }
        return row(count)
    }

    /// Keeps the row that was begun.
    func keepRow() {
        count += 1
        byteCountBefore = byteCount
    }

    /// Puts a text into the block and returns its slot.
    func add(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
        guard let base = text.baseAddress, !text.isEmpty else { return 0 }
        while byteCount + text.count > byteCapacity {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity * 2)
            larger.update(from: bytes, count: byteCount)
            bytes.deallocate()
            bytes = larger
            byteCapacity *= 2
        }
        (bytes + byteCount).update(from: base, count: text.count)
        defer { byteCount += text.count }
        return Int64(byteCount) << 32 | Int64(text.count)
    }

    /// Empties the block.
    func removeAll() {
        count = 0
        byteCount = 0
        byteCountBefore = 0
    }
}
