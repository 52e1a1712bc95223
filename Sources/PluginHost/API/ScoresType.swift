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
                    "tiers", type: "table<string, integer>|caseload.TierCounts",
                    summary: "How many students are in each tier; nil for one in which nobody is."
                ) { [unowned self] scores, call in
                    let found = results(of: scores).map { [$0.outcomes] } ?? []
                    let counts = Dictionary(grouping: found.joined().compactMap { $0.value.tier }, by: \.self)
                    return try call.make(
                        NamedValues(counts.map { (name: $0.key, value: $0.value.count) }) { count, _ in
                            .integer(count)
                        }, tierCounts)
                },
            ],
            methods: [
                LuaMethod(
                    "changes", parameters: [],
                    returns: "caseload.ScoreChange[]|caseload.Records",
                    summary:
                        "The students whose tier is another than in the results before, or who have a finding in "
                        + "one of the two only, by id. None where there are no results before.",
                    example:
                        #"for _, c in ipairs(scores("check-and-connect"):changes()) do print(c.student, c.before, c.tier) end"#
                ) { [unowned self] scores, call in
                    try list(changes(of: scores), scoreChange, call)
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
                    return try answer(finding(of: row, in: found), call)
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
            summary:
                "The latest results of a plugin, or nil where it has none; an error for a name that is a plugin's "
                + "misspelt. Reads scores.",
            example: #"local now = scores "check-and-connect""#
        ) { [unowned self] call in
            try require(.scores, "scores")
            let name = try call.string("plugin")
            guard let place = scoredPlugins.firstIndex(of: name) else {
                try requirePlugin(name, among: scoredPlugins, for: "scores")
                return .nil
            }
            return try call.make(PluginScores(place: Int32(place), isPrevious: false), scores)
        }
    }

    /// What became of one student's score from the results before to the latest.
    struct ScoreChange {
        /// The student's row.
        let student: Int32
        let before: Score?
        let now: Score?
    }

    func scoreChangeType() -> LuaType<RecordInView<ScoreChange>> {
        func tier(
            _ name: String, _ summary: String, _ read: @escaping (ScoreChange) -> Score?
        ) -> LuaField<RecordInView<ScoreChange>> {
            .string(name, summary) { read($0.record)?.tier }
        }
        return recordType(
            "ScoreChange", "What became of a student's score since the results before.",
            [
                LuaField("student", type: "caseload.Student", summary: "The student.") {
                    [unowned self] change, call in
                    try call.make(StudentRow(row: Int(change.record.student)), student)
                },
                tier("before", "The tier before; nil where there was none.") { $0.before },
                tier("tier", "The tier now; nil where there is none.") { $0.now },
                .number("change", "By how much the score has changed; nil where one of the two is not there.")
                {
                    change in
                    guard let was = change.record.before?.score, let score = change.record.now?.score else {
                        return nil
                    }
                    return score - was
                },
            ])
    }

    func tierCountsType() -> LuaType<NamedValues> {
        namedValuesType("TierCounts", "How many students are in each tier, by the tier's name.")
    }

    private func changes(of scores: PluginScores) -> [ScoreChange] {
        let earlier = PluginScores(place: scores.place, isPrevious: true)
        guard !scores.isPrevious, let now = results(of: scores), let before = results(of: earlier)
        else { return [] }
        return (0..<snapshot.students.count).compactMap { row in
            let id = snapshot.id(of: row)
            let (old, new) = (before.outcomes[id]?.score, now.outcomes[id]?.score)
            guard old?.tier != new?.tier || (old == nil) != (new == nil) else { return nil }
            return ScoreChange(student: Int32(row), before: old, now: new)
        }
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
