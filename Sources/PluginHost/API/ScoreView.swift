import Engagement
import Lua

/// What one plugin found about a student, in a view.
struct Finding {
    let plugin: String
    let score: Score
}

/// The findings of other plugins, as a student's part.
extension View {
    func scoresField() -> LuaField<StudentRow> {
        LuaField(
            "scores", type: "caseload.Score[]|caseload.Records",
            summary: "The latest findings of other plugins, by the plugin's name. Reads scores."
        ) { [unowned self] student, call in
            try require(.scores, "student.scores")
            let findings = district.results.keys.sorted().compactMap { name in
                district.results[name].flatMap { finding(of: Int(student.row), in: $0) }
            }
            return try list(findings, finding, row: student.row, call)
        }
    }

    func scoreMethod() -> LuaMethod<StudentRow> {
        LuaMethod(
            "score", parameters: [LuaParameter("plugin", .string, "The plugin's name.")],
            returns: "caseload.Score?",
            summary:
                "The latest finding of one other plugin, or nil; an error for a name that is a plugin's misspelt. "
                + "Reads scores.",
            example: #"local score = student:score "check-and-connect""#
        ) { [unowned self] student, call in
            try require(.scores, "student:score")
            let name = try call.string("plugin")
            guard let results = district.results[name] else {
                try requirePlugin(name, among: district.results.keys, for: "student:score")
                return .nil
            }
            return try answer(finding(of: Int(student.row), in: results), call)
        }
    }

    /// One student's finding among the results of a plugin; nil where there is none.
    func finding(of row: Int, in results: RunResults) -> Finding? {
        guard case .scored(let score) = results.outcomes[snapshot.id(of: row)] else { return nil }
        return Finding(plugin: results.run.plugin, score: score)
    }

    /// A finding as what a function answers; nil where there is none.
    func answer(_ finding: Finding?, _ call: borrowing LuaCall) throws(LuaError) -> LuaReturn {
        guard let finding else { return .nil }
        return try call.make(RecordInView(record: finding, row: -1, place: 0), self.finding)
    }

    func findingType() -> LuaType<RecordInView<Finding>> {
        figuresType(
            "Score", "What a plugin found about a student.",
            [
                Figure("plugin", "string", "The plugin's name.") { finding, _ in
                    .string(finding.record.plugin)
                },
                .number("score", "The score, 0 to 100.") { $0.record.score.score },
                Figure("tier", "string?", "The tier, one of the plugin's own.") { finding, _ in
                    finding.record.score.tier.map { .string($0) } ?? .nil
                },
                Figure(
                    "domains", "caseload.DomainScores", "The scores by domain; empty where there are none."
                ) {
                    [unowned self] (finding, state) throws(LuaError) in
                    .object(try state.makeObject(finding.record.score.domains, domainScores))
                },
                Figure("reasons", "string[]|caseload.Texts", "Why, the weightiest first.") {
                    [unowned self] (finding, state) throws(LuaError) in
                    .object(
                        try state.makeObject(TextList(texts: finding.record.score.reasons), texts))
                },
            ])
    }

    func domainScoresType() -> LuaType<DomainScores> {
        figuresType(
            "DomainScores", "A plugin's scores by engagement domain.",
            EngagementDomain.allCases.map { domain in
                .number(domain.name, "The \(domain.name) score, 0 to 100.") { $0[domain] }
            })
    }
}
