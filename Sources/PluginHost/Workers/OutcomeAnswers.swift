import Engagement

/// What workers answer for blocks of students: how it is read, and how far it is believed.
struct OutcomeAnswers {
    private let plugin: String
    /// What was asked for: `score`, `link` or `indicators`.
    private let contribution: Manifest.Contribution
    private let snapshot: Snapshot
    private let check: ScoreAnswer

    init(of plugin: Plugin, _ contribution: Manifest.Contribution, over snapshot: Snapshot) {
        self.plugin = plugin.manifest.name
        self.contribution = contribution
        self.snapshot = snapshot
        check = ScoreAnswer(tiers: plugin.manifest.tiers)
    }

    /// The answers in bytes that a worker sent; nil where they are not `count` answers in their layout.
    func block(_ bytes: [UInt8], count: Int) -> OutcomeBlock? {
        OutcomeBlock(bytes, count: count, tiers: check.tiers)
    }

    /// The answer for a student with whom a worker was lost.
    func failure(_ message: String) -> OutcomeBlock {
        OutcomeBlock([.failed(ScoreAnswer.shortened(message))], tiers: check.tiers)
    }

    /// The answers as far as they can be: a plugin may have taken its worker over, so all is checked again.
    func checked(_ block: OutcomeBlock, of rows: [Int]) -> OutcomeBlock {
        if contribution == .score, check.believes(block) { return block }
        return OutcomeBlock(zip(rows, block.outcomes).map { checked($1, row: $0) }, tiers: check.tiers)
    }

    private func checked(_ outcome: StudentOutcome, row: Int) -> StudentOutcome {
        let problem: String?
        switch (contribution, outcome) {
        case (_, .notScored):
            problem = nil
        case (_, .failed(let message)):
            return .failed(ScoreAnswer.shortened(message))
        case (.score, .scored(let score)):
            problem = check.problem(with: score)
        case (.link, .proposed(let proposals)):
            problem = LinkAnswer(snapshot: snapshot).problem(with: proposals, row: row)
        case (.indicators, .derived(let values)):
            problem = IndicatorAnswer(catalog: snapshot.catalog).problem(with: values)
        default:
            problem = WorkerEnding.forged
        }
        return problem.map { .failed("\(plugin): \($0)") } ?? outcome
    }
}
