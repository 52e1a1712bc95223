import Engagement
import Lua

/// The results of one plugin in a view: by the plugin's place among the names, the latest or those before.
struct PluginScores: BitwiseCopyable {
    let place: Int32
    let isPrevious: Bool
}

extension View {
    func scoresType() -> LuaType<PluginScores> {
        LuaType(
            "caseload.Scores",
            summary:
                "What one plugin found in its latest run, or in the one before. `#` is how many students.",
            fields: [
                .string("plugin", "The plugin's name.") { [unowned self] in results(of: $0)?.run.plugin ?? ""
                },
                LuaField("as_of", type: "caseload.Date", summary: "The day the run looked at.") {
                    [unowned self] scores, call in
                    try call.make(results(of: scores)?.run.asOf ?? snapshot.asOf, date)
                },
                LuaField(
                    "tiers", type: "table<string, integer>", summary: "How many students are in each tier."
                ) { [unowned self] scores, call in
                    let tiers = try call.state.makeTable()
                    let found = results(of: scores).map { [$0.outcomes] } ?? []
                    let counts = Dictionary(grouping: found.joined().compactMap { $0.value.tier }, by: \.self)
                    for (tier, students) in counts.sorted(by: { $0.key < $1.key }) {
                        try tiers.set(tier, .integer(Int64(students.count)))
                    }
                    return .table(tiers)
                },
            ],
            methods: [
                LuaMethod(
                    "changes", parameters: [], returns: "caseload.ScoreChange[]",
                    summary:
                        "The students whose tier is another than in the results before, or who have a finding in "
                        + "one of the two only, by id: student, before and tier (nil where there was none), change "
                        + "(of the score). None where there are no results before.",
                    example:
                        #"for _, c in ipairs(scores("check-and-connect"):changes()) do print(c.student, c.before, c.tier) end"#
                ) { [unowned self] scores, call in
                    try changes(of: scores, call.state)
                },
                LuaMethod(
                    "of",
                    parameters: [
                        LuaParameter("student", .object("caseload.Student"), "The student.")
                    ],
                    returns: "caseload.Score?", summary: "The finding about one student, or nil.",
                    example: #"local score = scores("check-and-connect"):of(student)"#
                ) { [unowned self] scores, call in
                    let row = Int(try call.object("student", student).row)
                    guard let found = results(of: scores) else { return .nil }
                    return try score(of: row, in: found, call.state).map { .table($0) } ?? .nil
                },
                LuaMethod(
                    "previous", parameters: [], returns: "caseload.Scores?",
                    summary:
                        "The plugin's results of the last run that looked at an earlier day, or nil: for change. "
                        + "Of those in turn, none.",
                    example: #"local before = scores("check-and-connect"):previous()"#
                ) { [unowned self] scores, call in
                    let before = PluginScores(place: scores.place, isPrevious: true)
                    guard !scores.isPrevious, results(of: before) != nil else { return .nil }
                    return try call.make(before, self.scores)
                },
            ],
            metamethods: [
                .length { [unowned self] scores, _ in .integer(results(of: scores)?.outcomes.count ?? 0) }
            ])
    }

    /// `scores(plugin)`, for scripts and for plugins that read scores.
    func scoresFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "scores", parameters: [LuaParameter("plugin", .string, "The plugin's name.")],
            returns: "caseload.Scores?",
            summary: "The latest results of a plugin, or nil where it has none. Reads scores.",
            example: #"local now = scores "check-and-connect""#
        ) { [unowned self] call in
            try require(.scores, "scores")
            guard let place = scoredPlugins.firstIndex(of: try call.string("plugin")) else { return .nil }
            return try call.make(PluginScores(place: Int32(place), isPrevious: false), scores)
        }
    }

    private func changes(of scores: PluginScores, _ state: LuaState) throws(LuaError) -> LuaReturn {
        let list = try state.makeTable()
        let earlier = PluginScores(place: scores.place, isPrevious: true)
        guard !scores.isPrevious, let now = results(of: scores), let before = results(of: earlier)
        else { return .table(list) }
        for row in 0..<snapshot.students.count {
            let id = snapshot.id(of: row)
            let (old, new) = (before.outcomes[id]?.score, now.outcomes[id]?.score)
            guard old?.tier != new?.tier || (old == nil) != (new == nil) else { continue }
            let change = try state.makeTable()
            try change.set("student", .object(try state.makeObject(StudentRow(row: row), student)))
            try change.set("before", old?.tier.map { .string($0) } ?? .nil)
            try change.set("tier", new?.tier.map { .string($0) } ?? .nil)
            if let was = old?.score, let score = new?.score { try change.set("change", .number(score - was)) }
            try list.append([.table(change)])
        }
        return .table(list)
    }

    private var scoredPlugins: [String] { district.results.keys.sorted() }

    private func results(of scores: PluginScores) -> RunResults? {
        let plugin = scoredPlugins[Int(scores.place)]
        return scores.isPrevious ? district.previous[plugin] : district.results[plugin]
    }
}

extension StudentOutcome {
    /// The score and its tier; nil where the student was not scored.
    fileprivate var score: Score? {
        if case .scored(let score) = self { score } else { nil }
    }

    fileprivate var tier: String? { score?.tier }
}
