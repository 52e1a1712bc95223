import Engagement
import PluginHost
import Records

/// How `--resume` goes on with a plugin's last run: with the run's own inputs, as long as they are the same
/// as when it began.
struct Resumption {
    /// What the command line asks for; nil where it asks for nothing and the run's own holds.
    struct Asked {
        var asOf: CalendarDate?
        var options: PluginOptions?
        var seed: Int64?
        var limits: RunLimits?
        var selection: RunSelection?
    }

    let record: RunRecord
    let plugin: Plugin
    let asked: Asked

    /// What is no longer as it was, each in words for people; empty where the run can be gone on with.
    func changes(_ snapshot: Snapshot) -> [String] {
        let run = record.run
        var changes: [String] = []
        func compare(_ what: String, _ then: String, _ now: String?) {
            if let now, now != then { changes.append("\(what): \(then) then, \(now) now") }
        }
        compare("the day (--as-of)", run.asOf.description, asked.asOf?.description)
        compare("the plugin's options (--option)", run.options, asked.options?.text)
        compare("the seed (--seed)", String(run.seed), asked.seed.map { String($0) })
        compare("the limits", run.limits, asked.limits?.text)
        compare("who is meant", run.selection, asked.selection?.text)
        compare("the program's version", run.hostVersion, ProgramVersion.current)
        if plugin.files.hash != run.pluginHash {
            compare("the plugin's version", run.version, plugin.manifest.version)
            changes.append(
                "the plugin's files: SHA-256 \(run.pluginHash.prefix(12)) then, \(plugin.files.hash.prefix(12)) now"
            )
        }
        if snapshot.fingerprint != run.fingerprint, asked.asOf ?? run.asOf == run.asOf {
            changes.append(
                "the records as of \(run.asOf): fingerprint \(run.fingerprint.prefix(12)) then, "
                    + "\(snapshot.fingerprint.prefix(12)) now")
        }
        return changes
    }

    /// The options that the run had.
    func options() throws -> PluginOptions {
        guard case .object(let values)? = try? JSONValue(parsing: Array(record.run.options.utf8)) else {
            throw Failure(.notDone, "run \(record.id) has options that cannot be read: \(record.run.options)")
        }
        return try plugin.manifest.options(setting: values)
    }

    /// Refuses to go on where something changed.
    func refuseChanges(_ snapshot: Snapshot) throws(Failure) {
        let changes = changes(snapshot)
        guard !changes.isEmpty else { return }
        throw Failure(
            .notDone,
            "run \(record.id) of \(record.run.plugin) cannot be gone on with; changed since it began:\n"
                + changes.map { "  \($0)\n" }.joined() + "Begin anew without --resume.")
    }
}
