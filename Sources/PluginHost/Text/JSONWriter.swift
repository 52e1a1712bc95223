/// Writes JSON (RFC 8259) as it comes: keys stay in the order in which they are given.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let indent: Int
    /// The closing bracket of each level that is open, and whether it has an element.
    private var open: [(bracket: UInt8, isEmpty: Bool)] = []
    private var isAfterKey = false

    /// - Parameter indent: Spaces a level; 0 writes all on one line.
    init(indent: Int) { self.indent = indent }

    mutating func openArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        open.append((UInt8(ascii: "]"), true))
    }

    mutating func openObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        open.append((UInt8(ascii: "}"), true))
    }

    /// Ends the innermost array or object.
    mutating func close() {
        let level = open.removeLast()
        if !level.isEmpty { breakLine() }
        bytes.append(level.bracket)
    }

    mutating func key(_ name: [UInt8]) {
        string(name)
        bytes += indent > 0 ? [UInt8(ascii: ":"), UInt8(ascii: " ")] : [UInt8(ascii: ":")]
        isAfterKey = true
    }

    mutating func key(_ name: String) { key(Array(name.utf8)) }

    mutating func null() { plain("null") }
    mutating func boolean(_ value: Bool) { plain(value ? "true" : "false") }
    mutating func integer(_ value: Int64) { plain(String(value)) }
    /// A finite number.
    mutating func number(_ value: Double) { plain(String(value)) }
    mutating func string(_ text: String) { string(Array(text.utf8)) }

    /// A string; U+FFFD stands for what is no UTF-8. `<` is written as a code, so that JSON inside of HTML cannot
    /// end the element that holds it.
    mutating func string(_ text: [UInt8]) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case _ where Self.needsCode(scalar.value):
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u".utf8
                bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
                bytes += digits.utf8
            default: bytes += String(scalar).utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsCode(_ value: UInt32) -> Bool {
        value < 0x20 || value == 0x3C || value == 0x7F || value == 0x2028 || value == 0x2029
    }

    private mutating func plain(_ text: String) {
        separate()
        bytes += text.utf8
    }

    /// What stands between this value and the one before.
    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        guard let level = open.indices.last else { return }
        if !open[level].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[level].isEmpty = false
        breakLine()
    }

    private mutating func breakLine() {
        guard indent > 0 else { return }
        bytes.append(10)
        bytes += [UInt8](repeating: 32, count: indent * open.count)
    }
}
