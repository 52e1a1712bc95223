/// Paths of names in Lua that is being written, such as `students:where "grade = 9":sort_`.
enum CodePath {
    /// A variable of the chunk itself, and what it holds as far as the text says.
    struct Local: Equatable {
        let name: String
        /// A path to its value; nil where the text does not say.
        let value: String?
    }

    /// The path of names at the end: with the arguments of its calls, from its first name on.
    static func path(at text: some StringProtocol) -> String {
        let characters = Array(text)
        var index = characters.count
        while index > 0 {
            let character = characters[index - 1]
            if character.isLetter || character.isNumber || "_.:".contains(character) {
                index -= 1
            } else if ")]\"}'".contains(character), let open = opening(of: characters, before: index) {
                index = open
                // `student "S-1"` has a space before its argument.
                while index > 0, characters[index - 1] == " ", !"([".contains(characters[open]) { index -= 1 }
            } else {
                break
            }
        }
        return String(characters[index...])
    }

    /// Where the parenthesis, brace or quote begins that ends before a place.
    private static func opening(of characters: [Character], before end: Int) -> Int? {
        let close = characters[end - 1]
        if close == "\"" || close == "'" {
            return (0..<max(0, end - 1)).last { characters[$0] == close }
        }
        let open: Character = close == ")" ? "(" : close == "]" ? "[" : "{"
        var depth = 0
        for index in stride(from: end - 1, through: 0, by: -1) {
            if characters[index] == close { depth += 1 }
            if characters[index] == open { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// The path with its first name, where that is one of the chunk's own variables, as what it holds.
    static func resolved(_ path: String, _ locals: [Local]) -> String {
        var path = path
        // A variable may come from another; two of one name must not go on for ever.
        for _ in 0..<8 {
            let first = String(path.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
            guard let value = locals.last(where: { $0.name == first })?.value else { return path }
            path = value + path.dropFirst(first.count)
        }
        return path
    }

    /// The variables that a chunk has introduced: of loops, functions and `local`, in their order.
    ///
    /// The element of a collection is written as Lua's loop gets it, by calling: `students()`.
    static func locals(of code: String) -> [Local] {
        var found: [(place: String.Index, local: Local)] = []
        for match in code.matches(of: /\bfor\s+([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s+in\s+(.+?)\s+do\b/) {
            let names = names(match.1)
            let list = String(match.2)
            // `for place, goal in ipairs(goals)`, or the elements of a collection alone.
            let inner = list.wholeMatch(of: /i?pairs\s*\((.+)\)/).flatMap { whole(String($0.1)) }
            let isPairs = list.prefixMatch(of: /i?pairs\b/) != nil
            for (number, name) in names.enumerated() {
                let value =
                    isPairs ? (number == 1 ? inner.map { $0 + "[1]" } : nil) : number == 0 ? list + "()" : nil
                found.append((match.range.lowerBound, Local(name: name, value: value)))
            }
        }
        for match in code.matches(of: /function\s*[\w.:]*\s*\(([\w\s,]*)\)/) {
            // A condition is asked about each element of what `where` is called on.
            let before = code[..<match.range.lowerBound]
            let list = before.hasSuffix(":where(") ? path(at: before.dropLast(":where(".count)) : ""
            for name in names(match.1) {
                found.append(
                    (match.range.lowerBound, Local(name: name, value: list.isEmpty ? nil : list + "()")))
            }
        }
        for match in code.matches(of: /\blocal\s+([A-Za-z_]\w*)\s*=\s*([A-Za-z_][^\n;=]*)/) {
            let value = match.2.prefix { _ in true }
            found.append((match.range.lowerBound, Local(name: String(match.1), value: whole(String(value)))))
        }
        return found.sorted { $0.place < $1.place }.map(\.local)
    }

    /// The path with which an expression begins, where it is nothing but that path.
    private static func whole(_ text: String) -> String? {
        var text = Substring(text)
        while text.last?.isWhitespace == true { text.removeLast() }
        let path = path(at: text)
        return path.count == text.count ? path : nil
    }

    private static func names(_ text: Substring) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
}
