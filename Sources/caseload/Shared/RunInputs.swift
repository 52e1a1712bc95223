import Engagement
import PluginHost
import Records

/// The results of earlier runs that a run could read.
struct RunInputs {
    private var latest: [RunResults] = []
    /// Those of earlier days.
    private var previous: [RunResults] = []
    /// Those about mentors.
    private var fidelity: [FidelityResults] = []
    private var previousFidelity: [FidelityResults] = []

    /// What a plugin declares that it reads, as of the day of a snapshot.
    init(of plugin: Plugin, on snapshot: Snapshot, from database: DistrictDatabase) throws {
        if plugin.manifest.reads.contains(.scores) {
            latest = try database.latestResults(asOf: snapshot.asOf)
            previous = try database.previousResults(to: latest)
        }
        if plugin.manifest.reads.contains(.fidelity) {
            fidelity = try database.latestFidelity(asOf: snapshot.asOf)
            previousFidelity = try database.previousFidelity(to: fidelity)
        }
    }

    /// The results of the runs that a run's record names.
    init(text: String, from database: DistrictDatabase) throws {
        let parts: [String: JSONValue]
        if case .object(let object)? = try? JSONValue(parsing: Array(text.utf8)) {
            parts = object
        } else {
            parts = [:]
        }
        /// The ids of the runs, a list for each plugin.
        func ids(_ key: String) -> [[Int64]] {
            guard case .object(let plugins)? = parts[key] else { return [] }
            return plugins.sorted { $0.key < $1.key }.map { _, runs in
                guard case .array(let runs) = runs else { return [] }
                return runs.compactMap { if case .integer(let id) = $0 { id } else { nil } }
            }
        }
        func mentors(_ key: String) throws -> [FidelityResults] {
            try ids(key).compactMap { ids in
                try ids.first.flatMap { try database.run($0) }.map {
                    FidelityResults(run: $0.run, id: $0.id, rules: try database.fidelity(ofRun: $0.id))
                }
            }
        }
        latest = try ids("latest").compactMap { try database.results(ofRuns: $0) }
        previous = try ids("previous").compactMap { try database.results(ofRuns: $0) }
        fidelity = try mentors("fidelity")
        previousFidelity = try mentors("previous_fidelity")
    }

    /// - Parameter installed: The names of the plugins that are installed.
    func district(_ snapshot: Snapshot, installed: Set<String>) -> District {
        var district = District(
            snapshot: snapshot, results: latest, previous: previous, fidelity: fidelity,
            previousFidelity: previousFidelity)
        district.plugins = installed
        return district
    }

    /// What a run's record keeps: the ids of the runs by plugin.
    var text: String {
        var parts: [String: JSONValue] = [:]
        func add(_ key: String, _ runs: [(plugin: String, ids: [Int64])]) {
            parts[key] = .object(
                Dictionary(runs.map { ($0.plugin, .array($0.ids.map { .integer($0) })) }) { first, _ in first
                })
        }
        if !latest.isEmpty {
            add("latest", latest.map { ($0.run.plugin, $0.ids) })
            add("previous", previous.map { ($0.run.plugin, $0.ids) })
        }
        if !fidelity.isEmpty {
            add("fidelity", fidelity.map { ($0.run.plugin, $0.id.map { [$0] } ?? []) })
            add("previous_fidelity", previousFidelity.map { ($0.run.plugin, $0.id.map { [$0] } ?? []) })
        }
        return JSONValue.object(parts).text
    }
}
