extension StudentFields {
    /// The parts of a result that are fields; alone they stand for the only plugin that has results.
    static let scoreFieldNames: Set<String> = ["score", "tier", "reasons"]

    /// Score, tier and reasons of each plugin's latest results.
    static func scores(of snapshot: Snapshot, results: [RunResults]) -> [(
        field: StudentField, aliases: [String]
    )] {
        results.flatMap { latest -> [(field: StudentField, aliases: [String])] in
            let plugin = latest.run.plugin
            @Sendable func score(_ row: Int) -> Score? {
                guard case .scored(let score)? = latest.outcomes[snapshot.id(of: row)] else { return nil }
                return score
            }
            func name(_ part: String) -> String { "\(plugin).\(part)" }
            func alias(_ part: String) -> [String] { results.count == 1 ? [part] : [] }
            return [
                (
                    .number(name("score"), "Score", unit: "points", kinds: [.scores]) { score($0)?.score },
                    alias("score")
                ),
                (
                    StudentField(name("tier"), "Tier", type: .text, kinds: [.scores]) {
                        FieldValue(score($0)?.tier)
                    }, alias("tier")
                ),
                (
                    StudentField(name("reasons"), "Reasons", type: .text, kinds: [.scores]) {
                        FieldValue(score($0)?.reasons.joined(separator: "; "))
                    }, alias("reasons")
                ),
            ]
        }
    }
}
