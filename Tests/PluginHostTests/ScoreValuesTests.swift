import Engagement
import Testing

@testable import PluginHost

/// A score that is given values, each under the name of its parameter.
@Suite struct ScoreValuesTests {
    private func plugin(_ code: String, reads: String = #""attendance""#) throws -> Plugin {
        try PluginFolder.scoring(
            code,
            manifest: """
                {
                  "name": "sample", "version": "1.0.0", "api": 1, "summary": "A sample.", "contributes": ["score"],
                  "reads": [\(reads)],
                  "options": { "weight": { "type": "integer", "default": 7, "summary": "A weight." } }
                }
                """
        ).plugin()
    }

    private func score(_ plugin: Plugin) throws -> [StudentOutcome] {
        try plugin.score(PluginFolder.district, options: plugin.manifest.options(setting: [:])).map(\.outcome)
    }

    @Test func givesEachParameterItsValue() throws {
        let plugin = try plugin(
            """
            local plugin = {}
            function plugin.prepare(cohort) return { count = #cohort } end
            function plugin.score_values(prepared, absences, id, grade, autonomy, options, attendance_rate)
              assert(grade == nil and autonomy == nil)
              return { score = absences * options.weight + prepared.count, reasons = { id .. " " .. attendance_rate } }
            end
            return plugin
            """, reads: #""attendance", "survey""#)
        #expect(
            try score(plugin) == [
                .scored(Score(score: 3, reasons: ["S-1 1.0"])),
                .scored(Score(score: 10, reasons: ["S-2 0.95"])),
                .scored(Score(score: 3, reasons: ["S-3 1.0"])),
            ])
    }

    @Test func isAsTheStudentsFields() throws {
        let names = ["attendance_rate", "absences", "tardies", "grade", "id"]
        let sum = names.map { "tostring(\($0))" }.joined(separator: " .. ' ' .. ")
        let given = try score(
            plugin(
                "return { score_values = function(\(names.joined(separator: ", "))) return { score = 1, reasons = { \(sum) } } end }"
            ))
        let read = try score(
            plugin(
                """
                return { score = function(s)
                  local e = s.engagement
                  local attendance_rate, absences, tardies, grade, id = e.attendance_rate, e.absences, e.tardies, s.grade, s.id
                  return { score = 1, reasons = { \(sum) } }
                end }
                """))
        #expect(given == read)
        #expect(given.count == 3)
    }

    @Test func anErrorOnOneStudentIsThatStudentsResult() throws {
        let outcomes = try score(
            plugin(
                """
                return { score_values = function(id, absences)
                  if absences == 1 then return absences.more end
                  return { score = absences }
                end }
                """))
        #expect(outcomes[0] == .scored(Score(score: 0)))
        #expect(
            outcomes[1] == .failed("sample/init.lua:2: attempt to index a number value (local 'absences')"))
        #expect(outcomes[2] == .scored(Score(score: 0)))
    }

    @Test(arguments: [
        (
            "return { score_values = function(absences, tardyes) end }",
            "sample/init.lua:1: score_values: parameter 'tardyes' is no indicator; did you mean 'tardies'?"
        ),
        (
            "\nreturn { score_values = function(student) end }",
            "sample/init.lua:2: score_values: parameter 'student' is no indicator; the student comes to "
                + "score(student, options, prepared)"
        ),
        (
            "return { score_values = function(zzzzzzzzzz) end }",
            "sample/init.lua:1: score_values: parameter 'zzzzzzzzzz' is no indicator; 'caseload repl' lists them with "
                + ":help fields"
        ),
        (
            "return { score_values = function(behavior_referrals) end }",
            "sample/init.lua:1: score_values, parameter 'behavior_referrals': plugin 'sample' does not declare that it "
                + "reads 'discipline' (plugin.json, reads)"
        ),
        (
            "return { score_values = function(...) end }",
            "sample/init.lua:1: score_values: expected parameters, each named after an indicator; found '...', which "
                + "has no names"
        ),
        (
            "return { score_values = function() end }",
            "sample/init.lua:1: score_values: expected parameters, each named after an indicator; found none"
        ),
        (
            "return { score_values = function(absences) end, score = function() end }",
            "sample/init.lua: returns both score and score_values, of which one is called; take one out"
        ),
    ])
    func refusesWhatItCannotGive(_ code: String, _ message: String) throws {
        let plugin = try plugin(code)
        let error = #expect(throws: PluginError.self) { try score(plugin) }
        #expect(error?.description == message)
    }

    /// A district's own indicators are not known before its files are.
    @Test(
        arguments: [
            ("absences, tardyes", ["tardyes"]), ("student", ["student"]), ("absences, our_own_measure", []),
        ] as [(String, [String])])
    func aCheckFindsWhatIsCloseToAName(_ parameters: String, _ found: [String]) throws {
        let plugin = try plugin("return { score_values = function(\(parameters)) end }")
        let options = try plugin.manifest.options(setting: [:])
        let instance = try PluginInstance(plugin, district: PluginFolder.district, options: options)
        let findings = instance.scoreValues?.findings() ?? []
        #expect(findings.map { $0.message.split(separator: "'").map(String.init)[1] } == found)
    }
}
