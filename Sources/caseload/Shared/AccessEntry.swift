import Engagement
import Glibc
import PluginHost
import Records

/// An access as a command knows it, before it is entered into the log.
struct AccessEntry {
    let command: String
    var purpose = ""
    /// The kinds of record that are read.
    var kinds: Set<RecordKind>
    /// The plugin that reads, its version and the hash of its files; empty where there is none.
    var plugin = (name: "", version: "", hash: "")
    /// Options that bear on privacy or on what was asked; values are JSON.
    var options: [String: String] = [:]

    /// An access by a command itself.
    init(_ command: String, purpose: String, kinds: Set<RecordKind>) {
        self.command = command
        self.purpose = purpose
        self.kinds = kinds
    }

    /// An access by a plugin, which reads what it declares.
    init(_ command: String, purpose: String, plugin: Plugin, options: PluginOptions) {
        self.init(command, purpose: purpose, kinds: plugin.manifest.reads)
        self.plugin = (plugin.manifest.name, plugin.manifest.version, plugin.files.hash)
        self.options["options"] = options.text
    }

    /// The entry with an option on it, where that is set.
    func with(_ option: String, _ isSet: Bool) -> AccessEntry {
        var entry = self
        if isSet { entry.options[option] = "true" }
        return entry
    }

    /// Enters that the records of these students are read now. Nothing of them may be shown before.
    func enter(into database: DistrictDatabase, _ snapshot: Snapshot, rows: some Sequence<Int>) throws {
        try database.enter(record(asOf: snapshot.asOf, students: rows.map { snapshot.id(of: $0) }))
    }

    /// The record of the access, made now by whoever runs the program.
    func record(asOf date: CalendarDate, students: [Identifier]) -> AccessRecord {
        AccessRecord(
            at: Int64(time(nil)), user: Environment.user, purpose: purpose, command: command,
            plugin: plugin.name, version: plugin.version, pluginHash: plugin.hash, kinds: kinds, asOf: date,
            options: JSONText.object(options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
            students: students)
    }
}
