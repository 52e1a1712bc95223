extension StudentFields {
    /// The parts of a result that are fields; alone they stand for the plugin of ``plainScore(among:)``.
    static let scoreFieldNames: Set<String> = ["score", "tier", "reasons"]

    /// The plugin whose tier is *the* tier where several score: the program's own guidelines.
    public static let programScore = "check-and-connect"

    /// Whose score is meant where no plugin is named: that of the only plugin that scored anybody, or of several
    /// the ``programScore``; nil where that leaves it open.
    static func plainScore(among results: [RunResults]) -> String? {
        let plugins = scoringPlugins(among: results)
        return plugins.count == 1 ? plugins.first : plugins.first { $0 == programScore }
    }

    /// The plugins that scored somebody; what only proposes services or observes mentors is none of them. All where
    /// none did.
    static func scoringPlugins(among results: [RunResults]) -> [String] {
        let scoring = results.filter { latest in
            latest.outcomes.values.contains { if case .scored = $0 { true } else { false } }
        }
        return (scoring.isEmpty ? results : scoring).map(\.run.plugin)
    }

    /// Score, tier and reasons of each plugin's latest results.
    static func scores(of snapshot: Snapshot, results: [RunResults]) -> [(
        field: StudentField, aliases: [String]
    )] {
        let plain = plainScore(among: results)
        return results.flatMap { latest -> [(field: StudentField, aliases: [String])] in
            let plugin = latest.run.plugin
            @Sendable func score(_ row: Int) -> Score? {
                guard case .scored(let score)? = latest.outcomes[snapshot.id(of: row)] else { return nil }
                return score
            }
            func name(_ part: String) -> String { "\(plugin).\(part)" }
            func alias(_ part: String) -> [String] { plugin == plain ? [part] : [] }
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
