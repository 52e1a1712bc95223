import Engagement
import Testing

@testable import PluginHost

/// What a plugin says of mentors, in a worker process.
@Suite struct FidelityTests {
    private static let manifest = """
        { "name": "sample", "version": "1", "api": 1, "summary": "s", "contributes": ["fidelity"],
          "options": { "target": { "type": "number", "default": 0.5, "summary": "t" } } }
        """

    private func district() -> District {
        var builder = SnapshotBuilder(asOf: CalendarDate(dayNumber: 20_000))
        for id in ["ida", "sam"] { _ = builder.addMentor(Mentor(id: Identifier(id), name: id)) }
        return District(snapshot: builder.finish())
    }

    private func run(_ code: String) throws -> [MentorFidelity] {
        let folder = try PluginFolder([
            "plugin.json": Self.manifest,
            "init.lua": "return { fidelity = function(mentor, options) \(code) end }",
        ])
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        return try WorkerPool.ofTests(1).fidelity(plugin, district(), options: options)
    }

    @Test func rulesComeBackByMentor() throws {
        let found = try run(
            """
            if mentor.id == "sam" then return nil end
            return { { rule = "A", value = 0.25, target = options.target, met = false, unit = "share", note = "n" },
              { rule = "B" } }
            """)
        #expect(found.map(\.mentor) == [0, 1])
        #expect(
            found[0].rules == [
                FidelityRule(name: "A", value: 0.25, target: 0.5, isMet: false, unit: .share, note: "n"),
                FidelityRule(name: "B", value: nil, target: nil, isMet: nil),
            ])
        #expect(found[1].rules.isEmpty && found[1].failure == nil)
    }

    /// A plugin may pass on, or add to, what another one said.
    @Test func rulesOfAnotherPluginCanBePassedOn() throws {
        let folder = try PluginFolder([
            "plugin.json": Self.manifest.replacing(
                "\"options\"", with: "\"reads\": [\"fidelity\"], \"options\""),
            "init.lua": """
            return { fidelity = function(mentor)
              local rules = fidelity("other"):of(mentor)
              if mentor.id == "sam" then return { rules[1], { rule = "B" } } end
              return rules
            end }
            """,
        ])
        let rule = FidelityRule(name: "A", value: 1, target: 2, isMet: false, unit: .share, note: "n")
        let snapshot = district().snapshot
        let run = Run(
            started: 0, finished: 0, user: "", plugin: "other", version: "", pluginHash: "", options: "{}",
            asOf: snapshot.asOf, fingerprint: "", seed: 0, hostVersion: "", contribution: "fidelity")
        let others = District(
            snapshot: snapshot,
            fidelity: [FidelityResults(run: run, rules: ["ida": [rule], "sam": [rule]])])
        let plugin = try folder.plugin()
        let found = try WorkerPool.ofTests(1).fidelity(
            plugin, others, options: plugin.manifest.options(setting: [(name: String, value: String)]()))
        #expect(found.map(\.failure) == [nil, nil])
        #expect(found.map { $0.rules.map(\.name) } == [["A"], ["A", "B"]])
        #expect(found[0].rules == [rule])
    }

    @Test(arguments: [
        ("return 3", "expected a list of rules"), ("return { rule = 1 }", "expected a list of rules"),
        ("return { {} }", "rule 1: rule: expected its name"),
        ("return { { rule = 'A', valeu = 1 } }", "rule 1: unknown field 'valeu'; did you mean 'value'?"),
        ("return { { rule = 'A', value = 'x' } }", "A: value: expected a number, got string"),
        ("return { { rule = 'A', value = 0/0 } }", "A: value: expected a number"),
        ("return { { rule = 'A', met = 1 } }", "A: met: expected true, false or nil, got number"),
        ("return { { rule = 'A', unit = 'km' } }", "A: unit: expected 'share' or 'number'"),
        ("return { { rule = 'A' }, { rule = 'A' } }", "two rules of one name"),
        ("error 'no'", "no"),
    ])
    func aWrongAnswerCostsThatMentor(_ code: String, _ message: String) throws {
        let found = try run("if mentor.id == 'sam' then return { { rule = 'ok', met = true } } end \(code)")
        #expect(found[0].failure?.contains(message) == true, "\(found[0].failure ?? "none")")
        #expect(found[0].rules.isEmpty)
        #expect(found[1].rules.map(\.isMet) == [true])
    }
}
