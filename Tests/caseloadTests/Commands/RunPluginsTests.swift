import Glibc
import Testing

@Suite struct RunPluginsTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try TestPlugin.failing.write(into: program.path("Plugins"))
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try program.run(["run", "--as-of", "2025-09-26"] + arguments)
    }

    private func scores() throws -> [String] {
        let outcome = try program.run(
            "students", "--as-of", "2025-09-26", "--format", "csv", "--columns", "id,points.score,points.tier"
        )
        return outcome.output.split(separator: "\r\n").dropFirst().map(String.init)
    }

    @Test func scoresEveryoneAndKeepsTheResults() throws {
        let outcome = try run("points")
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        let row = outcome.lines.first { $0.hasPrefix("points ") }
        #expect(row?.split(separator: " ").prefix(6) == ["points", "1.2.3", "6", "6", "0", "0"])
        #expect(outcome.output.hasSuffix("\n\npoints: 5 low, 1 high\n"))
        #expect(
            try scores() == ["S-1,6,high", "S-2,2,low", "S-3,0,low", "S-4,0,low", "S-5,0,low", "S-6,2,low"])
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26")
        #expect(page.output.contains("  points: score 6, high, on 2025-09-26\n    - 3 days missed\n"))
    }

    @Test func scoresCanBeAskedFor() throws {
        _ = try run("points")
        let outcome = try program.run(
            "students", "tier=high or score=2", "--as-of", "2025-09-26", "--sort", "-score")
        #expect(outcome.lines.first?.hasSuffix("points.tier") == true)
        #expect(
            outcome.lines.dropFirst().map { $0.prefix(3) }.filter { !$0.isEmpty } == ["S-1", "S-2", "S-6"])
        #expect(
            try program.run("students", "score=2", "--as-of", "2025-09-25").status == 64,
            "no run was known then")
    }

    @Test func optionsOfSeveralPluginsAreSetByName() throws {
        #expect(try run("points", "--option", "step=5").status == 0)
        #expect(try scores().first == "S-1,15,high")
        #expect(try run("points", "failing", "--option", "points.step=7").status == 1)
        #expect(try scores().first == "S-1,21,high")
    }

    @Test func aStudentOnWhomAPluginFailsCostsOnlyThatResult() throws {
        let outcome = try run("failing")
        #expect(outcome.status == 1)
        let row = outcome.lines.first { $0.hasPrefix("failing ") }
        #expect(row?.split(separator: " ").prefix(6) == ["failing", "1.2.3", "6", "4", "1", "1"])
        #expect(outcome.error.hasPrefix("caseload: failing failed on 1 of 6 students:\n  S-2: "))
        #expect(outcome.error.contains("init.lua:4"))
        #expect(outcome.error.contains("no luck"))
        let page = try program.run("show", "S-2", "--as-of", "2025-09-26")
        #expect(page.output.contains("  failing: failed: "))
    }

    /// As the system kills one where memory is short.
    @Test func aWorkerThatIsKilledIsSaidToBeKilled() throws {
        try TestPlugin(
            name: "hanging",
            code: """
                return { score = function(student)
                  if student.id == "S-2" then log.info "begun" while true do end end
                  return { score = 1 }
                end }
                """
        ).write(into: program.path("Plugins"))
        let run = try program.launch([
            "run", "hanging", "--as-of", "2025-09-26", "--workers", "1", "--limit-time", "60",
            "--limit-instructions", "100000000000",
        ])
        for _ in 0..<1000 where run.children.isEmpty { usleep(10_000) }
        let worker = try #require(run.children.first)
        usleep(500_000)
        kill(worker, SIGKILL)
        let outcome = run.wait()
        #expect(outcome.status == 1)
        #expect(
            outcome.error.contains(
                "S-2: hanging: its process was killed (signal 9), as the system does where"),
            "\(outcome.error)")
        #expect(outcome.output.contains("  5  "), "\(outcome.output)")
    }

    @Test func aDryRunSaysWhatWouldBeRead() throws {
        let outcome = try run("points", "--dry-run", "--option", "step=3")
        #expect(
            outcome.output
                == "points 1.2.3 would read attendance of 6 students as of 2025-09-26, with the options {\"step\":3}\n"
        )
        #expect(try program.run("students", "score=2", "--as-of", "2025-09-26").status == 64)
    }

    @Test(
        arguments: [
            (["point"], 65, "caseload: no plugin 'point'; did you mean 'points'?\n"),
            (
                ["points", "--option", "stop=1"], 64,
                "caseload: plugin 'points' has no option 'stop'; did you mean 'step'?\n"
            ),
            (["points", "--option", "step=0"], 64, "caseload: "),
            (
                ["points", "--option", "step"], 64,
                "caseload: --option 'step' sets nothing; write it as name=value\n"
            ),
            (
                ["points", "failing", "--option", "step=1"], 64,
                "caseload: --option 'step=1' leaves open whose; write it as PLUGIN.step=1\n"
            ),
            (
                ["points", "--plugins", "nowhere"], 64,
                "caseload: --plugins nowhere: there is no such folder\n"
            ),
            (["points", "--db", "nowhere.db"], 74, "caseload: nowhere.db: there is no database"),
            (["caseload-csv"], 65, "caseload: plugin 'caseload-csv' contributes no score, only report\n"),
            ([], 64, "caseload: Missing expected argument '<plugin> ...'\n"),
        ] as [([String], Int32, String)])
    func saysWhatIsWrong(arguments: [String], status: Int32, message: String) throws {
        let outcome = try program.run(["run"] + arguments)
        #expect(outcome.status == status, "\(outcome.error)")
        #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test(arguments: [
        ("return {", "init.lua"), ("error('at load')", "at load"),
        ("return { prepare = function() error('early') end, score = function() end }", "early"),
    ])
    func aPluginThatCannotRunIsBadData(code: String, part: String) throws {
        try TestPlugin(name: "broken", code: code).write(into: program.path("Plugins"))
        let outcome = try run("broken")
        #expect(outcome.status == 65)
        #expect(outcome.error.hasPrefix("caseload: "))
        #expect(outcome.error.contains(part), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func fieldsThatAreNotDeclaredOrMisspeltFailWithTheNearest() throws {
        for (name, expression, part) in [
            ("undeclared", "student.discipline.referrals", "'discipline'"),
            ("misspelt", "student.attendence.rate", "'attendance'"),
        ] {
            let code = "return { score = function(student) return { score = \(expression) } end }"
            try TestPlugin(name: name, code: code).write(into: program.path("Plugins"))
            let outcome = try run(name)
            #expect(outcome.status == 1)
            #expect(outcome.error.contains(part), "\(outcome.error)")
        }
    }

    @Test func aFolderGivenComesBeforeTheUsualOnes() throws {
        try TestPlugin(name: "points", code: "return { score = function() return { score = 99 } end }")
            .write(into: program.path("Mine"))
        #expect(try run("points", "--plugins", "Mine").status == 0)
        #expect(try scores().first == "S-1,99,")
    }
}
