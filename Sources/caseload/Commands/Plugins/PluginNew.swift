import ArgumentParser
import Foundation
import PluginHost

/// `caseload plugin new`: a working plugin to begin from.
struct PluginNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a new plugin's folder: a manifest, working code, a test.",
        discussion: """
              caseload plugin new slipping --contributes score
              caseload plugin test slipping
            """)

    @Argument(help: ArgumentHelp("Its name: lower-case letters, digits and '-'.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("What it contributes: \(PluginDraft.kinds).", valueName: "function"))
    var contributes = "score"

    @Option(help: ArgumentHelp("The folder that its folder is made in.", valueName: "folder"))
    var directory = "Plugins"

    func validate() throws {
        guard Manifest.isValidName(name) else {
            throw ValidationError(
                "'\(name)': a plugin's name has lower-case letters, digits and '-', and begins with a letter")
        }
        guard PluginDraft(rawValue: contributes) != nil else {
            throw ValidationError("--contributes \(contributes): expected \(PluginDraft.kinds)")
        }
    }

    func run() throws {
        guard let draft = PluginDraft(rawValue: contributes) else { return }
        let folder = "\(directory)/\(name)"
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw Failure(.notDone, "\(folder) is there already; choose another name, or remove it")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (file, text) in draft.files(name: name) {
                try Data(text.utf8).write(
                    to: URL(fileURLWithPath: "\(folder)/\(file)"), options: .withoutOverwriting)
            }
        } catch {
            throw Failure(.inputOutput, "cannot write \(folder): \(error.localizedDescription)")
        }
        let commands =
            ["plugin check \(directory == "Plugins" ? name : folder)"] + draft.use(name, in: directory)
        let names = draft.files(name: name).map(\.name)
        let files = names.dropLast().joined(separator: ", ") + " and \(names.last ?? "")"
        try StandardOutput.write(
            lines: ["\(folder): \(files); it works as it is, so change it step by step:"]
                + commands.map { "  caseload \($0)" })
    }
}
