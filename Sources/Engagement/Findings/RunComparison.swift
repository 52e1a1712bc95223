/// Two runs of one plugin side by side: whose standing changed, and what moved between the days they look at.
public struct RunComparison: Sendable {
    /// A student whose tier changed; whose score did, for a plugin without tiers; or who has a finding in one
    /// of the runs only.
    public struct Change: Sendable {
        public let student: Identifier
        public let before: StudentOutcome
        public let after: StudentOutcome
        /// The indicators that moved most, by the spread of the district's students.
        public let moves: [Move]
    }

    /// One indicator of a student on the two days.
    public struct Move: Sendable {
        /// The indicator's id, and its name for people.
        public let indicator: String
        public let title: String
        /// The values for people; empty where there was none.
        public let before: String
        public let after: String
        /// The values themselves.
        public let valueBefore: FieldValue
        public let valueAfter: FieldValue
    }

    /// The changes, in the order of the students' ids.
    public let changes: [Change]
    /// How many students both runs have a result for, and each alone.
    public let common: Int
    public let onlyBefore: Int
    public let onlyAfter: Int

    /// How many indicators are named of a student at most.
    private static let moveLimit = 3

    /// Compares the results of an earlier run with those of a later one.
    ///
    /// - Parameters:
    ///   - then: The snapshot of the earlier run's day; `now` is that of the later one's.
    ///   - kinds: The kinds of record that the plugin reads: other indicators moved nothing.
    ///   - tiers: The plugin's tiers, from the least concern to the most: where a student came into one of more
    ///     concern, only what became worse is named, and the other way round.
    public init(
        before: [Identifier: StudentOutcome], after: [Identifier: StudentOutcome], then: Snapshot,
        now: Snapshot, kinds: Set<RecordKind>, tiers: [String] = []
    ) {
        let indicators = MovedIndicators(then: then, now: now, kinds: kinds)
        let both = before.keys.filter { after[$0] != nil }.sorted()
        common = both.count
        onlyBefore = before.count - both.count
        onlyAfter = after.count - both.count
        changes = both.compactMap { student in
            guard let earlier = before[student], let later = after[student],
                Self.standing(earlier) != Self.standing(later)
            else { return nil }
            return Change(
                student: student, before: earlier, after: later,
                moves: indicators.moves(
                    of: student, becameWorse: Self.becameWorse(earlier, later, tiers),
                    limit: Self.moveLimit))
        }
    }

    /// Whether a student came into a tier of more concern; nil where that is not known.
    private static func becameWorse(
        _ before: StudentOutcome, _ after: StudentOutcome, _ tiers: [String]
    ) -> Bool? {
        guard case .scored(let earlier) = before, case .scored(let later) = after,
            let from = earlier.tier.flatMap({ tiers.firstIndex(of: $0) }),
            let to = later.tier.flatMap({ tiers.firstIndex(of: $0) })
        else { return nil }
        return to > from
    }

    /// What must be the same for a student to be unchanged.
    private static func standing(_ outcome: StudentOutcome) -> String {
        switch outcome {
        case .notScored: "nothing"
        case .failed: "failed"
        case .proposed(let proposals): "proposed " + proposals.map(\.service.text).joined(separator: " ")
        case .derived(let values): "derived \(values.sorted { $0.key < $1.key })"
        case .scored(let score): score.tier.map { "tier \($0)" } ?? "score \(score.score ?? 0)"
        }
    }
}

/// The indicators of two snapshots, and how far students' values lie apart.
private struct MovedIndicators {
    private let then: Snapshot
    private let now: Snapshot
    private let fields: [(indicator: Indicator, field: StudentField, earlier: StudentField?, spread: Double)]

    init(then: Snapshot, now: Snapshot, kinds: Set<RecordKind>) {
        self.then = then
        self.now = now
        let (earlier, later) = (StudentFields(then, reading: kinds), StudentFields(now, reading: kinds))
        fields = now.catalog.indicators.compactMap { indicator in
            let name = "engagement.\(indicator.domain.name).\(indicator.id)"
            guard let field = try? later.field(named: name) else { return nil }
            let values = (0..<now.students.count).compactMap { Self.number(field.value(row: $0)) }
            return (indicator, field, try? earlier.field(named: name), Self.spread(values))
        }
    }

    func moves(of student: Identifier, becameWorse: Bool?, limit: Int) -> [RunComparison.Move] {
        guard let row = now.row(of: student) else { return [] }
        let rowThen = then.row(of: student)
        let moved = fields.compactMap { entry -> (weight: Double, move: RunComparison.Move)? in
            let after = entry.field.value(row: row)
            let before = rowThen.flatMap { entry.earlier?.value(row: $0) } ?? .missing
            let shown = (entry.field.description(of: before), entry.field.description(of: after))
            guard shown.0 != shown.1 else { return nil }
            let move = RunComparison.Move(
                indicator: entry.indicator.id, title: entry.field.title, before: shown.0, after: shown.1,
                valueBefore: before, valueAfter: after)
            guard let a = Self.number(before), let b = Self.number(after) else { return (0, move) }
            let isWorse = (b < a) == (entry.indicator.direction == .higherIsBetter)
            if let becameWorse, isWorse != becameWorse { return nil }
            return (abs(b - a) / (entry.spread > 0 ? entry.spread : max(abs(a), abs(b))), move)
        }
        return moved.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .prefix(limit).map(\.element.move)
    }

    private static func number(_ value: FieldValue) -> Double? {
        if case .number(let number) = value { number } else { nil }
    }

    /// The standard deviation; 0 for fewer than two values.
    private static func spread(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
}
