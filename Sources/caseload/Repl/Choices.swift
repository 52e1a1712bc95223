/// Words that what is typed may become.
struct Choices {
    /// What of the word is there already.
    let typed: String
    /// The words in order, as many of them as a person would look at.
    let words: [String]
    /// How many words there are.
    let count: Int
    /// What is to be added to what is typed: what all the words have in common.
    let insertion: String

    /// What stands beside a word where they are shown; empty for nothing.
    var label: (String) -> String = { _ in "" }

    /// How wide what stands in several columns is at most.
    private static let widestCell = 40

    /// How many words are shown at most.
    private static let limit = 100

    /// Those of the words that begin with what is typed.
    init(_ typed: String, _ words: some Sequence<String>) {
        let exact = Set(words.lazy.filter { $0.hasPrefix(typed) && !$0.isEmpty }).sorted()
        self.init(typed: typed, sorted: exact, first: exact.first ?? typed)
    }

    private init(typed: String, sorted: [String], first: String) {
        let common = sorted.dropFirst().reduce(first, Self.commonStart)
        self.init(
            typed: typed, words: Array(sorted.prefix(Self.limit)), count: sorted.count,
            insertion: String(common.dropFirst(typed.count)))
    }

    private init(typed: String, words: [String], count: Int, insertion: String) {
        self.typed = typed
        self.words = words
        self.count = count
        self.insertion = insertion
    }

    /// Words out of a long list in the order of their bytes, of which only those that are shown are made:
    /// a district may have a million students.
    init(_ typed: String, count: Int, word: (Int) -> String) {
        /// The first place whose word is not before a text, or begins with it where it is to be passed.
        func place(passing: Bool) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let found = word(middle).utf8
                let isBefore = found.lexicographicallyPrecedes(typed.utf8)
                if isBefore || (passing && found.starts(with: typed.utf8)) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        let range = place(passing: false)..<place(passing: true)
        // What the first and the last of an ordered list have in common, all between them have too.
        let ends = range.isEmpty ? [] : [word(range.lowerBound), word(range.upperBound - 1)]
        let common = Self.commonStart(ends.first ?? typed, ends.last ?? typed)
        self.init(
            typed: typed, words: range.prefix(Self.limit).map(word), count: range.count,
            insertion: String(common.dropFirst(typed.count)))
    }

    private static func commonStart(_ left: String, _ right: String) -> String {
        String(zip(left, right).prefix { $0 == $1 }.map(\.0))
    }

    /// The words, with what they are, under one another in as many columns as fit and no more lines than a
    /// screen has.
    func lines(width: Int, height: Int) -> [String] {
        let names = words.map { ($0.hasSuffix(" = ") ? String($0.dropLast(3)) : $0).visible }
        let nameWidth = names.map(\.displayWidth).max() ?? 0
        let cells = zip(names, words).map { name, word in
            let label = label(word).visible
            return label.isEmpty ? name : "\(name.padded(to: nameWidth))  \(label)"
        }
        let cell = min(width, (cells.map(\.displayWidth).max() ?? 0) + 2)
        // Sentences beside one another are hard to read.
        let columns = cell > Self.widestCell ? 1 : max(1, width / cell)
        let shown = cells.prefix(columns * max(1, height - 3))
        let rows = (shown.count + columns - 1) / columns
        var lines = (0..<rows).map { row in
            let line = stride(from: row, to: shown.count, by: rows).map {
                shown[$0].cut(to: cell - 1).padded(to: cell)
            }.joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        if count > shown.count { lines.append("… and \(count - shown.count) more") }
        return lines
    }
}
