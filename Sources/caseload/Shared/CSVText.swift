import PluginHost

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
            case .text(let text): String(decoding: SpreadsheetText.cell(Array(text.utf8)), as: UTF8.self)
            }
        }
    }
}
