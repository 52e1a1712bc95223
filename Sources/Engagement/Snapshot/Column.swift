/// An immutable run of plain values in memory that several owners share without copying.
///
/// The elements have no references in them, so that a column can be hashed, written and read as bytes,
/// and a reader without reference counting can walk it by ``baseAddress``.
public struct Column<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, @unchecked Sendable {
    // Sendable although it holds a pointer: the memory is never written after `init` and lives as long
    // as its owner, which every copy of the column retains.
    private let owner: any AnyObject & Sendable
    private let elements: UnsafeBufferPointer<Element>

    /// A column with a copy of these elements.
    public init(_ elements: some Collection<Element>) { self.init(elements, in: nil) }

    /// A column with a copy of these elements in memory that columns share; in its own where that has no room.
    init(_ elements: some Collection<Element>, in shared: ColumnMemory?) {
        if !elements.isEmpty, let shared,
            let room = shared.allocate(elements.count * MemoryLayout<Element>.stride)
        {
            let memory = UnsafeMutableBufferPointer(
                start: room.bindMemory(to: Element.self, capacity: elements.count), count: elements.count)
            _ = memory.initialize(from: elements)
            self.elements = UnsafeBufferPointer(memory)
            owner = shared
            return
        }
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = memory.initialize(from: elements)
        self.elements = UnsafeBufferPointer(memory)
        owner = Memory(UnsafeRawBufferPointer(memory))
    }

    /// A column over memory that somebody else holds; `owner` keeps it, unchanged.
    init(_ elements: UnsafeBufferPointer<Element>, owner: any AnyObject & Sendable) {
        self.elements = elements
        self.owner = owner
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { elements.count }

    /// The element in row `row`, 0..<count.
    public subscript(row: Int) -> Element {
        precondition(row >= 0 && row < elements.count, "row \(row) of a column of \(elements.count)")
        return elements[row]
    }

    /// The first element's address, valid as long as this column or a copy of it lives; nil if empty.
    public var baseAddress: UnsafePointer<Element>? { elements.isEmpty ? nil : elements.baseAddress }

    /// The elements as bytes in the machine's order, valid inside `body` only.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
    {
        try body(UnsafeRawBufferPointer(elements))
    }

    private final class Memory: Sendable {
        private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

        init(_ bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
        }

        deinit {
            bytes.deallocate()
        }
    }
}
