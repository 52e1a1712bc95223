import Testing

/// Over whom `run` runs, when it gives up, and how it tells.
@Suite struct RunSelectionTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try TestPlugin.failing.write(into: program.path("Plugins"))
    }

    private func run(_ arguments: String...) throws -> Program.Outcome {
        try program.run(["run", "--as-of", "2025-09-26"] + arguments)
    }

    /// The students with a result in the last run.
    private func students() throws -> String {
        try program.sql(
            """
            SELECT group_concat(student_id, ' ') FROM (
              SELECT student_id FROM result JOIN student ON student.number = result.student
              WHERE run = (SELECT max(id) FROM run) ORDER BY student_id)
            """)
    }

    @Test(
        arguments: [
            (["--students", "grade=9"], "S-1 S-4"),
            (["--mentor", "Sam Lee"], "S-1 S-2"),
            (["--school", "south"], "S-2 S-5 S-6"),
            (["--school", "south", "--mentor", "m-1"], "S-2"),
            (["--students", "attendance.absences > 0", "--school", "south high"], "S-2 S-6"),
            (["--students", "grade=8"], ""),
        ] as [([String], String)])
    func thoseWhoAreMeantAreScored(arguments: [String], students: String) throws {
        let outcome = try program.run(["run", "points", "--as-of", "2025-09-26"] + arguments)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try self.students() == students)
    }

    @Test func aSampleDependsOnTheSeedAlone() throws {
        var drawn: Set<String> = []
        for seed in 0..<8 {
            let outcome = try run("points", "--sample", "2", "--seed", String(seed))
            #expect(outcome.status == 0)
            let first = try students()
            #expect(first.split(separator: " ").count == 2)
            _ = try run("points", "--sample", "2", "--seed", String(seed), "--workers", "1")
            #expect(try students() == first)
            drawn.insert(first)
        }
        #expect(drawn.count > 2)
        // A trial is nobody's latest result.
        #expect(try program.run("students", "score > 0", "--as-of", "2025-09-26").status == 64)
    }

    @Test func aDryRunCountsThoseWhoAreMeant() throws {
        #expect(try run("points", "--dry-run", "--mentor", "m-1").output.contains(" of 2 students "))
    }

    @Test(
        arguments: [
            (["--fail-fast"], 2, "failing failed on 1 of 6 students (--fail-fast), last on S-2: "),
            (
                ["--max-failures", "0"], 2,
                "failing failed on 1 of 6 students (--max-failures 0), last on S-2: "
            ),
            (["--max-failures", "16%"], 2, "failing failed on 1 of 6 students (--max-failures 16%), "),
            (["--max-failures", "17%"], 1, "failing failed on 1 of 6 students:\n"),
            (["--max-failures", "1"], 1, "failing failed on 1 of 6 students:\n"),
            (["--keep-going"], 1, "failing failed on 1 of 6 students:\n"),
            (["--max-failures", "-1"], 64, ""),
            (
                ["--max-failures", "101%"], 64,
                "--max-failures '101%': expected a number of students, or a share"
            ),
            (
                ["--max-failures", "1", "--fail-fast"], 64,
                "--fail-fast and --max-failures exclude one another"
            ),
            (["--sample", "0"], 64, "--sample 0: expected 1 or more"),
            (["--mentor", "nobody"], 2, "no mentor 'nobody'"),
            (["--students", "grad=9"], 64, "in the query, "),
        ] as [([String], Int32, String)])
    func aRunGivesUpWhereItIsTold(arguments: [String], status: Int32, message: String) throws {
        let outcome = try program.run(["run", "failing", "--as-of", "2025-09-26"] + arguments)
        #expect(outcome.status == status)
        #expect(outcome.error.hasPrefix("caseload: " + message), "\(outcome.error)")
        if status == 2, arguments.first != "--mentor" {
            // What else was done when it failed, is kept.
            let told =
                "of 6 students are done and kept as run 1; go on with: caseload run failing "
                + "--as-of 2025-09-26 \(arguments.joined(separator: " ")) --resume\n"
            let ending = outcome.error.split(separator: "\n", maxSplits: 1).last.map { $0.dropFirst(2) }
            #expect(ending.map(String.init) == told, "\(outcome.error)")
            #expect(try program.sql("SELECT is_finished FROM run") == "0")
        }
    }

    @Test func theLogIsLinesOfJSON() throws {
        let outcome = try run("failing", "--log", "json")
        #expect(outcome.status == 1)
        let lines = outcome.error.split(separator: "\n").map { line in
            line.replacing(/"(time|fingerprint)": "[^"]*"/) { "\"\($0.output.1)\": …" }
                .replacing(/"seconds": [\d.]+/, with: "\"seconds\": …")
                .replacing(/"message": .*no luck.*", "exit/, with: "\"message\": …, \"exit")
        }
        #expect(
            lines == [
                #"{"event": "begin", "time": …, "run": 1, "plugin": "failing", "version": "1.2.3", "students": 6, "as_of": "2025-09-26", "fingerprint": …, "seed": 0, "resumed": false}"#,
                #"{"event": "end", "time": …, "run": 1, "finished": true, "ending": null, "students": 6, "scored": 4, "not_scored": 1, "failed": 1, "seconds": …}"#,
                #"{"event": "error", "time": …, "message": …, "exit": 1}"#,
            ])
    }
}
