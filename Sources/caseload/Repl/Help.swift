import Engagement
import Foundation
import PluginHost

/// What a session can say about a name.
struct Help {
    let conversation: Conversation

    /// The most names that a half-remembered word brings up.
    private static let limit = 12

    /// Help on what has the name; else what mentions it; else that nothing has it.
    func lines(on name: String) -> [String] {
        let name = name.trimmingCharacters(in: .whitespaces)
        if name.hasPrefix(":"), let command = ColonCommand.named(String(name.dropFirst())) {
            return [":\(command.name) \(command.parameters)", "  \(command.summary)"]
        }
        if name == "fields", let page = try? conversation.page() {
            return FieldList(page.fields).lines(for: page.terminal)
        }
        let found = (Reference.help(on: name) ?? []) + field(name)
        if !found.isEmpty { return found }
        if let plugin = try? conversation.shelf.host.plugin(named: name) { return Self.about(plugin) }
        return mentioning(name)
    }

    /// A field that queries, orders and columns may name.
    private func field(_ name: String) -> [String] {
        guard let field = try? conversation.page().fields.field(named: name) else { return [] }
        let unit = field.unit.isEmpty ? "" : ", \(field.unit)"
        return [
            "'\(field.name)' for where, sort_by, columns, column, group_by: \(field.type.rawValue)",
            "  \(field.title)\(unit)", "  for example: students:sort_by \"\(field.name)\"",
        ]
    }

    private func mentioning(_ word: String) -> [String] {
        var found = Reference.mentioning(word)
        let fields = (try? conversation.page().fields.all) ?? []
        found += fields.filter { "\($0.name) \($0.title)".localizedCaseInsensitiveContains(word) }
            .map { (name: "'\($0.name)' in queries", summary: $0.title) }
        for case .success(let plugin) in conversation.shelf.host.plugins().map(\.plugin)
        where "\(plugin.manifest.name) \(plugin.manifest.summary)".localizedCaseInsensitiveContains(word) {
            found.append((plugin.manifest.name, plugin.manifest.summary))
        }
        found += ColonCommand.all.filter { "\($0.name) \($0.summary)".localizedCaseInsensitiveContains(word) }
            .map { (name: ":\($0.name)", summary: $0.summary) }
        // 'absent' is near to nothing that is called so, but absences are.
        if found.isEmpty, word.count > 4, Reference.unknown(word).joined().contains("did you mean") == false {
            let shorter = mentioning(String(word.dropLast()))
            if shorter != Reference.unknown(String(word.dropLast())) { return shorter }
        }
        guard word.count > 1, !found.isEmpty else { return Reference.unknown(word) }
        let shown = found.prefix(Self.limit)
        let width = min(36, shown.map(\.name.displayWidth).max() ?? 0)
        let more = found.count - shown.count
        return ["nothing is called '\(word)' here; it is spoken of in"]
            + shown.map { "  \($0.name.padded(to: width))  \($0.summary)" }
            + (more > 0 ? ["  and \(more) more"] : [])
    }

    private static func about(_ plugin: Plugin) -> [String] {
        let manifest = plugin.manifest
        let options = manifest.options.map { option in
            "  \(option.name)=\(option.defaultValue.json.text): \(option.summary)"
        }
        return ["\(manifest.name) \(manifest.version): \(manifest.summary)"]
            + ["contributes \(manifest.contributes.map(\.rawValue).joined(separator: ", "))"]
            + (options.isEmpty ? [] : ["options, with what they are where nothing is said:"] + options)
    }
}
