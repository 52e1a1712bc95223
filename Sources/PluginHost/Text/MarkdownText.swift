/// Text on its way into a line of Markdown (CommonMark with GitHub's tables and links).
enum MarkdownText {
    /// The text on one line, with a backslash before whatever Markdown would take for a mark.
    ///
    /// `#`, `+`, `-`, `=` and `1.` mean something at a line's begin only, and are left alone elsewhere; an address
    /// of the web or of e-mail does not become a link.
    static func escape(_ text: [UInt8]) -> [UInt8] {
        let bytes = Array(NeutralText.neutral(text).utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        // Digits at the begin, as of a numbered list.
        let digits = bytes.prefix { (48...57).contains($0) }.count
        func endsNumber(_ place: Int) -> Bool {
            place == digits && digits > 0
                && (place + 1 == bytes.count || [9, 10, 32].contains(bytes[place + 1]))
        }
        for (place, byte) in bytes.enumerated() {
            let isMark =
                switch byte {
                case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
                    UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                    UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: "@"),
                    UInt8(ascii: "$"):
                    true
                case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="): place == 0
                case UInt8(ascii: ")"): endsNumber(place)
                case UInt8(ascii: "."):
                    endsNumber(place)
                        || place >= 3 && bytes[place - 3..<place].allSatisfy { $0 | 0x20 == 119 }
                case UInt8(ascii: ":"): bytes[place...].starts(with: "://".utf8)
                default: false
                }
            if isMark { result.append(UInt8(ascii: "\\")) }
            result.append(byte == 10 || byte == 9 ? 32 : byte)
        }
        return result
    }

    static func escape(_ text: String) -> String {
        String(decoding: escape(Array(text.utf8)), as: UTF8.self)
    }
}
