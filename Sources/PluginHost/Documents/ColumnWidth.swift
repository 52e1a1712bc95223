import Engagement

/// How wide a column of a table is in HTML, and how its texts may be broken.
struct ColumnWidth {
    /// How the words of a column are set; a class of the page's style.
    enum Kind: String {
        /// Broken between words.
        case plain
        /// Kept on one line.
        case short
        /// Given room in a wide table, and a line of its own on a phone.
        case long
    }

    let kind: Kind
    /// What it takes up at the least, in pixels of a screen, about.
    let least: Int

    /// The room that a table has on the narrowest phone, 320 pixels, within a page of a report.
    static let phone = 270
    /// The room on the narrowest screen that is no phone's.
    static let tablet = 560

    init(of number: Int, in table: DocumentTable) {
        let column = table.columns[number]
        var (text, word) = (0, Self.longestWord(of: column.title))
        for row in table.rows {
            if case .chart = row[number].value {
                word = max(word, Self.chart)
                continue
            }
            let shown = row[number].text(in: column)
            word = max(word, Self.longestWord(of: shown))
            switch row[number].value {
            case .text, .date: text = max(text, shown.utf8.count)
            default: break
            }
        }
        if column.isFigure || text <= 12 {
            kind = column.isFigure || text == 0 ? .plain : .short
            word = max(word, text)
        } else {
            kind = text > 40 ? .long : .plain
        }
        least = word * 15 / 2 + 6
    }

    /// A spark line is as wide as so many letters.
    private static let chart = 9

    /// In bytes, which for letters beyond ASCII is rather too much than too little.
    private static func longestWord(of text: String) -> Int {
        var (longest, current) = (0, 0)
        for byte in text.utf8 {
            current = byte == UInt8(ascii: " ") ? 0 : current + 1
            longest = max(longest, current)
        }
        return longest
    }
}
