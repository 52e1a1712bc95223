/// The number of a text in a snapshot's ``TextPool``: equal texts have equal numbers.
public struct Text: Hashable, Sendable, BitwiseCopyable {
    /// The text's number in its pool.
    public let number: UInt32

    /// The empty text, which also stands where no text is known.
    public static let none = Text(number: 0)
}

/// Every text of a snapshot once, as UTF-8.
public struct TextPool: Sendable {
    /// All texts after one another.
    let bytes: Column<UInt8>
    /// Where each text ends in ``bytes``.
    let ends: Column<UInt32>

    /// The UTF-8 of a text, valid as long as the snapshot lives.
    public func utf8(_ text: Text) -> UnsafeBufferPointer<UInt8> {
        let number = Int(text.number)
        guard number > 0, number < ends.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        let start = Int(ends[number - 1])
        let end = Int(ends[number])
        guard end > start, let base = bytes.baseAddress else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: base + start, count: end - start)
    }

    /// The text as a string; empty where none is known.
    public subscript(text: Text) -> String {
        String(decoding: utf8(text), as: UTF8.self)
    }

    /// The text as a string, or nil where none is known.
    public func ifKnown(_ text: Text) -> String? {
        text == .none ? nil : self[text]
    }
}

/// Gathers texts, each once, under numbers in the order in which they first come.
struct TextPoolBuilder {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [UInt32] = [0]
    // Open addressing over the numbers of texts, 0 for a free place; always a power of two long and at
    // most half full, so that a probe ends.
    private var places = [UInt32](repeating: 0, count: 1024)

    /// The number of the text with this UTF-8.
    mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Text {
        if text.isEmpty { return .none }
        var place = Self.hash(text) & (places.count - 1)
        while places[place] != 0 {
            if matches(places[place], text) { return Text(number: places[place]) }
            place = (place + 1) & (places.count - 1)
        }
        let number = UInt32(ends.count)
        bytes.append(contentsOf: text)
        ends.append(UInt32(bytes.count))
        places[place] = number
        if ends.count * 2 > places.count { grow() }
        return Text(number: number)
    }

    /// The number of this text.
    mutating func intern(_ text: String) -> Text {
        var text = text
        return text.withUTF8 { intern($0) }
    }

    /// The UTF-8 of a text, valid inside `body` only.
    func withUTF8<Result>(of text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { all in
            let range = range(of: text.number)
            return body(UnsafeBufferPointer(rebasing: all[range]))
        }
    }

    /// The finished pool.
    func finish(in memory: ColumnMemory? = nil) -> TextPool {
        TextPool(bytes: Column(bytes, in: memory), ends: Column(ends, in: memory))
    }

    private func range(of number: UInt32) -> Range<Int> {
        let number = Int(number)
        return number == 0 ? 0..<0 : Int(ends[number - 1])..<Int(ends[number])
    }

    private func matches(_ number: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(of: number)
        return range.count == text.count
            && bytes.withUnsafeBufferPointer { $0[range].elementsEqual(text) }
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 4)
        for number in 1..<ends.count {
            var place = withUTF8(of: Text(number: UInt32(number)), Self.hash) & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(number)
        }
    }

    // FNV-1a. Texts come from one district's own files, and a bad hash costs time, not correctness.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff_ffff_ffff)
    }
}
