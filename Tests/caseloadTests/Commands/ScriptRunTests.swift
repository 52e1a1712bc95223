import Foundation
import Testing

/// `run(…)` and `report(…)` in a script: as in a session.
@Suite struct ScriptRunTests {
    private func program() throws -> Program {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.folder)
        return program
    }

    private func script(_ program: Program, _ code: String, _ options: String...) throws -> Program.Outcome {
        try program.run(["eval", "-e", code, "--as-of", "2025-09-26", "--plugins", "."] + options)
    }

    @Test func aRunGivesThoseWhoWereScoredAndStaysInView() throws {
        let program = try program()
        let code = """
            local scored = run("points", students:where "absences > 0")
            print(#scored, #students:where "points.score >= 0", scores("points"):of(scored[1]) ~= nil)
            print(#run("points", student "S-1"))
            """
        let outcome = try script(program, code)
        #expect(outcome.error == "")
        #expect(outcome.output == "3\t3\ttrue\n1\n")
        #expect(try !program.run("runs").output.contains("points"))
        let log = try program.run("access-log", "--format", "csv").output
        #expect(log.contains(",eval,") && log.contains(",run,points"), "\(log)")
    }

    @Test func withWriteARunIsKept() throws {
        let program = try program()
        let outcome = try script(program, "print(#run 'points')", "--write")
        #expect(outcome.error == "caseload: kept as run 1\n")
        #expect(try program.run("runs").output.contains("points"))
    }

    @Test func aReportIsTextAndSavedByWriteOnly() throws {
        let program = try program()
        let code = """
            local report = report("caseload-csv", students:take(2))
            print(report.plugin, report.format, report.size == #report.text, report.text:match "[^,]+")
            report:save "two.csv"
            """
        let refused = try script(program, code)
        #expect(refused.status == 65)
        #expect(refused.output == "caseload-csv\tcsv\ttrue\tstudent_id\n")
        #expect(
            refused.error
                == "caseload: code:3: a report is saved only in a script that may write: caseload eval --write\n"
        )
        #expect(program.text(of: "two.csv") == nil)
        let saved = try script(program, code, "--write")
        #expect(saved.status == 0, "\(saved.error)")
        #expect(program.text(of: "two.csv")?.split(separator: "\r\n").count == 3)
        // What was found since is in a report that comes after it.
        let both = try script(
            program,
            "run 'points' print((report('caseload-csv', students:take(1)).text:match 'points_score'))")
        #expect(both.output == "points_score\n", "\(both.error)")
    }

    @Test(arguments: [
        ("run 'pionts'", "no plugin 'pionts'; did you mean 'points'?"),
        ("run('points', students, { no_such = 1 })", "no_such"),
        (
            "run 'caseload-csv'",
            "caseload-csv scores nobody; it writes a report, here with report(\"caseload-csv\")"
        ),
        ("run('points', mentors)", "bad argument 'whom' to 'run'"),
        ("help()", "attempt to call a nil value (global 'help')"),
    ])
    func whatCannotBeRunSaysSoWithTheLine(_ code: String, _ reason: String) throws {
        let outcome = try script(program(), code)
        #expect(outcome.status == 65)
        #expect(outcome.error.hasPrefix("caseload: code:1: "), "\(outcome.error)")
        #expect(outcome.error.contains(reason), "\(outcome.error)")
    }

    @Test func underPseudonymsTheStudentsAreThoseWhoAreMeant() throws {
        let program = try program()
        let code = "for s in run 'points' do print(s.id) end"
        let outcome = try script(program, code, "--deidentify")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.count == 7 && !outcome.output.contains("S-1"), "\(outcome.output)")
    }

    @Test func aSandboxHasNeither() throws {
        let outcome = try Program().run("eval", "--sandbox", "-e", "print(run, report, help)")
        #expect(outcome.output == "nil\tnil\tnil\n")
    }

    /// The program's time is not the script's.
    @Test func whatARunTakesIsNotTheScriptsTime() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin(
            name: "slow", manifest: #""contributes": ["score"], "reads": []"#,
            code: """
                return { score = function()
                  local begun = 0
                  for i = 1, 3e7 do begun = begun + 1 end
                  return { score = 1 }
                end }
                """
        ).write(into: program.folder)
        let code = "print(#run 'slow') for i = 1, 1e4 do end print 'done'"
        let outcome = try script(program, code, "--limit-time", "0.5")
        #expect(outcome.error == "")
        #expect(outcome.output == "6\ndone\n")
    }
}
