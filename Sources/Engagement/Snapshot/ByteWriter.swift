/// Puts values behind one another as bytes, for a ``ByteReader`` of the same program to take out again in
/// the same order. No format for files that outlive a run.
package struct ByteWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ value: Int) {
        withUnsafeBytes(of: Int64(value)) { bytes.append(contentsOf: $0) }
    }

    package mutating func write(_ value: Double) {
        write(Int(Int64(bitPattern: value.bitPattern)))
    }

    /// A number, or that there is none.
    package mutating func write(_ value: Double?) {
        write(value == nil ? 0 : 1)
        if let value { write(value) }
    }

    package mutating func write(_ value: [UInt8]) {
        write(value.count)
        bytes.append(contentsOf: value)
    }

    package mutating func write(_ value: String) {
        write(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    /// A text, or that there is none.
    package mutating func write(_ value: String?) {
        write(value == nil ? 0 : 1)
        if let value { write(value) }
    }

    package mutating func write<Element>(
        _ list: some Collection<Element>, _ body: (inout ByteWriter, Element) -> Void
    ) {
        write(list.count)
        for element in list { body(&self, element) }
    }
}

/// Takes out what a ``ByteWriter`` put in.
package struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// Whoever wrote the bytes did not write what is being read.
    package struct Mismatch: Error {
        package init() {}
    }

    /// A reader of bytes that stay where they are while it is used.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Whether all has been taken out.
    package var isAtEnd: Bool { position == bytes.count }

    package mutating func int() throws(Mismatch) -> Int {
        let part = try take(8)
        return Int(part.loadUnaligned(as: Int64.self))
    }

    package mutating func double() throws(Mismatch) -> Double {
        Double(bitPattern: UInt64(bitPattern: Int64(try int())))
    }

    package mutating func optionalDouble() throws(Mismatch) -> Double? {
        try int() == 0 ? nil : try double()
    }

    package mutating func byteArray() throws(Mismatch) -> [UInt8] {
        [UInt8](try take(try int()))
    }

    /// Bytes where they lie.
    package mutating func bytesInPlace() throws(Mismatch) -> UnsafeRawBufferPointer { try take(try int()) }

    /// A text; bytes that are no UTF-8 are refused.
    package mutating func string() throws(Mismatch) -> String {
        guard let text = String(validating: try take(try int()), as: UTF8.self) else { throw Mismatch() }
        return text
    }

    package mutating func optionalString() throws(Mismatch) -> String? {
        try int() == 0 ? nil : try string()
    }

    package mutating func list<Element>(
        _ body: (inout ByteReader) throws(Mismatch) -> Element
    ) throws(Mismatch) -> [Element] {
        let count = try int()
        // An element takes a byte at least: a count beyond the bytes is none.
        guard count >= 0, count <= bytes.count - position else { throw Mismatch() }
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try body(&self)) }
        return list
    }

    private mutating func take(_ count: Int) throws(Mismatch) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - position else { throw Mismatch() }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }
}
