/// In which domains of engagement students are at high risk, by the latest findings of the bundled plugins.
///
/// `check-and-connect` gives the share of the program's guidelines that a student meets: any is high risk.
/// `engagement-index` gives what is reached of what is possible: less than half is. Where neither has
/// results, nothing is known of any risk.
public struct DomainRisk: Sendable {
    /// The plugins whose findings count.
    public static let plugins = ["check-and-connect", "engagement-index"]
    /// What is low on the index, which goes to 100.
    public static let lowIndex = 50.0

    private let outcomes: [[Identifier: StudentOutcome]]

    /// The risk by the latest results of each plugin.
    public init(_ results: [RunResults]) {
        outcomes = Self.plugins.map { plugin in
            results.first { $0.run.plugin == plugin }?.outcomes ?? [:]
        }
    }

    /// Whether any finding tells of risk.
    public var isKnown: Bool { outcomes.contains { !$0.isEmpty } }

    /// The domains in which a student is at high risk, in their usual order.
    public func domains(of student: Identifier) -> [EngagementDomain] {
        func figures(_ plugin: Int) -> DomainScores {
            guard case .scored(let score)? = outcomes[plugin][student] else { return [:] }
            return score.domains
        }
        let (met, index) = (figures(0), figures(1))
        return EngagementDomain.allCases.filter { domain in
            met[domain].map { $0 > 0 } ?? false || index[domain].map { $0 < Self.lowIndex } ?? false
        }
    }
}
