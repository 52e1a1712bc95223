import Lua
import Mustache
import NearestName

/// The templates of a plugin's folder: text in Mustache, read when first asked for and then kept.
final class TemplateFolder {
    private let files: [String: [UInt8]]
    private var library = MustacheLibrary()
    /// What each template that was read asks for.
    private var tags: [String: [Tag]] = [:]

    /// The folder of a plugin with these files, by their path in it.
    init(_ files: [String: [UInt8]]) {
        self.files = files
    }

    /// A template filled with a table of Lua, or with an object of the view.
    ///
    /// - Throws: For a template that is missing or wrong, and for a table where a text is needed, with the
    ///   file and the line.
    func render(
        _ path: String, _ values: LuaValue, of view: View, in state: LuaState
    ) throws(LuaError) -> String {
        var used: [String] = []
        try read(path, from: "template.render", inside: [], &used)
        let filling = TemplateFilling(state: state, view: view)
        let root: Any? = values.table.map { TemplateTable(table: $0, filling: filling) }
        let text = library.render(root ?? filling.value(values, as: path) ?? "", withTemplate: path) ?? ""
        guard let problem = filling.problem else { return text }
        throw LuaError("\(place(of: problem.name, in: used)): \(problem.message)")
    }

    /// Reads a template and those that it names, where they are not known yet.
    ///
    /// - Parameters:
    ///   - place: Who asks for it, for errors.
    ///   - chain: The templates inside of which it stands.
    ///   - used: Grows by the templates that are needed, each once.
    private func read(
        _ path: String, from place: String, inside chain: [String], _ used: inout [String]
    ) throws(LuaError) {
        // Mustache would fill it again and again, until the stack is full.
        guard !chain.contains(path) else {
            throw LuaError(
                "\(place): '\(path)' is inside of itself: "
                    + (chain + [path]).joined(separator: " → "))
        }
        if tags[path] == nil { try parse(path, from: place) }
        if !used.contains(path) { used.append(path) }
        for tag in tags[path] ?? [] where tag.isPartial {
            try read(tag.name, from: "\(path):\(tag.line)", inside: chain + [path], &used)
        }
    }

    private func parse(_ path: String, from place: String) throws(LuaError) {
        guard let bytes = files[path] else {
            let names = files.keys.filter { !$0.hasSuffix(".lua") && !$0.hasSuffix(".json") }.sorted()
            let near = nearestName(to: path, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw LuaError("\(place): no file '\(path)' in the plugin's folder\(near)")
        }
        let source = String(decoding: bytes, as: UTF8.self)
        do {
            let template = try MustacheTemplate(string: TemplateFormat(path: path).pragma + source)
            library.register(template, named: path)
            tags[path] = Self.tags(of: source)
        } catch let error as MustacheTemplate.ParserError {
            // The pragma is a line of its own, before the first.
            let line = max(1, error.context.lineNumber - 1)
            throw LuaError("\(path):\(line): \(Self.reason(error.error)): \(error.context.line)")
        } catch {
            throw LuaError("\(path): \(error)")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "a section ends here that was not begun, or another is still open"
        case .expectedSectionEnd: "a section is not closed at the end; end it with {{/its name}}"
        case .invalidSetDelimiter: "expected two delimiters, as in {{=<% %>=}}"
        case .unfinishedName, nil: "a tag is not closed, or has no name of letters, digits, '.', '_' and '-'"
        case .some(let other): "\(other)"
        }
    }

    /// One tag of a template in the usual delimiters.
    struct Tag {
        let name: String
        let isPartial: Bool
        let line: Int
    }

    private static func tags(of source: String) -> [Tag] {
        source.matches(of: /\{\{\{?\s*([#^&><$]?)\s*([^\s{}#^&><$!=%\/*][^\s{}]*)/).map { match in
            Tag(
                name: String(match.2), isPartial: match.1 == ">" || match.1 == "<",
                line: source[..<match.range.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") } + 1)
        }
    }

    /// The files and lines of the tags with a name: which of them it was, Mustache does not say.
    private func place(of name: String, in used: [String]) -> String {
        let places = used.flatMap { path in
            (tags[path] ?? []).filter { $0.name == name || $0.name.hasSuffix(".\(name)") }
                .map { "\(path):\($0.line)" }
        }
        return places.isEmpty ? used.first ?? "" : places.joined(separator: " or ")
    }
}
