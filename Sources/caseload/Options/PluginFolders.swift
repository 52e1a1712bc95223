import ArgumentParser
import Foundation
import PluginHost

/// Where plugins are looked for.
struct PluginFolders: ParsableArguments {
    @Option(
        name: .customLong("plugins"),
        help: ArgumentHelp(
            "Look for plugins here before the usual places: ./Plugins, your own, those shipped (repeatable).",
            valueName: "folder"))
    var given: [String] = []

    /// The host that looks there.
    ///
    /// - Throws: ``Failure`` for a given folder that does not exist: a misspelt one must not be passed over.
    func host() throws -> PluginHost {
        for folder in given {
            var isFolder = false as ObjCBool
            if !FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) || !isFolder.boolValue
            {
                throw Failure(.usage, "--plugins \(folder): there is no such folder")
            }
        }
        let data = Environment["XDG_DATA_HOME"] ?? Environment["HOME"].map { "\($0)/.local/share" }
        let users = data.map { ["\($0)/caseload/plugins"] } ?? []
        return PluginHost(directories: given + ["Plugins"] + users + ExecutableFolder.places(of: "Plugins"))
    }

    /// The plugin that an author means by its name, or by the path of its folder.
    func plugin(meantBy name: String) throws -> Plugin {
        if name.contains("/") {
            let folder = name.hasSuffix("/") ? String(name.dropLast()) : name
            return try Plugin(readingFolder: folder)
        }
        return try host().plugin(named: name)
    }
}

/// Values for the options that a plugin declares.
struct PluginSettings: ParsableArguments {
    @Option(
        name: .customLong("option"),
        help: ArgumentHelp(
            "Set an option of the plugin (repeatable); of several plugins, as PLUGIN.NAME=VALUE.",
            valueName: "name=value"))
    var given: [String] = []

    func validate() throws {
        for text in given where !text.contains("=") || text.hasPrefix("=") {
            throw ValidationError("--option '\(text)' sets nothing; write it as name=value")
        }
    }

    /// Whether anything is set of this plugin, which is run with these.
    func mentions(_ plugin: String, among plugins: [String]) -> Bool {
        plugins.count == 1 ? !given.isEmpty : given.contains { $0.hasPrefix(plugin + ".") }
    }

    /// The values for each of these plugins, checked against what they declare.
    func values(for plugins: [Plugin]) throws -> [PluginOptions] {
        var texts = plugins.map { _ in [(name: String, value: String)]() }
        for text in given {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = (String(parts[0]), String(parts[1]))
            if let number = plugins.firstIndex(where: { name.hasPrefix($0.manifest.name + ".") }) {
                let prefix = plugins[number].manifest.name + "."
                texts[number].append((String(name.dropFirst(prefix.count)), value))
            } else if plugins.count == 1 {
                texts[0].append((name, value))
            } else {
                throw Failure(.usage, "--option '\(text)' leaves open whose; write it as PLUGIN.\(text)")
            }
        }
        return try zip(plugins, texts).map { plugin, texts in
            do throws(PluginError) {
                return try plugin.manifest.options(setting: texts)
            } catch {
                throw Failure(.usage, error.description)
            }
        }
    }
}
