/// Where the cursor stands in Lua that is being written: inside which calls and tables, and in which string.
///
/// Read from its tokens alone, so that it holds for code that is not whole yet.
struct CodeCursor {
    /// A call, a table or a bracket that is open before the cursor.
    struct Opening: Equatable {
        /// The last name of what is called; empty for what is no call.
        var callee = ""
        var isTable = false
        /// How many arguments or entries are complete.
        var count = 0
        /// The arguments that are one text each, by their place from 0.
        var texts: [Int: String] = [:]
        /// The name before the `=` of the table's entry that is being written; empty where there is none.
        var key = ""
    }

    /// What is open, the innermost last.
    private(set) var openings: [Opening] = []
    /// What is written so far of the string in which the cursor stands; nil where it stands in none.
    private(set) var text: String?
    /// What closes that string; nil for a long bracket.
    private(set) var quote: Character?
    /// Whether the cursor stands in a comment.
    private(set) var isInComment = false
    /// Whether an entry of a table or an argument begins here: nothing but a name is written of it.
    private(set) var isAtStart = false
    /// Whether the value of a table's entry begins here: nothing but a name is written of it.
    private(set) var isValueStart = false

    /// Names that are called by no argument behind them.
    private static let keywords: Set = [
        "and", "do", "else", "elseif", "for", "function", "if", "in", "local", "not", "or", "repeat",
        "return", "then", "until", "while",
    ]

    /// The name before the cursor, or before the token that is read; empty where something else is.
    private var name = ""
    /// Whether that name begins its entry.
    private var nameBegins = false

    init(_ code: String) {
        var rest = Substring(code)
        isAtStart = true
        while let character = rest.first {
            if character.isLetter || character == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest.dropFirst(word.count)
                name = Self.keywords.contains(String(word)) ? "" : String(word)
                nameBegins = isAtStart
                isAtStart = rest.isEmpty && isAtStart
                isValueStart = rest.isEmpty && isValueStart
            } else if character == "\"" || character == "'" {
                rest.removeFirst()
                readString(until: character, &rest)
            } else if rest.hasPrefix("--[["), let end = rest.firstRange(of: "]]")?.upperBound {
                rest = rest[end...]
            } else if rest.hasPrefix("--[[") {
                rest = ""
                isInComment = true
            } else if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
                isInComment = rest.isEmpty
            } else if rest.hasPrefix("[[") {
                rest = rest.dropFirst(2)
                readString(until: nil, &rest)
            } else {
                rest.removeFirst()
                if !character.isWhitespace { take(character, before: rest.first) }
            }
        }
    }

    private mutating func take(_ character: Character, before next: Character?) {
        isValueStart = false
        switch character {
        case "(", "{", "[":
            openings.append(Opening(callee: character == "[" ? "" : name, isTable: character == "{"))
            isAtStart = true
        case ")", "}", "]":
            if !openings.isEmpty { openings.removeLast() }
            isAtStart = false
        case ",", ";":
            if let last = openings.indices.last {
                openings[last].count += 1
                openings[last].key = ""
            }
            isAtStart = true
        case "=" where next != "=" && nameBegins && openings.last?.isTable == true:
            openings[openings.count - 1].key = name
            isAtStart = false
            isValueStart = true
        default: isAtStart = false
        }
        // `a.b` and `a:b` go on; anything else ends the name.
        name = ""
        nameBegins = false
    }

    /// Reads a string to its end; where that is missing, the cursor stands in it.
    private mutating func readString(until quote: Character?, _ rest: inout Substring) {
        var content = ""
        while let character = rest.popFirst() {
            if character == "\\", quote != nil {
                if let escaped = rest.popFirst() { content.append(escaped) }
            } else if character == quote || (quote == nil && character == "]" && rest.first == "]") {
                if quote == nil { rest.removeFirst() }
                if name.isEmpty, let last = openings.indices.last, isAtStart {
                    openings[last].texts[openings[last].count] = content
                }
                (name, isAtStart, isValueStart) = ("", false, false)
                return
            } else {
                content.append(character)
            }
        }
        // `where "` calls as `where("` does.
        if !name.isEmpty { openings.append(Opening(callee: name)) }
        text = content
        self.quote = quote
    }
}
