public import Engagement

/// What a run works on: a snapshot, and the latest results of earlier runs.
public struct District: Sendable {
    public let snapshot: Snapshot
    /// The latest results by the name of the plugin.
    public internal(set) var results: [String: RunResults]
    /// Whether figures of small groups are shown; otherwise `stats.suppress` hides them.
    public var showsSmallGroups = false

    /// The names of the plugins that are installed, to tell one that has not run yet from a misspelt one.
    public var plugins: Set<String> = []

    /// Those of the last runs that looked at an earlier day, by the name of the plugin.
    public let previous: [String: RunResults]

    /// What plugins said of the mentors in their latest runs, by the name of the plugin.
    public let fidelity: [String: FidelityResults]
    /// What they said in the last runs that looked at an earlier day.
    public let previousFidelity: [String: FidelityResults]

    /// A snapshot with the latest results of each plugin, in any order.
    public init(
        snapshot: Snapshot, results: [RunResults] = [], previous: [RunResults] = [],
        fidelity: [FidelityResults] = [], previousFidelity: [FidelityResults] = []
    ) {
        self.fidelity = Dictionary(fidelity.map { ($0.run.plugin, $0) }) { _, latest in latest }
        self.previousFidelity = Dictionary(previousFidelity.map { ($0.run.plugin, $0) }) { _, latest in latest
        }
        self.previous = Dictionary(previous.map { ($0.run.plugin, $0) }) { _, latest in latest }
        self.snapshot = snapshot
        self.results = Dictionary(results.map { ($0.run.plugin, $0) }) { _, latest in latest }
    }

    /// The district with other latest results about students.
    public func with(results: [RunResults]) -> District {
        var district = self
        district.results = Dictionary(results.map { ($0.run.plugin, $0) }) { _, latest in latest }
        return district
    }
}
