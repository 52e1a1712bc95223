import Foundation
import Testing

/// `caseload run` with a plugin that proposes services.
@Suite struct LinkingRunTests {
    private static let plugin = TestPlugin(
        name: "match", manifest: #""contributes": ["link"], "reads": []"#,
        code: """
            return { link = function(student, directory, options, prepared)
              if student.id == "S-3" then error "no luck" end
              if student.grade ~= 9 then return nil end
              return { { service = directory:find "SV-1", reason = "=grade 9", priority = 1, domain = "academic" } }
            end }
            """)

    private func program() throws -> Program {
        let program = try Program.withSmallDistrict()
        try Data("id,name\nSV-1,Homework Club\nSV-2,Math Lab\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        let imported = try program.run("import", "services.csv")
        try #require(imported.status == 0, "\(imported.error)")
        try Self.plugin.write(into: program.path("Plugins"))
        return program
    }

    @Test func theOptionsOfTheLinkingPluginSayWhereGapsAre() throws {
        let program = try program()
        let scoring = TestPlugin(
            name: "ours", manifest: #""contributes": ["score"], "reads": []"#,
            code: "return { score = function(student) return { score = 1, domains = { academic = 60 } } end }"
        )
        let linking = TestPlugin(
            name: "ours-match",
            manifest: """
                "contributes": ["link"], "reads": [], "options": {
                "guidelines": { "type": "string", "default": "none", "summary": "s" },
                "index": { "type": "string", "default": "ours", "summary": "s" },
                "low": { "type": "number", "default": 50, "summary": "s" } }
                """,
            code: "return { link = function() return nil end }")
        for plugin in [scoring, linking] { try plugin.write(into: program.path("Plugins")) }
        let day = ["--as-of", "2025-09-26"]
        func gaps() throws -> Bool {
            try program.run(["show", "S-1"] + day).output.contains("nothing linked for academic engagement")
        }
        #expect(try program.run(["run", "ours", "--plugins", "Plugins"] + day).status == 0)
        #expect(try !gaps(), "no plugin that is bundled")
        let run = ["run", "ours-match", "--plugins", "Plugins"] + day
        #expect(try program.run(run).status == 0)
        #expect(try !gaps(), "60 is not below 50")
        #expect(try program.run(run + ["--option", "low=70"]).status == 0)
        #expect(try gaps())
        let asked = try program.run(
            ["students", "linkages.gaps > 0", "--columns", "id", "--format", "csv"] + day)
        #expect(asked.output.contains("S-1\r\n"), "\(asked.error)")
    }

    /// What a run proposed is no change of what it looked at.
    @Test func aRunAgainLeavesOutWhatTheRunBegan() throws {
        let program = try program()
        try TestPlugin(
            name: "first", manifest: #""contributes": ["link"], "reads": ["linkages"]"#,
            code: """
                return { link = function(student, directory)
                  if #student.linkages > 0 then return nil end
                  return { { service = directory:find "SV-1", reason = "the first", priority = 1 } }
                end }
                """
        ).write(into: program.path("Plugins"))
        let outcome = try program.run("run", "first", "--plugins", "Plugins", "--as-of", "2025-09-26")
        #expect(outcome.lines[1].contains("         6               6       0 "), "\(outcome.output)")
        let again = try program.run("runs", "rerun", "1", "--plugins", "Plugins")
        #expect(again.output == "run 1: 6 students, the same results\n", "\(again.output)\(again.error)")
        #expect(try program.sql("SELECT count(*) FROM linkage_step") == "6")
        let resumed = try program.run(
            "run", "first", "--plugins", "Plugins", "--as-of", "2025-09-26", "--resume")
        #expect(
            resumed.error.contains("run 1 of first is finished, and nothing changed since"),
            "\(resumed.error)")
        let step =
            "log linkage S-1 SV-1 --status declined --date 2025-09-26 --note no"
        let declined = try program.run(step.split(separator: " ").map(String.init))
        #expect(declined.status == 0, "\(declined.error)")
        let changed = try program.run("runs", "rerun", "1", "--plugins", "Plugins")
        #expect(
            changed.output.hasPrefix("run 1: 1 of 6 results differ\n  the records as of"), "\(changed.output)"
        )
    }

    @Test func proposalsBeginLinkagesOnce() throws {
        let program = try program()
        let day = ["--as-of", "2025-09-26", "--plugins", "Plugins"]
        let outcome = try program.run(["run", "match"] + day)
        #expect(outcome.status == 1)
        #expect(
            outcome.error.contains("match failed on 1 of 6 students:\n  S-3: match/init.lua:2: no luck"),
            "\(outcome.error)")
        #expect(
            outcome.lines.first
                == "plugin  version  students  with proposals  linkages begun  failed  seconds  run")
        #expect(
            outcome.lines.dropFirst().first?.hasPrefix(
                "match   1.2.3           6               2               2       1 ") == true,
            "\(outcome.output)")
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26").output
        #expect(
            page.contains(
                """

                Linkages to services
                  Homework Club: proposed since 2025-09-26, for academic engagement, Sam Lee
                    because: =grade 9 (match)

                """), "\(page)")
        #expect(!page.contains("match: "), "a linking run is no score")

        let again = try program.run(["run", "match", "--workers", "3"] + day)
        #expect(again.output.contains("match proposed nothing twice: 2 open already"), "\(again.output)")
        #expect(
            try program.run("log", "linkage", "S-1", "SV-1", "--status", "declined", "--date", "2025-09-26")
                .status == 0)
        let third = try program.run(["run", "match"] + day)
        #expect(third.output.contains("1 open already, 1 declined this year"), "\(third.output)")
        let fields = try program.run("students", "--fields", "--as-of", "2025-09-26")
        #expect(!fields.output.contains("match."))
    }

    @Test func theSameWhateverTheWorkers() throws {
        func steps(_ workers: String) throws -> String {
            let program = try program()
            _ = try program.run(
                "run", "match", "--workers", workers, "--as-of", "2025-09-26", "--plugins", "Plugins")
            return try program.run(
                "eval", "-e",
                "for s in students do for _, l in ipairs(s.linkages) do print(s.id, l, l.reason, l.begun) end end",
                "--as-of", "2025-09-26"
            ).output
        }
        let one = try steps("1")
        #expect(one.contains("S-1") && one.contains("S-4"))
        #expect(try steps("4") == one)
    }

    @Test func withoutADirectoryThereIsNothingToPropose() throws {
        let program = try Program.withSmallDistrict()
        try Self.plugin.write(into: program.path("Plugins"))
        let outcome = try program.run("run", "match", "--plugins", "Plugins")
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("none is on record; import the community's directory (HSDS 3)"))
    }
}
