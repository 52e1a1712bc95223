/// A word or sign of a query.
struct QueryToken: Hashable {
    enum Kind: Hashable {
        /// A field, a value or one of the query's own words.
        case word
        /// A text in quotes, always a value.
        case quoted
        /// A comparison.
        case comparison
        case open, close, comma
        /// What stands behind the last token.
        case end
    }

    let kind: Kind
    /// The token without its quotes.
    let text: String
    /// The place of its first character, from 1.
    let column: Int

    /// The token in a message.
    var found: String { kind == .end ? "the end" : "'\(text)'" }

    /// Whether it is this one of the query's own words.
    func isWord(_ word: String) -> Bool { kind == .word && text.lowercased() == word }
}

extension QueryToken {
    /// The tokens of a query, `end` last.
    static func read(_ query: String) throws(QueryError) -> [QueryToken] {
        let characters = Array(query)
        var tokens: [QueryToken] = []
        var position = 0
        while position < characters.count {
            let start = position
            let character = characters[position]
            position += 1
            func add(_ kind: Kind, _ text: String) {
                tokens.append(QueryToken(kind: kind, text: text, column: start + 1))
            }
            switch character {
            case _ where character.isWhitespace:
                break
            case "(": add(.open, "(")
            case ")": add(.close, ")")
            case ",": add(.comma, ",")
            case "\"", "'":
                let text = try quoted(characters, from: &position, query: query)
                add(.quoted, text)
            case "=", "<", ">", "!":
                if position < characters.count, characters[position] == "=" { position += 1 }
                if character == "<", position == start + 1, position < characters.count,
                    characters[position] == ">"
                {
                    position += 1
                }
                let sign = String(characters[start..<position])
                guard sign != "!" else {
                    throw QueryError(query: query, column: start + 1, message: "found '!', expected '!='")
                }
                add(.comparison, sign)
            default:
                while position < characters.count, isWordCharacter(characters[position]) { position += 1 }
                add(.word, String(characters[start..<position]))
            }
        }
        tokens.append(QueryToken(kind: .end, text: "", column: characters.count + 1))
        return tokens
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        !character.isWhitespace && !"(),=<>!\"'".contains(character)
    }

    /// The text up to the closing quote; a quote in it is written twice.
    private static func quoted(
        _ characters: [Character], from position: inout Int, query: String
    ) throws(QueryError) -> String {
        let start = position - 1
        let quote = characters[start]
        var text = ""
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character != quote {
                text.append(character)
            } else if position < characters.count, characters[position] == quote {
                text.append(quote)
                position += 1
            } else {
                return text
            }
        }
        throw QueryError(query: query, column: start + 1, message: "the quote \(quote) is never closed")
    }
}
