/// Results of one plugin by student: those of one run, or the latest ones of several runs together.
public struct RunResults: Sendable {
    /// The run they come from; of several, the latest.
    public let run: Run
    /// The ids of the runs they come from, the latest first; empty where no database keeps them.
    public let ids: [Int64]
    /// What came of each student's turn.
    public let outcomes: [Identifier: StudentOutcome]
    /// From where on its figures of domains mean high risk, where the district says so; nil for the usual.
    public var risk: DomainRisk.Line?
    private let earlierDates: [Identifier: CalendarDate]

    /// The results of a run.
    public init(run: Run, outcomes: [Identifier: StudentOutcome], ids: [Int64] = []) {
        self.run = run
        self.outcomes = outcomes
        self.ids = ids
        earlierDates = [:]
    }

    /// The latest results of each student out of several runs.
    ///
    /// - Parameter runs: The runs, the latest first; nil where there are none.
    public init?(latestOf runs: [RunResults]) {
        guard let latest = runs.first else { return nil }
        var outcomes = latest.outcomes
        var dates: [Identifier: CalendarDate] = [:]
        for earlier in runs.dropFirst() {
            for (student, outcome) in earlier.outcomes where outcomes[student] == nil {
                outcomes[student] = outcome
                dates[student] = earlier.run.asOf
            }
        }
        run = latest.run
        ids = runs.flatMap(\.ids)
        self.outcomes = outcomes
        risk = latest.risk
        earlierDates = dates
    }

    /// The same results under other ids, each outcome changed; those of students without a new id are left out.
    func renamed(
        _ ids: [Identifier: Identifier], _ change: (StudentOutcome) -> StudentOutcome
    ) -> RunResults {
        var changed: [Identifier: StudentOutcome] = [:]
        var dates: [Identifier: CalendarDate] = [:]
        for (student, outcome) in outcomes {
            guard let id = ids[student] else { continue }
            changed[id] = change(outcome)
            dates[id] = earlierDates[student]
        }
        var renamed = RunResults(run: run, ids: self.ids, outcomes: changed, earlierDates: dates)
        renamed.risk = risk
        return renamed
    }

    private init(
        run: Run, ids: [Int64], outcomes: [Identifier: StudentOutcome],
        earlierDates: [Identifier: CalendarDate]
    ) {
        self.run = run
        self.ids = ids
        self.outcomes = outcomes
        self.earlierDates = earlierDates
    }

    /// The day that a student's result looks at.
    public func date(of student: Identifier) -> CalendarDate { earlierDates[student] ?? run.asOf }
}
