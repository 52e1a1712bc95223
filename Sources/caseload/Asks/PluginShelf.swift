import Engagement
import PluginHost

/// The plugins that a session has used, each as it was read first: an edit is taken when it is asked for.
final class PluginShelf {
    let host: PluginHost
    let pool: WorkerPool
    private var kept: [String: Plugin] = [:]
    /// The hash of an edit that was refused, so that it is told once.
    private var refused: [String: String] = [:]

    init(host: PluginHost, pool: WorkerPool) {
        self.host = host
        self.pool = pool
    }

    /// The plugin of this name.
    func plugin(named name: String) throws -> Plugin {
        if let plugin = kept[name] { return plugin }
        let plugin = try host.plugin(named: name)
        kept[name] = plugin
        return plugin
    }

    /// Takes the edits of plugins that were used. One that does not load is not taken.
    ///
    /// - Parameter tellingAgain: Whether edits are told that were refused before.
    /// - Returns: A line for each plugin that was edited.
    func reload(tellingAgain: Bool = false) -> [String] {
        kept.keys.sorted().compactMap { name in
            guard let old = kept[name] else { return nil }
            do {
                let new = try host.plugin(named: name)
                guard new.files.hash != old.files.hash else {
                    return nil
                }
                if refused[name] == new.files.hash, !tellingAgain { return nil }
                refused[name] = new.files.hash
                try tryOut(new)
                refused[name] = nil
                kept[name] = new
                return "\(name): the edit is taken, version \(new.manifest.version)"
            } catch {
                let reason = Failure(explaining: error)?.message ?? "\(error)"
                if !(error is PluginError) { return nil }
                if refused[name] == reason, !tellingAgain { return nil }
                if (try? host.plugin(named: name)) == nil { refused[name] = reason }
                return "\(name): \(Self.refusal): \(reason)"
            }
        }
    }

    /// What is said of an edit that does not load.
    static let refusal = "the edit is not taken, the version before it stays"

    /// Loads a plugin in a worker, over nobody.
    private func tryOut(_ plugin: Plugin) throws {
        var builder = SnapshotBuilder(asOf: .today)
        // Without a mentor no plugin is loaded that is about mentors.
        _ = builder.addMentor(Mentor(id: Identifier("nobody"), name: "nobody"))
        let nobody = District(snapshot: builder.finish())
        let options = try plugin.manifest.options(setting: [(String, String)]())
        for contribution in [Manifest.Contribution.score, .link]
        where plugin.manifest.contributes.contains(contribution) {
            _ = try pool.score(plugin, for: contribution, nobody, options: options, rows: [])
        }
        if plugin.manifest.contributes.contains(.fidelity) {
            _ = try pool.fidelity(plugin, nobody, options: options)
        }
        if plugin.manifest.contributes.contains(.report) {
            try pool.report(plugin, nobody, options: options, []) { _ in }
        }
    }
}
