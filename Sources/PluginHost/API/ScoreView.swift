import Engagement
import Lua

/// The findings of other plugins, as a student's part.
extension View {
    func scoresField() -> LuaField<StudentRow> {
        LuaField(
            "scores", type: "caseload.Score[]",
            summary:
                "The latest findings of other plugins, by the plugin's name: plugin, score, tier, domains, "
                + "reasons. Reads scores."
        ) { [unowned self] student, call in
            try require(.scores, "student.scores")
            let state = call.state
            let list = try state.makeTable()
            for name in district.results.keys.sorted() {
                if let score = try score(of: Int(student.row), plugin: name, in: state) {
                    try list.append([.table(score)])
                }
            }
            return .table(list)
        }
    }

    func scoreMethod() -> LuaMethod<StudentRow> {
        LuaMethod(
            "score", parameters: [LuaParameter("plugin", .string, "The plugin's name.")],
            returns: "caseload.Score?",
            summary: "The latest finding of one other plugin, or nil. Reads scores.",
            example: #"local score = student:score "check-and-connect""#
        ) { [unowned self] student, call in
            try require(.scores, "student:score")
            let score = try score(of: Int(student.row), plugin: call.string("plugin"), in: call.state)
            return score.map { .table($0) } ?? .nil
        }
    }

    /// One plugin's latest finding about a student; nil where there is none.
    private func score(of row: Int, plugin: String, in state: LuaState) throws(LuaError) -> LuaTable? {
        guard let results = district.results[plugin] else { return nil }
        return try score(of: row, in: results, state)
    }

    /// One student's finding among the results of a plugin; nil where there is none.
    func score(of row: Int, in results: RunResults, _ state: LuaState) throws(LuaError) -> LuaTable? {
        guard case .scored(let score) = results.outcomes[snapshot.id(of: row)] else { return nil }
        let table = try state.makeTable()
        let domains = try state.makeTable()
        for (domain, figure) in score.domains { try domains.rawSet(domain.name, .number(figure)) }
        let reasons = try state.makeTable()
        try reasons.append(score.reasons.map { .string($0) })
        try table.fill([
            "plugin": .string(results.run.plugin), "score": value(score.score),
            "tier": score.tier.map { .string($0) } ?? .nil, "domains": .table(domains),
            "reasons": .table(reasons),
        ])
        return table
    }
}
