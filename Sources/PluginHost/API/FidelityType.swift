import Engagement
import Lua

/// What one plugin said of the mentors, in a view: by the plugin's place among the names, in the latest run
/// or in the one before.
struct PluginFidelity: BitwiseCopyable {
    let place: Int32
    let isPrevious: Bool
}

extension View {
    func fidelityType() -> LuaType<PluginFidelity> {
        LuaType(
            "caseload.Fidelity",
            summary:
                "The program's rules as one plugin saw them kept in its latest run, or in the one before. `#` is "
                + "of how many mentors.",
            fields: [
                .string("plugin", "The plugin's name.") { [unowned self] in results(of: $0)?.run.plugin ?? ""
                },
                LuaField("as_of", type: "caseload.Date", summary: "The day the run looked at.") {
                    [unowned self] fidelity, call in
                    try call.make(results(of: fidelity)?.run.asOf ?? snapshot.asOf, date)
                },
            ],
            methods: [
                LuaMethod(
                    "of",
                    parameters: [LuaParameter("mentor", .object("caseload.Mentor"), "The mentor.")],
                    returns: "caseload.FidelityRule[]|caseload.Records?",
                    summary: "The rules for one mentor in the plugin's order, or nil.",
                    example: #"local rules = fidelity("fidelity"):of(mentor)"#
                ) { [unowned self] fidelity, call in
                    let mentor = snapshot.mentors[Int(try call.object("mentor", self.mentor).number)]
                    guard let rules = results(of: fidelity)?.rules[mentor.id] else { return .nil }
                    return try list(rules, fidelityRule, call)
                },
                LuaMethod(
                    "previous", parameters: [], returns: "caseload.Fidelity?",
                    summary:
                        "What the plugin said in the last run that looked at an earlier day, or nil: for change. "
                        + "Of that in turn, nothing.",
                    example: #"local before = fidelity("fidelity"):previous()"#
                ) { [unowned self] fidelity, call in
                    let before = PluginFidelity(place: fidelity.place, isPrevious: true)
                    guard !fidelity.isPrevious, results(of: before) != nil else { return .nil }
                    return try call.make(before, self.fidelity)
                },
            ],
            metamethods: [
                .length { [unowned self] fidelity, _ in .integer(results(of: fidelity)?.rules.count ?? 0) }
            ])
    }

    func fidelityRuleType() -> LuaType<RecordInView<FidelityRule>> {
        recordType(
            "FidelityRule", "A rule of the program as a plugin saw a mentor keep it.",
            [
                field("rule", "string", "Its name.") { rule, _ in .string(rule.record.name) },
                .number("value", "The figure that was found.") { $0.record.value },
                .number("target", "The figure that is to be reached.") { $0.record.target },
                .boolean("met", "Whether it is kept; nil where that cannot be said.") { $0.record.isMet },
                field("unit", "string", "What the figure is: share or number.") { rule, _ in
                    .string(rule.record.unit.name)
                },
                .integer("students", "Of how many students it is a figure.") { $0.record.students },
                field("note", "string?", "What the plugin says about it.") { rule, _ in
                    rule.record.note.isEmpty ? .nil : .string(rule.record.note)
                },
            ])
    }

    /// `fidelity(plugin)`, for scripts and for plugins that read fidelity.
    func fidelityFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "fidelity", parameters: [LuaParameter("plugin", .string, "The plugin's name.")],
            returns: "caseload.Fidelity?",
            summary:
                "What a plugin that contributes fidelity said of the mentors in its latest run, or nil where it has "
                + "none; an error for a name that is a plugin's misspelt. Reads fidelity.",
            example: #"local now = fidelity "fidelity""#
        ) { [unowned self] call in
            try require(.fidelity, "fidelity")
            let name = try call.string("plugin")
            guard let place = district.fidelity.keys.sorted().firstIndex(of: name) else {
                try requirePlugin(name, among: district.fidelity.keys, for: "fidelity")
                return .nil
            }
            return try call.make(PluginFidelity(place: Int32(place), isPrevious: false), fidelity)
        }
    }

    private func results(of fidelity: PluginFidelity) -> FidelityResults? {
        let plugin = district.fidelity.keys.sorted()[Int(fidelity.place)]
        return fidelity.isPrevious ? district.previousFidelity[plugin] : district.fidelity[plugin]
    }
}
