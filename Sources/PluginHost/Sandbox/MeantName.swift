import Lua
import NearestName

/// The name that was probably meant where Lua's own error is about one that nothing has: in Lua a misspelt global,
/// or field of a library, is nil, and the error says so somewhere behind it.
struct MeantName: Equatable {
    /// What stands in the code.
    let word: String
    /// What was probably meant.
    let nearest: String
}

/// The names of a world, in which one may be looked for that its code meant.
struct WorldNames {
    let globals: LuaTable

    /// What the code meant by the name that an error is about.
    ///
    /// - Parameters:
    ///   - message: The error's message, without its place.
    ///   - line: The line on which it happened, in the chunk's text.
    ///   - members: Names that a field or method may have whose owner is not known.
    func meant(by message: String, onLine line: Int, of source: [UInt8], members: [String] = []) -> MeantName?
    {
        guard message.contains("nil"), !message.contains("did you mean") else { return nil }
        if let (kind, word) = Self.named(in: message), word != "?" {
            let nearest: String?
            switch kind {
            case "global": nearest = self.nearest(toGlobal: word)
            case "field", "method":
                nearest = nearestName(
                    to: word, among: names(besides: word, kind, onLine: line, of: source) ?? members)
            default: nearest = nil
            }
            return nearest.map { MeantName(word: word, nearest: $0) }
        }
        return unknownGlobals(in: source).lazy.filter { $0.line == line }.compactMap { name in
            nearest(toGlobal: name.text).map { MeantName(word: name.text, nearest: $0) }
        }.first
    }

    /// How a function of the host's is called that code took for a table: `date.today`; empty for any other message.
    func use(by message: String) -> String {
        guard message.contains("index a function value"), let (kind, word) = Self.named(in: message),
            kind == "global", let function = try? globals.rawGet(word).function?.registration
        else { return "" }
        return "; it is called, \(function.signature)"
    }

    /// The globals that code reads, that it does not set itself and that nothing has, in the order of their lines.
    func unknownGlobals(in source: [UInt8]) -> [Bytecode.Name] {
        let code =
            (try? Bytecode(compiling: source, chunkName: "=code"))
            // An expression, as a session takes it.
            ?? (try? Bytecode(compiling: Array("return ".utf8) + source, chunkName: "=code"))
        guard let code else { return [] }
        let known = Set(names(of: globals)).union(code.globalsWritten.map(\.text))
        return Set(code.globalsRead).filter { !known.contains($0.text) }
            .sorted { ($0.line, $0.text) < ($1.line, $1.text) }
    }

    /// The global that was probably meant: one of a name close to it, or a function of just this name in a library.
    func nearest(toGlobal name: String) -> String? {
        if Allowlist.absence(of: name) != nil { return nil }
        let all = names(of: globals).filter { $0 != name }
        // What stood alone in older Lua stands in `table` now.
        for library in ["table"] + all.sorted() where library != "_G" && library != "debug" {
            guard case .table(let table)? = try? globals.rawGet(library), self.names(of: table).contains(name)
            else { continue }
            return "\(library).\(name)"
        }
        guard let nearest = nearestName(to: name, among: all) else { return nil }
        // Of two that are equally near, such as one and many of them, the one that ends as the word does.
        func distance(_ other: String) -> Int { editDistance(Array(name.utf8), Array(other.utf8)) }
        guard name.last != nearest.last else { return nearest }
        return all.sorted().first { $0.last == name.last && distance($0) == distance(nearest) } ?? nearest
    }

    /// The names that stand beside a field or a method: those of the table before its dot, of texts where a text
    /// stands there; nil where the line does not tell.
    private func names(besides word: String, _ kind: String, onLine line: Int, of source: [UInt8])
        -> [String]?
    {
        let lines = source.split(separator: 10, maxSplits: line, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        let text = String(decoding: lines[line - 1], as: UTF8.self)
        guard let name = try? Regex("(?:([A-Za-z_][A-Za-z0-9_.]*)|[\"')\\]])\\s*[.:]\\s*\(word)\\b"),
            let match = text.firstMatch(of: name)
        else { return nil }
        if let path = match.output[1].substring {
            if let table = table(at: path.split(separator: ".").map(String.init)) { return names(of: table) }
        }
        return kind == "method" ? names(of: table(at: ["string"])) + Self.verbsOfGroups : nil
    }

    /// Groups of records are a table by the value as well, so that a verb that they have not is nil.
    private static let verbsOfGroups =
        Reference.type(named: "caseload.RecordGroups")?.methods.map(\.name) ?? []

    private func table(at path: [String]) -> LuaTable? {
        var table = globals
        for name in path {
            guard let next = content(of: table).first(where: { $0.0 == name })?.1.table else { return nil }
            table = next
        }
        return table
    }

    private func names(of table: LuaTable?) -> [String] { table.map { content(of: $0).map(\.0) } ?? [] }

    /// What is in a table under names; of one of the host's, what it lets read.
    private func content(of table: LuaTable) -> [(String, LuaValue)] {
        var pairs = (try? table.pairs()) ?? []
        if pairs.isEmpty, case .table(let content)? = try? table.metatable?.rawGet("__index") {
            pairs = (try? content.pairs()) ?? []
        }
        return pairs.compactMap { pair in pair.key.text.map { ($0, pair.value) } }
    }

    /// The word that a message of Lua's is about, and what it is: `(global 'studnets')`.
    static func named(in message: String) -> (kind: String, word: String)? {
        for kind in ["global", "field", "method", "local", "upvalue", "constant"] {
            guard let start = message.firstRange(of: "(\(kind) '")?.upperBound,
                let end = message[start...].firstIndex(of: "'"), start < end
            else { continue }
            return (kind, String(message[start..<end]))
        }
        return nil
    }
}

extension Sandbox {
    /// An error out of the world's own code, with the place Lua names, or else this one, and with the name that was
    /// probably meant.
    func explained(_ error: LuaError, in fallback: String = "") -> PluginError {
        let error = error.besidesPrelude
        let plain = PluginError(error, in: fallback)
        guard error.kind == .runtime, error.underlying == nil, let chunk = error.chunk, let line = error.line,
            let source = sources[chunk]
        else { return plain }
        if let hint = hints.known[plain] {
            return PluginError(place: plain.place, message: plain.message + hint)
        }
        let hint = hint(for: plain.message, onLine: line, of: source)
        hints.add(hint, for: plain)
        return PluginError(place: plain.place, message: plain.message + hint)
    }

    private func hint(for message: String, onLine line: Int, of source: [UInt8]) -> String {
        if let (kind, word) = WorldNames.named(in: message), kind == "global",
            let absence = Allowlist.absence(of: word)
        {
            return "; \(absence)"
        }
        let elsewhere = NameElsewhere.hint(for: message)
        if !elsewhere.isEmpty { return elsewhere }
        let names = WorldNames(globals: globals)
        guard let meant = names.meant(by: message, onLine: line, of: source) else {
            return names.use(by: message)
        }
        return message.contains("'\(meant.word)'")
            ? "; did you mean '\(meant.nearest)'?"
            : "; nothing is called '\(meant.word)', did you mean '\(meant.nearest)'?"
    }

    /// What was said of errors before: one in a plugin may come with every student.
    final class Hints {
        private(set) var known: [PluginError: String] = [:]

        func add(_ hint: String, for error: PluginError) {
            if known.count >= 256 { known = [:] }
            known[error] = hint
        }
    }
}
