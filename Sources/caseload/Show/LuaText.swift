import Foundation

/// Values as Lua writes them.
enum LuaText {
    /// A number as `print` has it: 14 digits, and `.0` behind a whole one.
    static func number(_ number: Double) -> String {
        if number.isNaN { return number.sign == .minus ? "-nan" : "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        let text = String(format: "%.14g", number)
        return text.allSatisfy { $0.isNumber || $0 == "-" } ? text + ".0" : text
    }

    /// A number that Lua reads as the same number.
    static func exact(_ number: Double) -> String {
        if number.isNaN { return "0/0" }
        if number.isInfinite { return number < 0 ? "-math.huge" : "math.huge" }
        let text = String(format: "%.14g", number)
        return Double(text) == number ? self.number(number) : String(format: "%.17g", number)
    }

    /// A string in quotes that Lua reads as the same bytes.
    static func string(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return "\"" + bytes.map(escaped).joined() + "\""
        }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                // What would steer a terminal is written by its number.
                let sign = String(scalar)
                quoted += sign.visible == sign ? sign : "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return quoted + "\""
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x20...0x7E: String(UnicodeScalar(byte))
        default: String(format: "\\x%02x", byte)
        }
    }

    /// Whether it can stand before `=` in a table as it is.
    static func isName(_ text: String) -> Bool {
        let keywords: Set = [
            "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
            "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
        ]
        return text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil && !keywords.contains(text)
    }
}
