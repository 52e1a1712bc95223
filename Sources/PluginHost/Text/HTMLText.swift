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

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: byte >= 0x20 && byte < 0x7F || byte == 0x0A
        }
    }
}
