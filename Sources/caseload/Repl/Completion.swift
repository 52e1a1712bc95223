import Engagement
import Foundation
import PluginHost

/// What may follow the text before the cursor.
final class Completion {
    let conversation: Conversation
    /// The lines of the chunk that stand above the one that is written.
    var above: [String] = []

    /// The one that the terminal's callback, which is a plain function, finds.
    nonisolated(unsafe) static var current: Completion?

    init(conversation: Conversation) {
        self.conversation = conversation
    }

    /// What libedit is answered: what to insert, then, on lines of their own, what there is to choose from.
    static func answer(to before: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
        guard let current, let before else { return nil }
        let choices = current.choices(for: String(cString: before))
        guard choices.count > 0 else { return nil }
        if !choices.insertion.isEmpty || choices.count == 1 { return strdup(choices.insertion) }
        let terminal = Terminal(descriptor: STDOUT_FILENO)
        let lines = choices.lines(width: terminal.width ?? 80, height: terminal.height ?? 24)
        return strdup("\n" + lines.joined(separator: "\n"))
    }

    /// The part of a word that is there, and the words that it may become.
    func choices(for text: String) -> Choices {
        if above.isEmpty, text.hasPrefix(":") { return colon(text) }
        // Over a million students it takes its time, in which Tab gives nothing.
        guard conversation.district.isLoaded else { return Choices("", []) }
        let code = (above + [text]).joined(separator: "\n")
        let cursor = CodeCursor(code)
        if cursor.isInComment { return Choices("", []) }
        if let written = cursor.text { return argument(written, cursor) }
        return key(text, cursor) ?? name(text, code)
    }

    /// A name: a variable, or what follows a dot or a colon.
    private func name(_ text: String, _ code: String) -> Choices {
        let path = CodePath.path(at: text)
        let typed = String(path.reversed().prefix { $0 != "." && $0 != ":" }.reversed())
        let isMember = path.contains { $0 == "." || $0 == ":" }
        guard let process = try? conversation.district.loaded().process else { return Choices(typed, []) }
        let locals = CodePath.locals(of: code)
        var names = process.names(after: isMember ? CodePath.resolved(path, locals) : path)
        if !isMember {
            if typed.isEmpty { names = names.filter { !$0.hasPrefix("_") } }
            names += Self.keywords + locals.map(\.name)
        }
        return Choices(typed, names)
    }

    private static let keywords = [
        "and", "break", "else", "elseif", "end", "false", "for", "function", "local", "nil", "not", "repeat",
        "return", "then", "true", "until", "while",
    ]

    /// What `run` in a session has a plugin for.
    static let runnable: Set<Manifest.Contribution> = [.score, .link, .fidelity]

    /// The names of the plugins there are, each with what it does.
    ///
    /// - Parameter contributions: What they are wanted for: any of these.
    func plugins(_ typed: String, _ contributions: Set<Manifest.Contribution>) -> Choices {
        var summaries: [String: String] = [:]
        for found in conversation.shelf.host.plugins() {
            guard case .success(let plugin) = found.plugin else { continue }
            let manifest = plugin.manifest
            if !contributions.isDisjoint(with: manifest.contributes) {
                summaries[found.name] = manifest.summary
            }
        }
        var choices = Choices(typed, summaries.keys)
        choices.label = { [summaries] in summaries[$0] ?? "" }
        return choices
    }
}
