/// Finds the first byte that cannot stand in a text file: a NUL, or one that is not UTF-8.
///
/// Everything behind the reader may then take bytes for text without a further look.
struct TextCheck {
    enum Fault: Equatable {
        case nul
        case notUTF8(UInt8)
    }

    /// - Parameter isLast: Whether nothing follows, so that a character cut short is a fault.
    /// - Returns: How many bytes are good, and what stands behind them; no fault where a character
    ///   only goes on in bytes that have not come yet.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> (good: Int, fault: Fault?) {
        var index = 0
        let count = bytes.count
        let raw = UnsafeRawBufferPointer(bytes)
        while index < count {
            // Eight ASCII letters at a time, none of them 0.
            while index + 8 <= count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 != 0 { break }
                if (word &- 0x0101_0101_0101_0101) & 0x8080_8080_8080_8080 != 0 { break }
                index += 8
            }
            guard index < count else { break }
            let byte = bytes[index]
            if byte == 0 { return (index, .nul) }
            if byte < 0x80 {
                index += 1
                continue
            }
            let (length, second): (Int, ClosedRange<UInt8>) =
                switch byte {
                case 0xC2...0xDF: (2, 0x80...0xBF)
                case 0xE0: (3, 0xA0...0xBF)
                case 0xED: (3, 0x80...0x9F)
                case 0xE1...0xEF: (3, 0x80...0xBF)
                case 0xF0: (4, 0x90...0xBF)
                case 0xF1...0xF3: (4, 0x80...0xBF)
                case 0xF4: (4, 0x80...0x8F)
                default: (0, 0x80...0xBF)
                }
            guard length > 0 else { return (index, .notUTF8(byte)) }
            for place in 1..<length {
                guard index + place < count else {
                    return (index, isLast ? .notUTF8(byte) : nil)
                }
                let next = bytes[index + place]
                let isGood = place == 1 ? second.contains(next) : next & 0xC0 == 0x80
                guard isGood else { return (index, .notUTF8(byte)) }
            }
            index += length
        }
        return (count, nil)
    }
}
