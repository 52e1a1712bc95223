import Foundation
import Testing

/// `caseload import --plugin`, and `caseload run` with a plugin that derives indicators.
@Suite struct ImportPluginTests {
    private static let converter = TestPlugin(
        name: "absence-list",
        manifest: """
            "contributes": ["import"]
            """,
        code: """
            local plugin = {}
            function plugin.import(row)
              if row.Pupil == "" then return nil end
              if row.Mark == "?" then return nil, "the mark is not known" end
              if row.Mark == "!" then return { attendance = { student = row.Pupil } } end
              if row.Mark == "#" then return { attendence = { student_id = row.Pupil } } end
              if row.Mark == "typo" then return row.Marc end
              local attendance = { student_id = row.Pupil, date = "2025-09-" .. row.Day, code = "unexcused" }
              if row.Mark ~= "R" then return { attendance = attendance } end
              local referral = { student_id = row.Pupil, date = date(attendance.date), kind = "referral" }
              return { attendance = attendance, discipline = { referral } }
            end
            return plugin
            """)

    private func program(_ rows: String) throws -> Program {
        let program = try Program.withSmallDistrict()
        try Self.converter.write(into: program.path("Plugins"))
        try Data(("Pupil;Day;Mark\n" + rows).utf8).write(to: URL(fileURLWithPath: program.path("List.csv")))
        return program
    }

    private static let command = ["import", "--plugin", "absence-list", "--plugins", "Plugins", "List.csv"]

