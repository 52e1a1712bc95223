import Testing

/// Results of earlier runs, in scripts and for plugins that read scores.
@Suite struct EarlierResultsTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        for day in ["2025-09-03", "2025-09-10", "2025-09-26"] {
            try #require(program.run("run", "points", "--as-of", day).status == 0)
        }
    }

    @Test func aScriptSeesTheLatestRunAndTheOneBefore() throws {
        let script = """
            local now = scores "points"
            local before = now:previous()
            print(now.as_of, #now, before.as_of, before:previous())
            for s in students do
              local a, b = before:of(s), now:of(s)
              if a and b and a.tier ~= b.tier then print(s.id, a.score, b.score) end
            end
            print(scores "nobody")
            """
        let outcome = try program.run("eval", "-e", script, "--as-of", "2025-09-30")
        #expect(outcome.output == "2025-09-26\t6\t2025-09-10\tnil\nnil\n", "\(outcome.error)")
        let earlier = try program.run(
            "eval", "-e", "print(scores('points').as_of, scores('points'):previous())", "--as-of",
            "2025-09-04")
        #expect(earlier.output == "2025-09-03\tnil\n", "\(earlier.error)")
    }

    @Test func aRunKeepsWhichResultsItReadAndIsDoneAgainWithThem() throws {
        try TestPlugin(
            name: "change", manifest: #""contributes": ["score"], "reads": ["scores"]"#,
            code: """
                return { score = function(student)
                  local now = scores "points"
                  local before = now:previous()
                  local a, b = before and before:of(student), now:of(student)
                  if a and b then return { score = b.score, reasons = { ("%g before"):format(a.score) } } end
                end }
                """
        ).write(into: program.path("Plugins"))
        try #require(program.run("run", "change", "--as-of", "2025-09-26").status == 0)
        #expect(
            try program.sql("SELECT inputs FROM run WHERE id = 4")
                == #"{"latest":{"points":[3]},"previous":{"points":[2]}}"#)
        #expect(
            try program.sql("SELECT score, reasons FROM result WHERE run = 4 ORDER BY student LIMIT 1")
                == #"6.0|["6 before"]"#)
        // Later runs of the other plugin change nothing about it.
        try #require(program.run("run", "points", "--as-of", "2025-09-26", "--option", "step=9").status == 0)
        #expect(try program.run("runs", "rerun", "4").output == "run 4: 6 students, the same results\n")
    }

    @Test func aPluginThatDoesNotReadScoresHasNone() throws {
        try TestPlugin(
            name: "peeks",
            code: "return { score = function(s) return { score = scores('points'):of(s).score } end }"
        ).write(into: program.path("Plugins"))
        let outcome = try program.run("run", "peeks", "--as-of", "2025-09-26")
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("scores: plugin 'peeks' does not declare that it reads 'scores'"))
    }
}
