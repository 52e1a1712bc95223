import Foundation

/// Reads decimal numbers out of bytes: digits, a sign, one point, an exponent. Nothing else is a number,
/// neither `nan` and `inf` nor hexadecimal, nor what a `Double` cannot hold.
enum DecimalNumber {
    /// The number; nil where the bytes are none.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var index = 0
        let count = text.count
        var isNegative = false
        if index < count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        var digits: UInt64 = 0
        var digitCount = 0
        var decimals = 0
        var hasPoint = false
        while index < count {
            let byte = text[index]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits = digits &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
                digitCount += 1
                if hasPoint { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            index += 1
        }
        guard digitCount > 0 else { return nil }
        // Up to 15 digits and 22 decimals, one division of two exact numbers rounds as it should.
        if index == count, digitCount <= 15 {
            let value = Double(digits) / powersOfTen[decimals]
            return isNegative && value != 0 ? -value : value
        }
        if index < count {
            guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
            index += 1
            if index < count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
                index += 1
            }
            guard index < count, text[index...].allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        }
        let copy = Array(text.map { CChar(bitPattern: $0) }) + [0]
        let value = strtod(copy, nil)
        return value.isFinite ? (value == 0 ? 0 : value) : nil
    }

    /// A whole number, 0 or more, of up to 15 digits; nil where the bytes are none.
    static func readCount(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard !text.isEmpty, text.count <= 15 else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