    @Test func rowsComeInThroughThePlugin() throws {
        let program = try program("S-1;18;\nS-2;19;R\n;20;\n")
        let outcome = try program.run(Self.command)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("List.csv     3    3        0"), "\(outcome.output)")
        #expect(outcome.output.contains("List.csv: 1 row left out by the plugin"), "\(outcome.output)")
        let again = try program.run(Self.command)
        #expect(again.output.contains("0 new, 0 changed"), "\(again.output)")
        let dry = try program.run(Self.command + ["--dry-run"])
        #expect(dry.status == 0)
        let export = try program.run("export", "--output", "out")
        #expect(export.status == 0, "\(export.error)")
        #expect(program.text(of: "out/attendance.csv")?.contains("S-1,2025-09-18,unexcused") == true)
        #expect(program.text(of: "out/discipline.csv")?.contains("S-2,2025-09-19,referral") == true)
    }

    @Test(arguments: [
        ("S-1;18;?", "List.csv, line 2: the mark is not known"),
        (
            "S-1;18;!",
            "became a row of attendance with a column 'student', which it does not have; did you mean 'student_id'?"
        ),
        (
            "S-1;18;#",
            "became a row of 'attendence', which is no file of Caseload's; did you mean 'attendance'?"
        ),
        ("S-1;31;", "List.csv, line 2, column attendance.date: '2025-09-31' is not a day"),
        ("S-9;18;", "List.csv, line 2, column attendance.student_id: 'S-9' is no student on record"),
        (
            "S-1;18;typo",
            "line 2: absence-list/init.lua:7: row.Marc: the file has no such column; it has Pupil, Day, Mark"
        ),
        ("S-1;18", "has 2 fields where the header has 3"),
    ])
    func isRefused(_ row: String, _ message: String) throws {
        let program = try program(row + "\nS-2;22;\n")
        let outcome = try program.run(Self.command)
        #expect(outcome.status == 65)
        #expect(outcome.error.contains(message), "\(outcome.error)")
        // The good row comes in where the other has somewhere to go.
        let kept = try program.run(Self.command + ["--rejects", "rejects.csv"])
        #expect(kept.status == 1, "\(kept.error)")
        let rejects = program.text(of: "rejects.csv") ?? ""
        #expect(rejects.split(whereSeparator: \.isNewline).count == 2, "\(rejects)")
        #expect(try program.run("export", "--output", "out").status == 0)
        #expect(program.text(of: "out/attendance.csv")?.contains("S-2,2025-09-22,unexcused") == true)
    }

    @Test func aNightImportsThroughThePlugin() throws {
        let program = try program("S-1;18;\n")
        let night = #"{ "steps": [ { "import": ["List.csv"], "plugin": "absence-list" } ] }"#
        try Data(night.utf8).write(to: URL(fileURLWithPath: program.path("night.json")))
        let outcome = try program.run("batch", "night.json", "--plugins", "Plugins")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try program.run("export", "--output", "out").status == 0)
        #expect(program.text(of: "out/attendance.csv")?.contains("S-1,2025-09-18,unexcused") == true)
    }

    @Test func aPluginThatDoesNotImportIsSaid() throws {
        let program = try program("S-1;18;\n")
        try TestPlugin.points.write(into: program.path("Plugins"))
        let outcome = try program.run("import", "--plugin", "points", "--plugins", "Plugins", "List.csv")
        #expect(outcome.status == 65)
        #expect(outcome.error == "caseload: plugin 'points' contributes no import, only score\n")
        #expect(try program.run("import", "--option", "a=1", "List.csv").status == 64)
    }

    private static let deriving = TestPlugin(
        name: "punctual", manifest: #""contributes": ["indicators"], "reads": ["attendance"]"#,
        code: """
            return {
              prepare = function(cohort) return #cohort end,
              indicators = function(student, options, prepared)
                if student.id == "S-3" then error "no luck" end
                if student.id == "S-4" then return { punctualty = 1 } end
                if student.id == "S-5" then return { punctuality = 2 } end
                if student.id == "S-6" then return nil end
                return { punctuality = prepared / 10 }
              end,
            }
            """)

    @Test func whatIsDerivedIsRecordedAndSeen() throws {
        let program = try Program.withSmallDistrict()
        try Self.deriving.write(into: program.path("Plugins"))
        let day = ["--as-of", "2025-09-26", "--plugins", "Plugins"]
        let unknown = try program.run(["run", "punctual"] + day)
        #expect(unknown.status == 1)
        #expect(
            unknown.error.contains("no indicator 'punctuality'; add it with indicators.csv"),
            "\(unknown.error)")
        let indicators =
            "id,domain,title,unit,minimum,maximum,direction,cadence\npunctuality,behavioral,Punctuality,share of days,0,1,higher,weekly\n"
        try Data(indicators.utf8).write(to: URL(fileURLWithPath: program.path("indicators.csv")))
        #expect(try program.run("import", "indicators.csv").status == 0)
        // A trial is refused, and with too many failures nothing is recorded.
        let trial = try program.run(["run", "punctual", "--sample", "2"] + day)
        #expect(trial.status == 2 && trial.error.contains("is recorded; leave it out"), "\(trial.error)")
        for option in [["--fail-fast"], ["--max-failures", "2"], ["--max-failures", "40%"]] {
            let refused = try program.run(["run", "punctual"] + day + option)
            #expect(refused.status == 2, "\(option)")
            #expect(refused.error.contains("are done and kept as run"), "\(refused.error)")
        }
        #expect(try program.sql("SELECT count(*) FROM observation WHERE recorder = 'punctual'") == "0")
        // The last of them is gone on with.
        let outcome = try program.run(["run", "punctual", "--resume"] + day)
        #expect(outcome.status == 1)
        let seconds = try #require(outcome.output.firstMatch(of: /[0-9]\.[0-9][0-9]/)).output
        #expect(
            outcome.output.replacing(seconds, with: "0.01") == """
                plugin    version  students  with values  new  changed  failed  seconds  run
                punctual  1.2.3           6            2    2        0       3     0.01    4

                punctual derived: punctuality

                """, "\(outcome.output)")
        #expect(
            outcome.error
                == """
                caseload: punctual failed on 3 of 6 students:
                  S-3: punctual/init.lua:4: no luck
                  S-4: punctual: the answer of indicators: no indicator 'punctualty'; did you mean 'punctuality'?
                  S-5: punctual: the answer of indicators: punctuality: 2.0 is outside the range, which is 0 to 1

                """, "\(outcome.error)")
        let again = try program.run(["run", "punctual"] + day)
        #expect(again.output.contains("         2    0        0       3"), "\(again.output)")
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26").output
        #expect(page.contains("Punctuality"), "\(page)")
        let asked = try program.run(
            "students", "punctuality = 0.6", "--columns", "id", "--format", "csv", "--as-of", "2025-09-26")
        #expect(asked.output == "id\r\nS-1\r\nS-2\r\n", "\(asked.output)")
        let lua = try program.run(
            "eval", "-e", #"print(student "S-1".engagement.behavioral.punctuality)"#, "--as-of", "2025-09-26")
        #expect(lua.output == "0.6\n", "\(lua.error)")
        let log = try program.run("access-log", "--format", "csv").output
        #expect(log.contains("punctual") && log.contains("attendance"))
        try expectRunsOnRecord(program)
    }

    /// What stands of runs that derive, as of those that score.
    private func expectRunsOnRecord(_ program: Program) throws {
        let shown = try program.run("runs", "show", "4").output
        #expect(shown.contains("6: 2 with values, 1 not with values, 3 failed"), "\(shown)")
        let results = try program.run("runs", "show", "4", "--results", "csv").output
        #expect(results.contains("S-1,derived,,,,,,,punctuality 0.6,\r\n"), "\(results)")
        let json = try program.run("runs", "show", "4", "--results", "json").output
        #expect(json.contains(#"{"id": "S-1", "derived": {"punctuality": 0.6}}"#), "\(json)")
        let diff = try program.run("runs", "diff", "4", "5", "--plugins", "Plugins").output
        #expect(diff == "0 of 6 students changed\n", "\(diff)")
        // The first one by its own records too, which it had not when it was done.
        for run in [4, 5] {
            let again = try program.run("runs", "rerun", String(run), "--plugins", "Plugins")
            #expect(
                again.output == "run \(run): 6 students, the same results\n", "\(again.output)\(again.error)")
        }
        #expect(try program.sql("SELECT count(*) FROM observation WHERE recorder = 'punctual'") == "2")
    }
}
