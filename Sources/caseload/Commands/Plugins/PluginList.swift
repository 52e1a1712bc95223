import ArgumentParser
import Engagement
import PluginHost

/// `caseload plugin list`: all plugins that are found.
struct PluginList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the plugins: what they contribute, what they read, where they are.")

    @OptionGroup var folders: PluginFolders

    func run() throws {
        let found = try folders.host().plugins()
        var table = Table(columns: [
            .init(title: "name", isKey: true), .init(title: "version", isKey: true),
            .init(title: "contributes"), .init(title: "summary", leastWidth: 30),
            .init(title: "reads", leastWidth: 20), .init(title: "folder", isKey: true),
        ])
        var broken: [String] = []
        for entry in found {
            do {
                let manifest = try entry.plugin.get().manifest
                table.add([
                    manifest.name, manifest.version,
                    manifest.contributes.map(\.rawValue).joined(separator: ", "), manifest.summary,
                    RecordKind.allCases.filter(manifest.reads.contains).map(\.name).joined(
                        separator: ", "),
                    entry.folder,
                ])
            } catch {
                broken.append(error.description)
            }
        }
        try StandardOutput.write(lines: table.lines(for: .output))
        if !broken.isEmpty { throw Failure(.badData, broken.joined(separator: "\n")) }
    }
}
