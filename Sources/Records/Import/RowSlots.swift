import Engagement

/// One row on its way into the database: each column of its layout as 64 bits.
///
/// Integers as they are, numbers as their bit pattern, texts as a place in the block's bytes. ``empty``
/// stands for a field without a value.
struct RowSlots: ~Copyable {
    /// Stands for no value. As the bits of a number it would be -0, which is stored as 0.
    static let empty = Int64.min

    let slots: UnsafeMutablePointer<Int64>
    let bytes: UnsafePointer<UInt8>

    /// The column's integer; nil if empty.
    func integer(_ column: Int) -> Int64? {
        slots[column] == Self.empty ? nil : slots[column]
    }

    /// The column's number; nil if empty.
    func real(_ column: Int) -> Double? {
        slots[column] == Self.empty ? nil : Double(bitPattern: UInt64(bitPattern: slots[column]))
    }

    /// The column's day; nil if empty.
    func date(_ column: Int) -> CalendarDate? {
        integer(column).map { CalendarDate(dayNumber: Int32(truncatingIfNeeded: $0)) }
    }

    /// The column's text; empty if it has none.
    func text(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        Self.text(slots[column], in: bytes)
    }

    /// Sets a column that the importer fills itself.
    func set(_ column: Int, _ value: Int64) {
        slots[column] = value
    }

    static func text(_ slot: Int64, in bytes: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        if slot == empty { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: bytes + Int(slot >> 32), count: Int(slot & 0xFFFF_FFFF))
    }
}
