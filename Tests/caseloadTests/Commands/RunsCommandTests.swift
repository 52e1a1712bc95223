import Foundation
import Testing

/// What was run, with what, and what changed.
@Suite struct RunsCommandTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try TestPlugin.failing.write(into: program.path("Plugins"))
        _ = try program.run("run", "points", "--as-of", "2025-09-02")
        _ = try program.run("run", "points", "--as-of", "2025-09-26", "--students", "school = north")
        _ = try program.run("run", "failing", "--as-of", "2025-09-26", "--fail-fast", "--workers", "1")
    }

    @Test func theRunsAreListedTheLatestFirst() throws {
        let outcome = try program.run("runs")
        #expect(outcome.status == 0)
        let rows = outcome.lines.dropFirst().filter { !$0.isEmpty }.map {
            $0.split(separator: " ").prefix(9).joined(separator: " ")
        }
        #expect(
            rows == [
                "3 failing 1.2.3 2025-09-26 6 1 0 1 unfinished", "2 points 1.2.3 2025-09-26 3 3 0 0 finished",
                "1 points 1.2.3 2025-09-02 5 5 0 0 finished",
            ])
        #expect(outcome.output.contains(#"{"students":"school = north"}"#))
        #expect(try program.run("runs", "--plugin", "points").lines.count == 4)
    }

    @Test func aRunsRecordSaysWhatItWasComputedFrom() throws {
        let page = try program.run("runs", "show", "3")
        #expect(page.status == 0)
        for part in [
            "Run 3: failing 1.2.3\n",
            "unfinished: failing failed on 1 of 6 students (--fail-fast), last on S-2: ",
            "  as of           2025-09-26\n", "  students        6: 1 scored, 0 not scored, 1 failed\n",
            "  options         {\"step\":2}\n", "  seed            0\n", "\"memory\":536870912", "SHA-256 ",
            "fingerprint ", "  Caseload        0.1.0\n", "  tiers           1 low\n", "init.lua:4: no luck",
        ] {
            #expect(page.output.contains(part), "\(part) in \(page.output)")
        }
        let csv = try program.run("runs", "show", "2", "--results", "csv").output
        #expect(
            csv.hasPrefix(
                "id,outcome,score,tier,academic,behavioral,cognitive,affective,reasons,error\r\n"
                    + "S-1,scored,6,high,,,,,3 days missed,\r\n"))
        _ = try program.run("run", "failing", "--as-of", "2025-09-26", "--resume")
        let json = try program.run("runs", "show", "3", "--results", "json").output
        #expect(json.contains(#"{"id": "S-1", "score": 1, "tier": "low", "domains": {}, "reasons": []},"#))
        #expect(json.contains(#"{"id": "S-2", "error": ""#))
        #expect(json.contains(#"{"id": "S-3"}"#))
    }

    @Test func aDifferenceNamesTheIndicatorsThatMoved() throws {
        let outcome = try program.run("runs", "diff", "1", "2")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.count == 5, "\(outcome.output)")
        let row = try #require(outcome.lines.first { $0.hasPrefix("S-1") })
        #expect(
            row.contains("low") && row.contains("high") && row.contains("2 → 6")
                && row.contains("Absences: 1 → 3"), "\(row)")
        #expect(
            outcome.output.contains(
                "\n1 of 3 students changed: 1 low → high; 2 are in the earlier run only\n"),
            "\(outcome.output)")
        let json = try program.run("runs", "diff", "1", "2", "--format", "json").output
        #expect(json.contains(#"{"indicator": "absences", "before": 1, "after": 3}"#), "\(json)")
    }

    @Test func onlyRunsOfOnePluginAreCompared() throws {
        let outcome = try program.run("runs", "diff", "1", "3")
        #expect(outcome.status == 64)
        #expect(
            outcome.error
                == "caseload: run 1 is of points, run 3 of failing; compare two runs of one plugin\n")
        let missing = try program.run("runs", "show", "9")
        #expect(missing.status == 2)
        #expect(missing.error == "caseload: there is no run 9; look with: caseload runs\n")
    }

    @Test func aRunDoneAgainGivesTheSameOrSaysWhatDiffers() throws {
        let same = try program.run("runs", "rerun", "2", "--workers", "1")
        #expect(same.output == "run 2: 3 students, the same results\n")
        #expect(same.status == 0)
        // The same code under another hash changes no result.
        #expect(try program.shell("echo '-- a remark' >> Plugins/points/init.lua").status == 0)
        #expect(try program.run("runs", "rerun", "2").status == 0)
        var changed = TestPlugin.points
        changed.code = changed.code.replacing("options.step", with: "options.step * 2")
        try changed.write(into: program.path("Plugins"))
        let other = try program.run("runs", "rerun", "2")
        #expect(other.status == 1)
        #expect(other.output.hasPrefix("run 2: 1 of 3 results differ\n  the plugin's files: SHA-256 "))
        #expect(
            other.output.contains("\nS-1  high, 6, 3 days missed  high, 12, 3 days missed\n"),
            "\(other.output)")
        #expect(try program.run("runs").lines.count == 5, "nothing was kept")
    }
}
