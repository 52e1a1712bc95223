import Engagement
import Foundation
import PluginHost

/// What may follow the text before the cursor.
final class Completion {
    private let conversation: Conversation

    /// The one that the terminal's callback, which is a plain function, finds.
    nonisolated(unsafe) static var current: Completion?

    init(conversation: Conversation) {
        self.conversation = conversation
    }

    /// What libedit is answered: what to insert, then, on lines of their own, what there is to choose from.
    static func answer(to before: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
        guard let current, let before else { return nil }
        let text = String(cString: before)
        let (typed, candidates) = current.candidates(for: text)
        if candidates.isEmpty { return nil }
        let common = commonStart(of: candidates)
        let insertion = String(common.dropFirst(typed.count))
        if !insertion.isEmpty || candidates.count == 1 { return strdup(insertion) }
        let width = Terminal(descriptor: STDOUT_FILENO).width ?? 80
        return strdup("\n" + columns(of: candidates, width: width))
    }

    /// The part of a word that is there, and the words that it may become.
    func candidates(for text: String) -> (typed: String, [String]) {
        if text.hasPrefix(":") { return colon(text) }
        if let (callee, typed) = openString(in: text) {
            let words = arguments(of: callee)
            return (typed, Self.matching(words, typed))
        }
        let path = Self.path(at: text)
        let typed = String(path.reversed().prefix { $0 != "." && $0 != ":" }.reversed())
        guard let process = try? conversation.district.loaded().process else { return (typed, []) }
        var names = process.names(after: path)
        if typed.isEmpty, path.isEmpty { names = names.filter { !$0.hasPrefix("_") } }
        if !path.contains(where: { $0 == "." || $0 == ":" }) { names += Self.keywords }
        return (typed, Self.matching(names, typed))
    }

    private static let keywords = [
        "and", "break", "else", "elseif", "end", "false", "for", "function", "local", "nil", "not", "repeat",
        "return", "then", "true", "until", "while",
    ]

    private static func matching(_ words: [String], _ typed: String) -> [String] {
        let exact = words.filter { $0.hasPrefix(typed) }
        return Array(Set(exact)).sorted()
    }

    // MARK: Colon commands

    private func colon(_ text: String) -> (String, [String]) {
        let parts = text.dropFirst().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 { return (parts[0], Self.matching(ColonCommand.all.map(\.name), parts[0])) }
        guard let command = ColonCommand.all.first(where: { $0.name == parts[0] }), let typed = parts.last
        else {
            return ("", [])
        }
        if parts.count > 2, command.completes == .plugins,
            let plugin = try? conversation.shelf.plugin(named: parts[1])
        {
            let names = plugin.manifest.options.map { "\($0.name)=" }
            return (typed, Self.matching(names, typed))
        }
        let words: [String] =
            switch command.completes {
            case .plugins: pluginNames
            case .modes: ValueMode.allCases.map(\.rawValue)
            case .names: Reference.names + ColonCommand.all.map { ":\($0.name)" }
            case .files: Self.files(typed)
            case .commands: ColonCommand.all.map(\.name)
            case .nothing: command.parameters == "[on|off]" ? ["on", "off"] : []
            }
        return (typed, Self.matching(words, typed))
    }

    private var pluginNames: [String] { conversation.shelf.host.plugins().map(\.name) }

    private static func files(_ typed: String) -> [String] {
        let folder =
            typed.contains("/") ? String(typed[...(typed.lastIndex(of: "/") ?? typed.startIndex)]) : ""
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.map { name in
            var isFolder = false as ObjCBool
            _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
            return folder + name + (isFolder.boolValue ? "/" : "")
        }
    }

    // MARK: Inside a string

    /// The function or method whose string argument is open at the end, and what of it is typed.
    private func openString(in text: String) -> (callee: String, typed: String)? {
        var quote: Character?
        var start = text.startIndex
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
                start = index
            }
        }
        guard quote != nil else { return nil }
        let before = text[..<start].reversed().drop {
            $0 == " " || $0 == "(" || $0 == "{" || $0 == "," || $0 == "\""
        }
        let callee = String(before.prefix { $0.isLetter || $0 == "_" }.reversed())
        var typed = String(text[text.index(after: start)...])
        // A query or an order names several fields; the last word is the one that is typed.
        if Self.takesFields.contains(callee), let last = typed.lastIndex(where: { " ,=<>(".contains($0) }) {
            typed = String(typed[typed.index(after: last)...])
        }
        if typed.hasPrefix("-") { typed.removeFirst() }
        return (callee, typed)
    }

    private static let takesFields: Set = [
        "where", "sort_by", "columns", "column", "values", "mean", "median", "group_by",
    ]

    private func arguments(of callee: String) -> [String] {
        guard let page = try? conversation.page() else { return [] }
        let snapshot = page.snapshot
        switch callee {
        case "student": return (0..<snapshot.students.count).map { snapshot.id(of: $0).text }
        case "mentor": return snapshot.mentors.map(\.id.text)
        case "run", "report", "score", "scores": return pluginNames
        case "help": return Reference.names
        case _ where Self.takesFields.contains(callee): return page.fields.all.map(\.name)
        default: return []
        }
    }

    // MARK: Paths

    /// The path of names at the end: with the arguments of its calls, from its first name on.
    static func path(at text: String) -> String {
        let characters = Array(text)
        var index = characters.count
        while index > 0 {
            let character = characters[index - 1]
            if character.isLetter || character.isNumber || "_.:".contains(character) {
                index -= 1
            } else if ")\"}'".contains(character), let open = opening(of: characters, before: index) {
                index = open
                // `student "S-1"` has a space before its argument.
                while index > 0, characters[index - 1] == " ", characters[open] != "(" { index -= 1 }
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
        let open: Character = close == ")" ? "(" : "{"
        var depth = 0
        for index in stride(from: end - 1, through: 0, by: -1) {
            if characters[index] == close { depth += 1 }
            if characters[index] == open { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func commonStart(of words: [String]) -> String {
        guard var common = words.first else { return "" }
        for word in words { common = common.commonPrefix(with: word) }
        return common
    }

    /// The words under one another in as many columns as fit.
    private static func columns(of words: [String], width: Int) -> String {
        let limit = 100
        let shown = words.prefix(limit).map(\.visible)
        let cell = (shown.map(\.displayWidth).max() ?? 0) + 2
        let count = max(1, width / cell)
        let height = (shown.count + count - 1) / count
        var lines = (0..<height).map { row in
            let line = stride(from: row, to: shown.count, by: height).map { shown[$0].padded(to: cell) }
                .joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        if words.count > limit { lines.append("… and \(words.count - limit) more") }
        return lines.joined(separator: "\n")
    }
}
