/// In which domains of engagement students are at high risk, by the latest findings of scoring plugins.
///
/// Which plugins count, and from where on, is the district's to say: with the options `guidelines`, `index`
/// and `low` of its linking plugin, as `service-match` has them, in their latest run. Until there is one, the
/// bundled plugins count: `check-and-connect` gives the share of the program's guidelines that a student
/// meets, and any is high risk; `engagement-index` gives what is reached of what is possible, and less than
/// half is. Without results nothing is known of any risk.
public struct DomainRisk: Sendable {
    /// From where on a plugin's figure of a domain means high risk.
    public enum Line: Sendable, Hashable {
        /// More than this does.
        case above(Double)
        /// Less than this does.
        case below(Double)
        /// The plugin's figures mean nothing of the kind.
        case never

        /// Whether a figure means high risk.
        public func isCrossed(by figure: Double) -> Bool {
            switch self {
            case .above(let line): figure > line
            case .below(let line): figure < line
            case .never: false
            }
        }
    }

    /// The lines of the bundled plugins, which are those that `service-match` has by default.
    public static let usual: [String: Line] = [
        "check-and-connect": .above(0), "engagement-index": .below(50),
    ]

    private let findings: [(line: Line, outcomes: [Identifier: StudentOutcome])]

    /// The risk by the latest results of each plugin.
    public init(_ results: [RunResults]) {
        findings = results.compactMap { results in
            guard let line = results.risk ?? Self.usual[results.run.plugin], line != .never else {
                return nil
            }
            return (line, results.outcomes)
        }
    }

    /// Whether any finding tells of risk.
    public var isKnown: Bool { findings.contains { !$0.outcomes.isEmpty } }

    /// The domains in which a student is at high risk, in their usual order.
    public func domains(of student: Identifier) -> [EngagementDomain] {
        EngagementDomain.allCases.filter { domain in
            findings.contains { finding in
                guard case .scored(let score)? = finding.outcomes[student] else { return false }
                return score.domains[domain].map(finding.line.isCrossed) ?? false
            }
        }
    }
}
