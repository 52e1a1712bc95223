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
            ],
            methods: [
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

    private var scoredPlugins: [String] { district.results.keys.sorted() }

    private func results(of scores: PluginScores) -> RunResults? {
        let plugin = scoredPlugins[Int(scores.place)]
        return scores.isPrevious ? district.previous[plugin] : district.results[plugin]
    }
}
