import Engagement
import PluginHost
import Records

extension DistrictDatabase {
    /// A snapshot with all results that scripts and reports may ask for: the latest and those before.
    func district(_ snapshot: Snapshot) throws -> District {
        let latest = try latestResults(asOf: snapshot.asOf)
        let fidelity = try latestFidelity(asOf: snapshot.asOf)
        return District(
            snapshot: snapshot, results: latest, previous: try previousResults(to: latest),
            fidelity: fidelity, previousFidelity: try previousFidelity(to: fidelity))
    }
}
