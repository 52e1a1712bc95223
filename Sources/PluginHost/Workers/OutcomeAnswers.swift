import Engagement

/// Scores, or proposals of services, as workers answer with them.
struct OutcomeAnswers: BlockAnswers {
    private let plugin: String
    private let check: ScoreAnswer
    /// Checks proposals; nil for a run that scores.
    private let links: LinkAnswer?

    init(of plugin: Plugin, links: LinkAnswer?) {
        self.plugin = plugin.manifest.name
        check = ScoreAnswer(tiers: plugin.manifest.tiers)
        self.links = links
    }

    func block(_ bytes: [UInt8], count: Int) -> OutcomeBlock? {
        OutcomeBlock(bytes, count: count, tiers: check.tiers)
    }

    func failure(_ message: String) -> OutcomeBlock {
        OutcomeBlock([.failed(ScoreAnswer.shortened(message))], tiers: check.tiers)
    }

    func checked(_ block: OutcomeBlock, of rows: [Int]) -> OutcomeBlock {
        if links == nil, check.believes(block) { return block }
        return OutcomeBlock(zip(rows, block.outcomes).map { checked($1, row: $0) }, tiers: check.tiers)
    }

    private func checked(_ outcome: StudentOutcome, row: Int) -> StudentOutcome {
        let problem: String?
        switch outcome {
        case .scored(let score):
            problem = links == nil ? check.problem(with: score) : "a score instead of services"
        case .proposed(let proposals):
            problem = links.map { $0.problem(with: proposals, row: row) } ?? "services instead of a score"
        case .notScored:
            problem = nil
        case .failed(let message):
            return .failed(ScoreAnswer.shortened(message))
        }
        return problem.map { .failed("\(plugin): \($0)") } ?? outcome
    }
}
