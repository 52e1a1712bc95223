import Foundation
import Testing

/// What a run has done stays, however it ends, and `--resume` goes on to the same bytes.
@Suite(.serialized) struct RunResumeTests {
    private let program: Program

    init() throws {
        program = try SlowDistrict.program()
    }

    private static let command = ["run", "slow", "--as-of", "2025-09-26", "--seed", "7"]

    /// The results of a run that nobody disturbed, and how long it took.
    private static let undisturbed = Result {
        let program = try SlowDistrict.program()
        let clock = ContinuousClock()
        let begun = clock.now
        try #require(program.run(command).status == 1)
        let duration = clock.now - begun
        return (results: try SlowDistrict.results(program), duration: duration)
    }

    private func expectUndisturbedResults() throws {
        let (results, expected) = (try SlowDistrict.results(program), try Self.undisturbed.get().results)
        #expect(results == expected)
    }

    /// Ends runs at random moments with a signal and goes on with them, so often.
    ///
    /// - Returns: How many results were there when a run was gone on with, of all times.
    private func disturb(_ times: Int, _ signal: Int32) throws -> [Int] {
        var generator = SystemRandomNumberGenerator()
        var found: [Int] = []
        let longest = UInt32(try Self.undisturbed.get().duration / .microseconds(1) * 0.8)
        for _ in 0..<times {
            let run = try program.launch(Self.command + ["--resume"])
            usleep(UInt32.random(in: 0..<longest, using: &generator))
            run.signal(signal)
            let outcome = run.wait()
            #expect([-signal, 1, 130].contains(outcome.status), "\(outcome.error)")
            let sql = "SELECT scored + not_scored + failed FROM run ORDER BY id DESC LIMIT 1"
            let kept = try program.sql(sql)
            found.append(Int(kept) ?? 0)
            // What was counted is there, and nothing besides.
            #expect(
                try program.sql("SELECT count(*) FROM result WHERE run = (SELECT max(id) FROM run)")
                    == (kept.isEmpty ? "0" : kept))
            if outcome.status == 1 {
                try expectUndisturbedResults()
                // The next one begins anew.
                _ = try program.sql("DELETE FROM result; DELETE FROM run")
            }
        }
        return found
    }

    /// `CASELOAD_KILLS=100` is the test in full; a few do in between.
    private static let kills = ProcessInfo.processInfo.environment["CASELOAD_KILLS"].flatMap { Int($0) } ?? 20

    @Test(arguments: [SIGKILL, SIGINT, SIGTERM])
    func endsAtAnyMomentLoseNothing(_ signal: Int32) throws {
        let found = try disturb(signal == SIGKILL ? Self.kills : 5, signal)
        // A few moments drawn at random may all lie before the first result.
        if found.count >= 20 {
            #expect(found.contains { $0 > 0 && $0 < SlowDistrict.count }, "none was ended halfway: \(found)")
        }
        _ = try program.run(Self.command + ["--resume"])
        try expectUndisturbedResults()
    }

    /// Starts a run and ends it with Ctrl-C as soon as something of it is kept.
    private func interrupted(_ arguments: [String] = command) throws -> Program.Outcome {
        let run = try program.launch(arguments)
        for _ in 0..<500 {
            usleep(10_000)
            if try Int(program.sql("SELECT sum(scored) FROM run")) ?? 0 > 0 { break }
        }
        run.signal(SIGINT)
        return run.wait()
    }

    private static let longer = command + ["--option", "turns=40000"]

    @Test func ctrlCSaysWhatIsKeptAndHowToGoOn() throws {
        let outcome = try interrupted(Self.longer)
        #expect(outcome.status == 130)
        #expect(
            outcome.error.wholeMatch(
                of:
                    /caseload: interrupted\n[\d,]+ of 2,000 students are done and kept as run 1; go on with: caseload run slow --as-of 2025-09-26 --seed 7 --option turns=40000 --resume\n/
            ) != nil, "\(outcome.error)")
        #expect(outcome.output == "")
        // An unfinished run is nobody's latest result.
        let asked = try program.run("students", "score > 50", "--as-of", "2025-09-26")
        #expect(asked.status == 64)
        #expect(asked.error.contains("no scoring plugin has results on record"), "\(asked.error)")
    }

    @Test func ctrlCBeforeTheFirstResultLeavesARecord() throws {
        let run = try program.launch(Self.command + ["--option", "turns=2000000000"])
        for _ in 0..<500 {
            usleep(10_000)
            if try program.sql("SELECT count(*) FROM run") == "1" { break }
        }
        run.signal(SIGINT)
        let outcome = run.wait()
        #expect(outcome.status == 130)
        #expect(
            outcome.error.hasPrefix(
                "caseload: interrupted\n0 of 2,000 students are done and kept as run 1; "),
            "\(outcome.error)")
        #expect(try program.sql("SELECT ending FROM run") == "interrupted")
    }

    @Test func resultsOfASlowPluginAreKeptAsTheyCome() throws {
        _ = try interrupted(Self.command + ["--workers", "1", "--option", "turns=400000"])
        let kept = try #require(Int(program.sql("SELECT scored + not_scored + failed FROM run")))
        #expect((1..<100).contains(kept))
    }

    /// A night goes on where nothing changed since it was interrupted, and begins anew where something did: it must
    /// not fail night after night over a run that nobody goes on with.
    @Test func aNightGoesOnOrBeginsAnew() throws {
        _ = try interrupted(Self.longer)
        func night(_ turns: Int) throws -> Program.Outcome {
            try Data(
                #"{ "as_of": "2025-09-26", "steps": [{ "run": "slow", "seed": 7, "options": { "turns": \#(turns) } }] }"#
                    .utf8
            ).write(to: URL(fileURLWithPath: program.path("night.json")))
            return try program.run("batch", "night.json", "--resume")
        }
        let anew = try night(1)
        #expect(anew.status == 1)
        #expect(
            anew.error.contains(
                "run 1 of slow stays unfinished and a new one begins; changed since:\n  the plugin's options"),
            "\(anew.error)")
        #expect(try program.sql("SELECT group_concat(is_finished, ' ') FROM run") == "0 1")
        let again = try night(1)
        #expect(
            again.error.contains("run 2 of slow is finished, and nothing changed since"), "\(again.error)")
        _ = try program.sql("DELETE FROM result WHERE run = 2; DELETE FROM run WHERE id = 2")
        let gone = try night(40000)
        #expect(gone.status == 1 && !gone.error.contains("begins"), "\(gone.error)")
        #expect(try program.sql("SELECT group_concat(is_finished, ' ') FROM run") == "1")
    }

    /// Also in a window that is narrower than anything else needs.
    @Test func progressIsOneLineThatGoesOnWithEachStudent() throws {
        let terminal = try PseudoTerminal(
            program, "run", "slow", "--as-of", "2025-09-26", "--workers", "1", "--option", "turns=400000",
            columns: 14)
        var seen: Set<Int> = []
        try terminal.wait("progress") {
            let lines = terminal.screen.lines
            if lines.count == 1, let done = lines[0].firstMatch(of: /^slow: (\d+) o/) {
                seen.insert(Int(done.output.1) ?? 0)
            }
            return seen.count > 3
        }
        #expect(seen.allSatisfy { $0 < SlowDistrict.count })
    }

    @Test func aRunIsGoneOnWithWithTheInputsItHad() throws {
        _ = try interrupted(Self.longer)
        let kept = try #require(Int(program.sql("SELECT scored + not_scored + failed FROM run")))
        let outcome = try program.run("run", "slow", "--resume", "--workers", "1", "--log", "json")
        #expect(outcome.status == 1)
        #expect(try program.sql("SELECT count(*), options FROM run") == "1|{\"turns\":40000}")
        let begin = try #require(outcome.error.split(separator: "\n").first)
        #expect(begin.contains("\"resumed\": true"), "\(begin)")
        #expect(kept < SlowDistrict.count)
        try expectUndisturbedResults()
        // There is nothing more to do, and nothing is done.
        let again = try program.run(Self.longer + ["--resume"])
        #expect(again.status == 1)
        #expect(again.error.hasPrefix("caseload: run 1 of slow is finished, and nothing changed since\n"))
        #expect(try program.sql("SELECT count(*) FROM run") == "1")
    }

    @Test func changedInputsAreRefusedByName() throws {
        _ = try interrupted(Self.longer)
        let changes: [(arguments: [String], script: String, message: String)] = [
            (["--seed", "8"], "", "  the seed (--seed): 7 then, 8 now\n"),
            (
                ["--option", "turns=3"], "",
                "  the plugin's options (--option): {\"turns\":40000} then, {\"turns\":3} now\n"
            ),
            (["--as-of", "2025-09-27"], "", "  the day (--as-of): 2025-09-26 then, 2025-09-27 now\n"),
            (["--limit-time", "3"], "", "  the limits: {"),
            (["--students", "grade=9"], "", "  who is meant: {} then, {\"students\":\"grade=9\"} now\n"),
            (
                [],
                "mkdir one && printf 'student_id,grade\\nS-1,12\\n' > one/students.csv && caseload import one",
                "  the records as of 2025-09-26: fingerprint "
            ),
            ([], "echo '-- changed' >> Plugins/slow/init.lua", "  the plugin's files: SHA-256 "),
        ]
        for change in changes {
            let script = try program.shell(change.script)
            try #require(script.status == 0, "\(script.error)")
            let outcome = try program.run(["run", "slow", "--resume"] + change.arguments)
            #expect(outcome.status == 2)
            #expect(
                outcome.error.hasPrefix(
                    "caseload: run 1 of slow cannot be gone on with; changed since it began:\n"),
                "\(outcome.error)")
            #expect(outcome.error.contains(change.message), "\(outcome.error)")
            #expect(outcome.error.hasSuffix("Begin anew without --resume.\n"))
        }
    }
}
