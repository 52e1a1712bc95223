import Engagement
import Lua

/// What a plugin's test says that other plugins said of mentors, with the fields of their answers.
enum FidelityDescription {
    /// `fidelity = { plugin = { mentor = { { rule = …, value = …, target = …, met = … } } } }`
    static func results(
        _ reader: inout TableReader, _ key: String, _ asOf: CalendarDate
    ) throws -> [FidelityResults] {
        try (reader.table(key)?.pairs() ?? []).map { plugin, byMentor in
            var rules: [Identifier: [FidelityRule]] = [:]
            for (mentor, answer) in try byMentor.table?.pairs() ?? [] {
                rules[Identifier(mentor.description)] = try FidelityAnswer.read(answer)
            }
            let run = Run(
                started: 0, finished: 0, user: "", plugin: plugin.description, version: "", pluginHash: "",
                options: "{}", asOf: asOf, fingerprint: "", seed: 0, hostVersion: "", contribution: "fidelity"
            )
            return FidelityResults(run: run, rules: rules)
        }
    }
}
