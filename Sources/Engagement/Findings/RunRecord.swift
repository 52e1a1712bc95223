/// A run on record: what it was computed from, how far it came and what came of it.
public struct RunRecord: Sendable, Hashable {
    /// The number under which it is kept.
    public let id: Int64
    public let run: Run
    /// Whether everyone who was meant has a result. An unfinished run is nobody's latest result.
    public let isFinished: Bool
    /// Why it ended before its end; nil where it did not, and where nobody was left to say it.
    public let ending: String?
    /// How many students were meant.
    public let students: Int
    public let counts: OutcomeCounts
    /// Seconds of work, of all the times it was gone on with.
    public let seconds: Double

    /// A run on record; its parts are taken as they are.
    public init(
        id: Int64, run: Run, isFinished: Bool, ending: String?, students: Int, counts: OutcomeCounts,
        seconds: Double
    ) {
        self.id = id
        self.run = run
        self.isFinished = isFinished
        self.ending = ending
        self.students = students
        self.counts = counts
        self.seconds = seconds
    }
}

/// How many students a run scored, proposed services for or derived values of, had nothing to say about, and failed on.
public struct OutcomeCounts: Sendable, Hashable {
    public var scored = 0
    public var notScored = 0
    public var failed = 0

    /// These many of each.
    public init(scored: Int = 0, notScored: Int = 0, failed: Int = 0) {
        self.scored = scored
        self.notScored = notScored
        self.failed = failed
    }

    /// How many students have a result of any kind.
    public var total: Int { scored + notScored + failed }

    /// Counts one more.
    public mutating func add(_ entry: borrowing OutcomeBlock.Entry) {
        if entry.isFinding {
            scored += 1
        } else if entry.isFailure {
            failed += 1
        } else {
            notScored += 1
        }
    }

    /// Counts one more.
    public mutating func add(_ outcome: StudentOutcome) {
        switch outcome {
        case .scored, .proposed, .derived: scored += 1
        case .notScored: notScored += 1
        case .failed: failed += 1
        }
    }
}
