/// What a scoring plugin found about one student.
public struct Score: Sendable, Hashable {
    /// The score, 0...100; nil where the plugin gave a tier only. Its direction is the plugin's own.
    public var score: Double?
    /// The tier, one of those the plugin's manifest names; nil where the plugin gave a score only.
    public var tier: String?
    /// Scores by engagement domain, each 0...100; empty where the plugin gave none.
    public var domains: DomainScores
    /// Why, in words for people, the weightiest first; empty where the plugin gave none.
    public var reasons: [String]

    /// A finding; its parts are taken as they are.
    public init(
        score: Double? = nil, tier: String? = nil, domains: DomainScores = [:],
        reasons: [String] = []
    ) {
        self.score = score
        self.tier = tier
        self.domains = domains
        self.reasons = reasons
    }
}

/// What came of one student's turn in a run.
public enum StudentOutcome: Sendable, Hashable {
    /// The plugin's finding.
    case scored(Score)
    /// Services that the plugin proposes; one at least.
    case proposed([Proposal])
    /// Values of the district's own indicators that the plugin derives, by the indicators' ids; one at least.
    case derived([String: Double])
    /// The plugin had nothing to say: it returned nil.
    case notScored
    /// The plugin failed on this student; the message names the plugin's line.
    case failed(String)

    /// The outcome without reasons and messages, into which a plugin may have put names.
    public var withoutWords: StudentOutcome {
        switch self {
        case .scored(var score):
            score.reasons = []
            return .scored(score)
        case .proposed(let proposals):
            return .proposed(
                proposals.map { proposal in
                    var proposal = proposal
                    proposal.reason = DeidentifiedSnapshot.leftOut
                    return proposal
                })
        case .derived, .notScored: return self
        case .failed: return .failed(DeidentifiedSnapshot.leftOut)
        }
    }
}

/// One student's result of a run.
public struct StudentResult: Sendable, Hashable {
    /// The student.
    public let student: Identifier
    /// What came of it.
    public let outcome: StudentOutcome

    /// One result.
    public init(student: Identifier, outcome: StudentOutcome) {
        self.student = student
        self.outcome = outcome
    }
}
