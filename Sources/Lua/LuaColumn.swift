/// A column of plain cells in memory, from which C reads a field without entering Swift.
///
/// The memory must not move or change while the state lives; `owner` is kept alive with the type.
public struct LuaColumn {
    /// How a cell is stored, and which cell means nil.
    public enum Element: Int32, Sendable {
        /// NaN is nil.
        case float64 = 1
        /// NaN is nil.
        case float32
        /// The least integer is nil, here and in the next three.
        case int64
        case int32
        case int16
        case int8
        /// The largest integer is nil, here and in the next.
        case uint8
        case uint16
        /// One byte: 0 is false, 1 is true, anything else nil.
        case boolean
        /// The cell and its successor are `UInt32` offsets into `text`: there is one cell more than rows.
        case text
    }

    let element: Element
    let base: UnsafeRawPointer
    let stride: Int
    let count: Int
    let text: UnsafeRawPointer?
    let owner: AnyObject?

    /// - Parameters:
    ///   - base: the cell of row 0.
    ///   - stride: bytes from a row's cell to the next one's.
    ///   - count: the rows; a row out of 0..<count reads as nil.
    ///   - text: for `.text`, the bytes.
    ///   - owner: what keeps the memory.
    public init(
        _ element: Element, base: UnsafeRawPointer, stride: Int, count: Int, text: UnsafeRawPointer? = nil,
        owner: AnyObject? = nil
    ) {
        self.element = element
        self.base = base
        self.stride = stride
        self.count = count
        self.text = text
        self.owner = owner
    }
}
