import Engagement
import NearestName

/// A plugin's scores against an outcome: all figures of `caseload evaluate`.
struct ScoreEvaluation {
    struct Settings {
        var seats: Int?
        /// Fields by which groups are compared; empty for all that fit.
        var groupsBy: [String]
        /// Nil to go by the plugin's tiers.
        var lowerIsRisk: Bool?
    }

    /// The groups of one field.
    struct Comparison {
        let field: String
        let groups: [GroupFigures]
    }

    /// Students with a score and an outcome; and those with one of the two only.
    let students: Int
    let withoutOutcome: Int
    let withoutScore: Int
    let lowerIsRisk: Bool
    let discrimination: Discrimination?
    /// Empty where the plugin gives tiers only.
    let bands: [ScoreBand]
    /// The tiers in the plugin's order, with how many are in each and to how many of them the outcome came.
    let tiers: [(tier: String, students: Int, happened: Int)]
    let cut: CapacityCut?
    let comparisons: [Comparison]

    private struct Pair {
        let row: Int
        let score: Score
        let happened: Bool
    }

    /// Fewer students than this are not shown as a group of their own.
    static let leastGroup = 10

    init(
        of results: RunResults, tiers names: [String], outcomes: [Identifier: Bool], snapshot: Snapshot,
        settings: Settings
    ) throws(Failure) {
        var pairs: [Pair] = []
        var withoutOutcome = 0
        for row in 0..<snapshot.students.count {
            guard case .scored(let score)? = results.outcomes[snapshot.id(of: row)] else { continue }
            guard let happened = outcomes[snapshot.id(of: row)] else {
                withoutOutcome += 1
                continue
            }
            pairs.append(Pair(row: row, score: score, happened: happened))
        }
        guard !pairs.isEmpty else {
            throw Failure(
                .badData, "no student has both a score of '\(results.run.plugin)' and this outcome on record")
        }
        students = pairs.count
        self.withoutOutcome = withoutOutcome
        withoutScore = outcomes.count - pairs.count
        let lowerIsRisk = settings.lowerIsRisk ?? Self.tiersFallWithScores(pairs, names)
        self.lowerIsRisk = lowerIsRisk
        func risk(_ score: Score) -> Double {
            guard let value = score.score else {
                return Double(score.tier.flatMap { names.firstIndex(of: $0) } ?? -1)
            }
            return lowerIsRisk ? -value : value
        }
        let scored = pairs.map { ScoredOutcome(risk: risk($0.score), happened: $0.happened) }
        discrimination = Discrimination(scored)
        let figures = pairs.compactMap { pair in pair.score.score.map { (score: $0, happened: pair.happened) }
        }
        bands = ScoreBand.bands(of: figures, count: 10)
        tiers = names.compactMap { tier in
            let part = pairs.filter { $0.score.tier == tier }
            return part.isEmpty ? nil : (tier, part.count, part.count { $0.happened })
        }
        let worst = names.last.map { worst in pairs.count { $0.score.tier == worst } } ?? 0
        cut = CapacityCut(scored, seats: settings.seats ?? (worst > 0 ? worst : max(1, pairs.count / 10)))
        let least = scored.map(\.risk).sorted(by: >)[(cut?.seats ?? 1) - 1]
        let fields = Self.fields(of: pairs.map(\.row), in: snapshot)
        for name in settings.groupsBy where fields[name] == nil {
            let hint =
                nearestName(to: name, among: fields.keys).map { "did you mean '\($0)'?" }
                ?? "there are \(fields.keys.sorted().joined(separator: ", "))"
            throw Failure(.usage, "--by \(name): no such field; \(hint)")
        }
        let chosen =
            settings.groupsBy.isEmpty
            ? fields.filter { (2...12).contains(Set($0.value.values).count) }.keys.sorted()
            : settings.groupsBy
        comparisons = chosen.compactMap { field in
            guard let values = fields[field] else { return nil }
            let groups = Dictionary(grouping: pairs.indices) { values[pairs[$0].row] ?? "not on record" }
            return Comparison(
                field: field,
                groups: Self.large(groups).map { name, members in
                    GroupFigures(group: name, members.map { scored[$0] }) { $0.risk >= least }
                })
        }
    }

    /// Whether the students in the most severe tier have lower scores than those in the least severe one.
    private static func tiersFallWithScores(_ pairs: [Pair], _ tiers: [String]) -> Bool {
        func mean(_ tier: String?) -> Double? {
            let scores = pairs.filter { $0.score.tier == tier }.compactMap(\.score.score)
            return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
        }
        let present = tiers.filter { tier in pairs.contains { $0.score.tier == tier } }
        guard present.count > 1, let first = mean(present.first), let last = mean(present.last) else {
            return false
        }
        return last < first
    }

    /// What students can be grouped by, with each student's group by row.
    private static func fields(of rows: [Int], in snapshot: Snapshot) -> [String: [Int: String]] {
        var fields: [String: [Int: String]] = [:]
        for row in rows {
            if let grade = snapshot.grade(of: row) {
                fields["grade", default: [:]][row] = GradeLevel.code(Int8(grade))
            }
            if let school = snapshot.school(of: row) { fields["school", default: [:]][row] = school.name }
            for fact in snapshot.demographics[row] {
                fields[snapshot.texts[fact.name], default: [:]][row] = snapshot.texts[fact.value]
            }
        }
        return fields
    }

    /// The groups in the order of their names, with the small ones put together: so many that those do not
    /// come out as the difference of the others from all.
    private static func large(_ groups: [String: [Int]]) -> [(String, [Int])] {
        var rest = groups.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }[...]
        var others: [Int] = []
        var merged = 0
        while let smallest = rest.first,
            smallest.value.count < leastGroup || (!others.isEmpty && others.count < leastGroup)
        {
            others += smallest.value
            merged += 1
            rest.removeFirst()
        }
        let shown = rest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        guard others.count >= leastGroup else { return shown }
        return shown + [("\(merged) smaller groups", others)]
    }
}
