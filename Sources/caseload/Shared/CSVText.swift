/// Writing of CSV (RFC 4180) for people who will open it in a spreadsheet.
enum CSVText {
    /// One line of these fields, with the line's end.
    static func line(_ fields: some Sequence<Field>) -> String {
        fields.map(\.quoted).joined(separator: ",") + "\r\n"
    }

    /// A field of a line.
    enum Field {
        /// A text. One that a spreadsheet would take for a formula gets an apostrophe in front.
        case text(String)
        /// A number, a date or nothing: what the program itself has put into letters.
        case plain(String)

        fileprivate var quoted: String {
            switch self {
            case .plain(let text): text
            case .text(let text): Self.quote(Self.isFormula(text) ? "'" + text : text)
            }
        }

        private static func isFormula(_ text: String) -> Bool {
            guard let first = text.unicodeScalars.first else { return false }
            return "=+-@\t\r".unicodeScalars.contains(first)
        }

        private static func quote(_ text: String) -> String {
            let needsQuotes = text.utf8.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
            }
            guard needsQuotes else { return text }
            var quoted = "\""
            for scalar in text.unicodeScalars {
                if scalar == "\"" { quoted += "\"" }
                quoted.unicodeScalars.append(scalar)
            }
            return quoted + "\""
        }
    }
}
