/// Text of a record made fit to stand beside other text: it steers nothing and turns nothing round but itself.
///
/// Control characters become their pictures (`␛`), line ends become `\n`, bytes that are no UTF-8 become
/// U+FFFD, and directions of writing that the text opens are closed at its end.
enum NeutralText {
    static func neutral(_ text: [UInt8]) -> String {
        let decoded = String(decoding: text, as: UTF8.self)
        // Most texts are plain, and are not gone through a second time.
        if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return decoded }
        var result = ""
        result.reserveCapacity(text.count)
        var closers: [Unicode.Scalar] = []
        var previous: Unicode.Scalar = " "
        for scalar in decoded.unicodeScalars {
            defer { previous = scalar }
            switch scalar.value {
            case 0x0A where previous == "\r": break
            case 0x0D: result.unicodeScalars.append("\n")
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0x00...0x1F:
                result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: result.unicodeScalars.append("\u{2421}")
            case 0x80...0x9F: result.unicodeScalars.append("\u{FFFD}")
            case 0x202C, 0x2069:
                // Only what the text itself has opened does it close.
                guard let last = closers.lastIndex(of: scalar) else { continue }
                while closers.count > last { result.unicodeScalars.append(closers.removeLast()) }
            default:
                result.unicodeScalars.append(scalar)
                if let closer = closer(of: scalar) { closers.append(closer) }
            }
        }
        result.unicodeScalars.append(contentsOf: closers.reversed())
        return result
    }

    /// What ends the direction of writing that a character opens.
    private static func closer(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x202A, 0x202B, 0x202D, 0x202E: "\u{202C}"
        case 0x2066, 0x2067, 0x2068: "\u{2069}"
        default: nil
        }
    }
}
