import Foundation
import Testing

/// Students in, results out.
@Suite struct ScoreStreamTests {
    private let program: Program

    init() throws {
        program = try Program()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try TestPlugin.failing.write(into: program.path("Plugins"))
    }

    private func score(_ plugin: String, _ lines: String, _ arguments: String = "") throws -> Program.Outcome
    {
        try Data(lines.utf8).write(to: URL(fileURLWithPath: program.path("in.jsonl")))
        return try program.shell(
            "caseload score \(plugin) --stdin --as-of 2025-09-26 \(arguments) < in.jsonl")
    }

    private static let student =
        #"{"id": "S-1", "school": "north", "attendance": [{"date": "2025-09-02", "code": "unexcused"}, {"date": "2025-09-03", "code": "excused"}]}"#

    @Test func aBadLineCostsOneLine() throws {
        let outcome = try score(
            "points",
            """
            \(Self.student)
            {"id": "S-2"
            [1]

            {"id": "S-3", "attendence": []}
            {"grade": 9}
            {"id": "S-4", "grade": 9, "attendance": [{"date": "soon", "code": "unexcused"}]}
            {"id": "S-1", "attendance": []}
            {"id": "S-9", "enrolled_to": "2025-09-01"}
            """)
        #expect(outcome.status == 1)
        #expect(outcome.error == "caseload: 5 lines gave an error\n")
        #expect(outcome.lines.count == 9)
        #expect(
            outcome.lines[0]
                == #"{"id": "S-1", "score": 4, "tier": "high", "domains": {}, "reasons": ["2 days missed"]}"#)
        #expect(outcome.lines[1].hasPrefix(#"{"line": 2, "error": "not JSON: "#), "\(outcome.lines[1])")
        #expect(outcome.lines[2] == #"{"line": 3, "error": "expected an object, found an array"}"#)
        #expect(
            outcome.lines[3]
                == #"{"line": 5, "id": "S-3", "error": "a student: unknown field 'attendence'; did you mean 'attendance'?"}"#
        )
        #expect(outcome.lines[4] == #"{"line": 6, "error": "expected a student's \"id\", a text"}"#)
        #expect(
            outcome.lines[5].hasPrefix(
                #"{"line": 7, "id": "S-4", "error": "attendance: date: expected a date"#),
            "\(outcome.lines[5])")
        #expect(
            outcome.lines[6]
                == #"{"id": "S-1", "score": 0, "tier": "low", "domains": {}, "reasons": ["0 days missed"]}"#)
        #expect(outcome.lines[7] == #"{"id": "S-9"}"#)
    }

    @Test func resultsDependOnTheLineAloneAndKeepTheirOrder() throws {
        try TestPlugin(
            name: "chance", manifest: #""contributes": ["score"], "reads": []"#,
            code: """
                return { score = function(student)
                  if student.id:find "77$" then error("unlucky") end
                  return { score = math.random() * 100 }
                end }
                """
        ).write(into: program.path("Plugins"))
        let lines = (0..<3000).map { #"{"id": "S-\#($0)"}"# }
        let one = try score("chance", lines.joined(separator: "\n"), "--workers 1")
        let three = try score("chance", lines.joined(separator: "\n") + "\n", "--workers 3")
        #expect(one.status == 1)
        #expect(one.output == three.output)
        #expect(one.lines.count == 3001)
        #expect(one.lines[5].hasPrefix(#"{"id": "S-5", "score": "#))
        #expect(
            one.lines[77].hasPrefix(#"{"line": 78, "id": "S-77", "error": "chance/init.lua:2: unlucky"}"#),
            "\(one.lines[77])")
        let alone = try score("chance", lines[5])
        #expect(alone.lines[0] == one.lines[5])
        let other = try score("chance", lines[5], "--seed 2")
        #expect(other.lines[0] != one.lines[5])
    }

    /// A mentor whom several lines name has in each of them the one student.
    @Test func noLineSeesTheStudentOfAnother() throws {
        try TestPlugin(
            name: "caseloads", manifest: #""contributes": ["score"], "reads": ["contacts"]"#,
            code: """
                local seen = 0
                return { score = function(student)
                  seen = seen + #student.mentors[1].caseload
                  return { score = seen }
                end }
                """
        ).write(into: program.path("Plugins"))
        let lines = (0..<300).map { #"{"id": "S-\#($0)", "mentor": "m"}"# }.joined(separator: "\n")
        let outcome = try score("caseloads", lines, "--workers 2")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.count == 301)
        #expect(outcome.lines.dropLast().allSatisfy { $0.contains(#""score": 1,"#) }, "\(outcome.lines[0])")
    }

    @Test func whatALineDoesNotNameIsNotKnownWhateverOthersName() throws {
        let none = #"{"id": "S-2", "attendance": []}"#
        let unknown = #"{"id": "S-3"}"#
        let together = try score("points", [Self.student, none, unknown].joined(separator: "\n"))
        #expect(together.lines[1].hasPrefix(#"{"id": "S-2", "score": 0,"#), "\(together.lines[1])")
        #expect(together.lines[2].contains("attempt to perform arithmetic on a nil value"))
        let badDay = try score(
            "points", #"{"id": "S-1", "attendance": [{"date": "2026-13-01", "code": "abset"}]}"#)
        #expect(
            badDay.lines[0].contains("expected a date, YYYY-MM-DD, got '2026-13-01'"), "\(badDay.lines[0])")
        let alone = try score("points", none)
        #expect(alone.lines[0] == together.lines[1])
    }

    @Test func aStudentThatCostsAWorkerCostsOneLine() throws {
        try TestPlugin(
            name: "hangs", manifest: #""contributes": ["score"], "reads": []"#,
            code: """
                return { score = function(student)
                  if student.id == "S-7" then ("a"):rep(5000):find(("a-"):rep(30) .. "b") end
                  return { score = 1 }
                end }
                """
        ).write(into: program.path("Plugins"))
        let lines = (0..<20).map { #"{"id": "S-\#($0)"}"# + "\n" }.joined()
        let outcome = try score("hangs", lines, "--limit-time 0.5")
        #expect(outcome.status == 1)
        #expect(outcome.lines.count == 21)
        #expect(
            outcome.lines[7].hasPrefix(
                #"{"line": 8, "id": "S-7", "error": "hangs/init.lua:2: did not come back within 0.5 seconds"#),
            "\(outcome.lines[7])")
        #expect(outcome.lines[8] == #"{"id": "S-8", "score": 1, "tier": null, "domains": {}, "reasons": []}"#)
    }

    @Test func aReaderThatGoesAndAPluginThatNeedsEveryoneAreSaid() throws {
        let lines = (0..<20_000).map { #"{"id": "S-\#($0)"}"# + "\n" }.joined()
        try Data(lines.utf8).write(to: URL(fileURLWithPath: program.path("in.jsonl")))
        let closed = try program.shell(
            "(caseload score points --stdin < in.jsonl; echo $? > status) | head -1 > first")
        #expect(closed.error == "caseload: cannot write the output: Broken pipe\n")
        #expect(program.text(of: "status") == "74\n")
        try TestPlugin(
            name: "cohort",
            code: "return { prepare = function() end, score = function() return { score = 1 } end }"
        ).write(into: program.path("Plugins"))
        let refused = try score("cohort", "{}")
        #expect(refused.status == 65)
        #expect(refused.error.contains("has a function 'prepare', which sees everyone at once"))
    }

    @Test func whatStudentsShareStandsInAFile() throws {
        let text = """
            { "year_start": "2025-09-01", "indicators": [{ "id": "library", "domain": "academic" }] }
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("shared.json")))
        let line =
            #"{"id": "S-1", "attendance": [], "observations": [{"date": "2025-09-02", "indicator": "library", "value": 3}]}"#
        #expect(try score("points", line, "--district shared.json").status == 0)
        #expect(try score("points", line).status == 1)
    }
}
