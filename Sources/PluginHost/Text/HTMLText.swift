/// Text on its way into HTML, between tags or as an attribute's value in quotes.
enum HTMLText {
    /// The text with everything written as an entity that means something in HTML; see ``NeutralText``.
    ///
    /// Goes by bytes: a quotation mark that a combining sign follows is one Character with it, and ends an
    /// attribute nonetheless.
    static func escape(_ text: [UInt8]) -> [UInt8] {
        if text.allSatisfy(isPlain) { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 16)
        for byte in NeutralText.neutral(text).utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case UInt8(ascii: "'"): result += "&#39;".utf8
            default: result.append(byte)
            }
        }
        return result
    }

    static func escape(_ text: String) -> String {
        String(decoding: escape(Array(text.utf8)), as: UTF8.self)
    }

    /// Text between tags, escaped, in which what is one value stays on one line: a number with its percent
    /// sign, and a day, as `<time>`.
    static func prose(_ text: String) -> String {
        let bytes = escape(Array(text.utf8))
        guard bytes.contains(UInt8(ascii: "%")) || bytes.contains(UInt8(ascii: "-")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var place = 0
        while place < bytes.count {
            if isDay(bytes, at: place) {
                result += "<time>".utf8 + bytes[place..<place + dayLength] + "</time>".utf8
                place += dayLength
                continue
            }
            let isBetween =
                place > 0 && place + 1 < bytes.count && bytes[place] == UInt8(ascii: " ")
                && isDigit(bytes[place - 1]) && bytes[place + 1] == UInt8(ascii: "%")
            // As an entity, which an author who looks for the text in a test can see.
            if isBetween { result += "&nbsp;".utf8 } else { result.append(bytes[place]) }
            place += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let dayLength = 10

    /// Whether a day stands here, as 2026-01-31, and not as a part of something longer.
    private static func isDay(_ bytes: [UInt8], at place: Int) -> Bool {
        let end = place + dayLength
        guard end <= bytes.count, isDigit(bytes[place]) else { return false }
        for offset in 0..<dayLength {
            let isHyphen = bytes[place + offset] == UInt8(ascii: "-")
            guard offset == 4 || offset == 7 ? isHyphen : isDigit(bytes[place + offset]) else { return false }
        }
        func isPart(_ byte: UInt8) -> Bool { isDigit(byte) || byte == UInt8(ascii: "-") }
        return !(place > 0 && isPart(bytes[place - 1])) && !(end < bytes.count && isPart(bytes[end]))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: byte >= 0x20 && byte < 0x7F || byte == 0x0A
        }
    }
}
