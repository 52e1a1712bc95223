import Engagement
import Foundation
import NearestName

/// Finds plugins, loads one, runs it over a snapshot and collects what it answers.
///
/// ```swift
/// let host = PluginHost(directories: ["Plugins"])
/// let plugin = try host.plugin(named: "check-and-connect")
/// let options = try plugin.manifest.options(setting: [("absences", "4")])
/// let results = try plugin.score(District(snapshot: snapshot), options: options)
/// ```
public struct PluginHost: Sendable {
    /// Where plugins are looked for; the first folder that has one of a name wins.
    public let directories: [String]

    /// A host that looks into these folders; those that do not exist are passed over.
    public init(directories: [String]) {
        self.directories = directories
    }

    /// A plugin's folder, and the plugin in it or what is wrong with it.
    public struct Found: Sendable {
        /// The name of the folder.
        public let name: String
        public let folder: String
        public let plugin: Result<Plugin, PluginError>
    }

    /// All plugins in the order of their names.
    public func plugins() -> [Found] {
        folders.map { Found(name: $0.key, folder: $0.value, plugin: Self.read($0.value)) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The names of all plugins, read or not.
    public var names: Set<String> { Set(folders.keys) }

    /// The folder of each plugin, by its name.
    private var folders: [String: String] {
        var found: [String: String] = [:]
        for directory in directories {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
            for name in names where found[name] == nil {
                let folder = "\(directory)/\(name)"
                guard FileManager.default.fileExists(atPath: "\(folder)/plugin.json") else { continue }
                found[name] = folder
            }
        }
        return found
    }

    /// The plugin of this name.
    ///
    /// - Throws: If there is none, naming the nearest, and if its files or its manifest are wrong.
    public func plugin(named name: String) throws(PluginError) -> Plugin {
        let found = plugins()
        guard let match = found.first(where: { $0.name == name }) else {
            let hint =
                nearestName(to: name, among: found.map(\.name)).map { "did you mean '\($0)'?" }
                ?? "looked in \(directories.isEmpty ? "no folder" : directories.joined(separator: ", "))"
            throw PluginError(place: "", message: "no plugin '\(name)'; \(hint)")
        }
        return try match.plugin.get()
    }

    private static func read(_ folder: String) -> Result<Plugin, PluginError> {
        do throws(PluginError) {
            return .success(try Plugin(readingFolder: folder))
        } catch {
            return .failure(error)
        }
    }
}

/// A plugin whose manifest has been read and checked; none of its code has run yet.
public struct Plugin: Sendable {
    public let manifest: Manifest
    /// The folder it was read from.
    public let folder: String
    /// What was read.
    public let files: PluginFiles

    /// Reads the plugin in a folder.
    ///
    /// - Throws: For files or a manifest that are wrong, and without an `init.lua`.
    public init(readingFolder folder: String) throws(PluginError) {
        try self.init(files: PluginFiles(readingFolder: folder), folder: folder)
    }

    /// The plugin of these files, read from a folder before.
    init(files: PluginFiles, folder: String) throws(PluginError) {
        self.files = files
        self.folder = folder
        let place = "\(folder)/plugin.json"
        guard let text = files.contents["plugin.json"] else {
            throw PluginError(place: place, message: "missing; every plugin has one")
        }
        manifest = try Manifest(parsing: text, place: place, folder: Self.name(of: folder))
        guard files.contents["init.lua"] != nil else {
            throw PluginError(
                place: "\(folder)/init.lua", message: "missing; it returns the plugin's functions")
        }
    }

    /// A folder's name, which is also its plugin's.
    static func name(of folder: String) -> String {
        URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    }
}
