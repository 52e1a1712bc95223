import Foundation
import Testing

/// `run(…)` and `:run` in a session, by what the plugin contributes.
@Suite struct RunningTests {
    private static let match = TestPlugin(
        name: "match",
        manifest: """
            "contributes": ["link"], "reads": [],
            "options": { "priority": { "type": "integer", "default": 2, "summary": "How urgent." } }
            """,
        code: """
            return { link = function(student, directory, options)
              if student.id == "S-3" then error "no luck" end
              if student.grade ~= 9 then return nil end
              return { { service = directory:find "SV-2", reason = "second", priority = 5 },
                { service = "SV-1", reason = "grade 9", priority = options.priority } }
            end }
            """)

    private func program() throws -> Program {
        let program = try Program.withSmallDistrict()
        try Data("id,name\nSV-1,Homework Club\nSV-2,Math Lab\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        try #require(program.run("import", "services.csv").status == 0)
        try Self.match.write(into: program.folder)
        return program
    }

    /// Runs a session on lines from a pipe.
    private func session(
        _ program: Program, _ lines: String, _ options: String = ""
    ) throws -> Program.Outcome {
        try Data((lines + "\n").utf8).write(to: URL(fileURLWithPath: program.path("lines")))
        return try program.shell(
            "cd '\(program.folder)' && caseload repl --as-of 2025-09-26 --plugins . \(options) < lines")
    }

    @Test func proposalsAreATableAndRecordedByWriteOnly() throws {
        let program = try program()
        let table = """
            student         service        priority  reason
            S-1 Ana Rivera  Homework Club         1  grade 9
            S-1 Ana Rivera  Math Lab              5  second

            """
        let asked = try session(program, "run(\"match\", student \"S-1\", { priority = 1 })\n_[1].service.id")
        #expect(asked.output == table + "SV-1\n")
        #expect(
            asked.error
                == "caseload: proposed only; caseload run match begins the linkages, as --write does\n")
        #expect(try !program.run("show", "S-1", "--as-of", "2025-09-26").output.contains("Math Lab"))
        #expect(try program.run("runs").output.contains("match") == false)

        let nothing = try session(program, "run(\"match\", student \"S-2\")")
        #expect(nothing.error == "caseload: match proposes nothing for this student\n")
        let recorded = try session(program, "student \"S-1\"\n:run match priority=1", "--write")
        #expect(recorded.status == 0)
        #expect(recorded.output.hasSuffix(table), "\(recorded.output)")
        #expect(recorded.error == "caseload: kept as run 1; 2 linkages begun\n")
        #expect(try program.run("show", "S-1", "--as-of", "2025-09-26").output.contains("Math Lab"))
        let again = try session(program, "#run \"match\"", "--write")
        #expect(again.output == "4\n")
        #expect(again.error.contains("caseload: kept as run 2; 2 linkages begun, 2 open already\n"))
        #expect(again.error.contains("match failed on 1 of 6 students: S-3: match/init.lua:2: no luck"))
    }

    @Test func rulesAreATable() throws {
        let program = try program()
        let outcome = try session(program, ":run fidelity weeks=2\n_[1].mentor.id, _[1].rule, _[1].met")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.first?.hasPrefix("mentor   rule ") == true, "\(outcome.output)")
        #expect(outcome.output.contains("\nSam Lee  Weekly monitoring "), "\(outcome.output)")
        #expect(outcome.output.contains("\nJo Kim "), "\(outcome.output)")
        #expect(outcome.output.hasSuffix("m-1\nWeekly monitoring\nfalse\n"), "\(outcome.output)")
        #expect(try !program.run("runs").output.contains("fidelity"))
        #expect(try session(program, ":run fidelity", "--write").status == 0)
        #expect(try program.run("runs").output.contains("2 mentors"))
        #expect(try program.run("access-log", "--format", "csv").output.contains("fidelity"))
    }

    @Test(arguments: [
        (
            ":run caseload-csv",
            "caseload-csv scores nobody; it writes a report, here with :report caseload-csv"
        ),
        (
            ":run derive",
            "derive scores nobody; it derives indicators and records them, outside of a session with: "
                + "caseload run derive"
        ),
        (":run match priority=x", "option 'priority': expected an integer"),
        (":run matsch", "no plugin 'matsch'"),
    ])
    func whatCannotBeRunSaysWhatItIsFor(_ line: String, _ reason: String) throws {
        let program = try program()
        try TestPlugin(
            name: "derive", manifest: #""contributes": ["indicators"], "reads": []"#,
            code: "return { indicators = function() return {} end }"
        ).write(into: program.folder)
        let outcome = try session(program, line)
        #expect(outcome.status == 65)
        #expect(outcome.error.hasPrefix("caseload: \(reason)"), "\(outcome.error)")
        #expect(!outcome.error.contains("run("), "a line that nobody has written")
    }

    @Test func withoutServicesNothingIsProposed() throws {
        let program = try Program.withSmallDistrict()
        let line = ":run service-match"
        let outcome = try session(program, line)
        #expect(outcome.error.hasPrefix("caseload: service-match proposes services, and none is on record"))
    }
}
