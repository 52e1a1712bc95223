/// A student's score beside what became of the student.
public struct ScoredOutcome: Sendable, Hashable {
    /// The score, so turned that a higher one says the outcome is likelier.
    public let risk: Double
    /// Whether the outcome came about.
    public let happened: Bool

    /// One student's pair.
    public init(risk: Double, happened: Bool) {
        self.risk = risk
        self.happened = happened
    }
}
