import ArgumentParser
import Engagement
import PluginHost

/// `caseload plugin info`: what a plugin says of itself.
struct PluginInfo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Tell what one plugin contributes, what it reads, its options, and its files' hash.")

    @Argument(help: ArgumentHelp("A plugin's name, or its folder.", valueName: "plugin"))
    var name: String

    @OptionGroup var folders: PluginFolders

    func run() throws {
        let plugin = try folders.plugin(meantBy: name)
        let manifest = plugin.manifest
        let reads = RecordKind.allCases.filter(manifest.reads.contains).map(\.name)
        let facts = [
            ("summary", manifest.summary),
            ("contributes", manifest.contributes.map(\.rawValue).joined(separator: ", ")),
            ("reads", reads.isEmpty ? "nothing but ids, grades and schools" : reads.joined(separator: ", ")),
            ("tiers", manifest.contributes.contains(.score) ? manifest.tiers.joined(separator: ", ") : ""),
            ("format", manifest.reportFormats.map(\.rawValue).joined(separator: ", ")),
            ("license", manifest.license ?? ""),
            ("folder", plugin.folder), ("files", plugin.files.contents.keys.sorted().joined(separator: ", ")),
            ("hash", plugin.files.hash),
        ]
        let terminal = Terminal.output
        var lines = [terminal.bold("\(manifest.name) \(manifest.version)".visible)]
        for (fact, value) in facts where !value.isEmpty {
            lines.append("  \(fact.padded(to: 13, onTheLeft: false))\(value.visible)")
        }
        if !manifest.options.isEmpty {
            var table = Table(columns: [
                .init(title: "option", isKey: true), .init(title: "type", isKey: true),
                .init(title: "default", isKey: true), .init(title: "allowed"),
                .init(title: "summary", leastWidth: 30),
            ])
            for option in manifest.options {
                table.add([
                    option.name, option.kind.rawValue, option.defaultValue.json.text, option.allowed,
                    option.summary,
                ])
            }
            lines += [""] + table.lines(for: terminal)
        }
        try StandardOutput.write(lines: lines)
    }
}

extension OptionDeclaration {
    /// Which values are allowed, for people; empty where all are.
    fileprivate var allowed: String {
        if !choices.isEmpty { return choices.joined(separator: ", ") }
        func text(_ bound: Double) -> String { bound == bound.rounded() ? "\(Int64(bound))" : "\(bound)" }
        return switch (minimum, maximum) {
        case (let minimum?, let maximum?): "\(text(minimum)) to \(text(maximum))"
        case (let minimum?, nil): "\(text(minimum)) or more"
        case (nil, let maximum?): "\(text(maximum)) or less"
        case (nil, nil): ""
        }
    }
}
