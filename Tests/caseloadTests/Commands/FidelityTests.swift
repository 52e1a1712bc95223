import Foundation
import Testing

/// `caseload run fidelity`.
@Suite struct FidelityTests {
    /// What the rules say of high risk is that of the scores of the same command.
    @Test func fidelityComesAfterTheScoresOfTheCommand() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("run", "fidelity", "check-and-connect", "--as-of", "2025-09-26")
        #expect(!outcome.output.contains("no results of check-and-connect"), "\(outcome.output)")
        let runs = try program.run("runs", "--db", program.path("caseload.db")).lines
        #expect(runs[1].contains("fidelity") && runs[2].contains("check-and-connect"), "\(runs)")
    }

    @Test func isATableAMentor() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("run", "fidelity", "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.first == "Sam Lee (m-1): 1 of 7 rules met", "\(outcome.output)")
        for part in [
            "\nWeekly monitoring ", "\nCaseload  ", "no results of check-and-connect", "2 of 2 without",
            "\nJo Kim (m-2): ",
        ] {
            #expect(outcome.output.contains(part), "\(outcome.output)")
        }
    }

    @Test func isKeptAndReported() throws {
        let program = try Program.withSmallDistrict()
        let report = ["report", "fidelity-report", "--all", "--format", "csv", "--as-of", "2025-09-26"]
        #expect(try program.run(report).error.contains("caseload run fidelity"))
        for day in ["2025-09-19", "2025-09-26"] {
            #expect(try program.run("run", "fidelity", "--as-of", day).status == 0)
        }
        let runs = try program.run("runs")
        #expect(runs.output.contains("2 mentors"), "\(runs.output)")
        #expect(try program.run("runs", "show", "2").output.contains("mentors "))
        let rules = try program.run("runs", "show", "2", "--results", "csv")
        #expect(rules.output.hasPrefix("mentor_id,rule,value,target,met,unit,students,note\r\n"))
        #expect(
            rules.output.contains("\r\nm-1,Basic intervention for all,0,1,false,share,2,2 of 2 without\r\n"))
        #expect(try program.run("runs", "show", "2", "--results", "json").output.contains("\"students\": 2"))
        #expect(try program.run("runs", "rerun", "2").output == "run 2: 2 mentors, the same results\n")
        let diff = try program.run("runs", "diff", "1", "2")
        #expect(diff.status == 64 && diff.error.contains("caseload report fidelity-report"), "\(diff.error)")
        // Both mentors have fewer than 10 students.
        let board = try program.run(report)
        #expect(board.status == 0, "\(board.error)")
        #expect(board.output.contains("\r\nm-1,Sam Lee,Basic intervention for all,—,1,"), "\(board.output)")
        let own = try program.run(report + ["--allow-small-cells"])
        #expect(
            own.output.contains(",Basic intervention for all,0,1,false,0,share,2 of 2 without\r\n"),
            "\(own.output)")
        let log = try program.run("access-log", "--format", "csv")
        #expect(log.output.contains("allow-small-cells"))
        #expect(log.output.contains(",fidelity-report,"))
    }

    /// A plugin of the district's own may write names into its notes.
    @Test func notesAreLeftOutWhereNamesAre() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("run", "fidelity", "--deidentify", "--as-of", "2025-09-26")
        #expect(outcome.status == 0 && !outcome.output.contains("2 of 2 without"), "\(outcome.output)")
        let report = try program.run(
            "report", "fidelity-report", "--all", "--deidentify", "--allow-small-cells", "--as-of",
            "2025-09-26")
        #expect(report.status == 0 && !report.output.contains("2 of 2 without"), "\(report.output)")
    }

    /// A plugin whose `init.lua` is this.
    private func odd(_ code: String) -> TestPlugin {
        TestPlugin(name: "odd", manifest: #""contributes": ["fidelity"]"#, code: code)
    }

    @Test func aMentorOnWhomItFailsIsSaid() throws {
        let program = try Program.withSmallDistrict()
        try odd("return { fidelity = function(m) if m.id == 'm-1' then error 'no' end end }")
            .write(into: program.path("Plugins"))
        let outcome = try program.run("run", "odd", "--as-of", "2025-09-26")
        #expect(outcome.status == 1)
        #expect(outcome.output == "odd says nothing of any mentor\n")
        #expect(outcome.error == "caseload: odd failed on Sam Lee: odd/init.lua:1: no\n")
    }

    /// What it logs is a line of JSON too, where all are.
    @Test func itsLogIsOneOfLines() throws {
        let program = try Program.withSmallDistrict()
        try odd("return { fidelity = function(m) log.info(m.id .. '\\nx') end }")
            .write(into: program.path("Plugins"))
        let outcome = try program.run("run", "odd", "--log", "json", "--as-of", "2025-09-26")
        let events = try outcome.error.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return [object?["event"], object?["message"]].compactMap { $0 as? String }
        }
        #expect(events.last == ["end"])
        #expect(events.contains(["log", "m-1\nx"]), "\(outcome.error)")
    }
}
