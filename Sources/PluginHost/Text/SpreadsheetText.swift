/// Text on its way into a cell of CSV (RFC 4180), which a spreadsheet may open.
public enum SpreadsheetText {
    /// Whether a spreadsheet would run the text as a formula: it begins with `=`, `+`, `-` or `@`, also in
    /// full width, with a tab or with a line's end.
    public static func isFormula(_ text: some Collection<UInt8>) -> Bool {
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 10, 13: true
        // U+FF1D, U+FF0B, U+FF0D, U+FF20.
        case 0xEF: ["＝", "＋", "－", "＠"].contains { text.starts(with: $0.utf8) }
        default: false
        }
    }

    /// The text as a cell: an apostrophe before a formula, quotes where they must be.
    public static func cell(_ text: [UInt8]) -> [UInt8] {
        quoted(isFormula(text) ? [UInt8(ascii: "'")] + text : text)
    }

    /// What the program itself has put into letters, such as a number: quotes where they must be, no apostrophe.
    static func quoted(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { [44, 34, 10, 13].contains($0) }) else { return text }
        return [34] + text.flatMap { $0 == 34 ? [34, 34] : [$0] } + [34]
    }
}
