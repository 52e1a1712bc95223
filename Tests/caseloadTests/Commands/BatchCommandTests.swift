import Foundation
import Testing

/// A night's work from one file.
@Suite struct BatchCommandTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func write(_ text: String, _ program: Program) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("night.json")))
    }

    @Test func theExampleDoesItsNight() throws {
        let program = try Program()
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: program.path("district"),
            withDestinationPath: Self.root.appendingPathComponent("Examples/district").path)
        try files.copyItem(
            atPath: Self.root.appendingPathComponent("Examples/night").path, toPath: program.path("night"))
        try #require(program.run("init", "--db", "night/caseload.db").status == 0)
        let plan = try program.run("batch", "night/night.json", "--dry-run")
        #expect(plan.status == 0, "\(plan.error)")
        #expect(
            plan.output.contains("caseload run --db=")
                && plan.output.contains("--option=early-warning.chronic=0.92"),
            "\(plan.output)")
        #expect(!files.fileExists(atPath: program.path("night/students.csv")))

        let night = try program.run("batch", "night/night.json", "--as-of", "2026-05-15", "--resume")
        #expect(night.status == 0, "\(night.error)")
        #expect(
            night.lines.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
                "step name result", "1 records done", "2 scores done", "3 sheets done", "4 list done", "",
            ])
        #expect(night.error.contains("check-and-connect: 379 basic, 101 intensive"))
        #expect(try files.contentsOfDirectory(atPath: program.path("night/sheets")).count == 4)
        #expect((program.text(of: "night/students.csv")?.utf8.count ?? 0) > 10_000)
        // A second time nothing is new, and nothing is scored again.
        let again = try program.run("batch", "night/night.json", "--as-of", "2026-05-15", "--resume")
        #expect(again.status == 0)
        #expect(again.error.contains("run 1 of check-and-connect is finished, and nothing changed since"))
    }

    /// One plugin may have several steps, over others or with other options: each goes on with its own run.
    @Test func eachStepOfOnePluginGoesOnWithItsOwnRun() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try write(
            #"""
            { "as_of": "2025-09-26", "db": "caseload.db", "steps": [
              { "run": "points", "name": "one", "students": "id = S-1" },
              { "run": "points", "name": "two", "students": "id = S-2" },
              { "run": "points", "name": "steep", "students": "id = S-2", "options": { "points.step": 5 } }
            ] }
            """#, program)
        let first = try program.run("batch", "night.json")
        try #require(first.status == 0, "\(first.error)")
        let runs = try program.run("runs", "--format", "json").output
        let again = try program.run("batch", "night.json", "--resume")
        #expect(again.status == 0, "\(again.error)")
        #expect(again.error.components(separatedBy: "is finished, and nothing changed since").count == 4)
        #expect(try program.run("runs", "--format", "json").output == runs)
    }

    @Test func theSchemaIsTheOneThatIsPublished() throws {
        let place = Self.root.appendingPathComponent("Examples/night/night.schema.json")
        let schema = try Program().run("batch", "--schema").output
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] != nil {
            try Data(schema.utf8).write(to: place)
        }
        #expect(
            try String(contentsOf: place, encoding: .utf8) == schema,
            "stale; renew with: caseload batch --schema > Examples/night/night.schema.json")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(schema.utf8)) }
    }

    /// What a night would stumble over is said by day.
    @Test(arguments: [
        (#"{ "run": "pionts" }"#, "step 'run pionts': no plugin 'pionts'; did you mean 'points'?"),
        (
            #"{ "run": "points", "options": { "stap": 1 } }"#,
            "step 'run points': plugin 'points' has no option 'stap'"
        ),
        (
            #"{ "report": "points", "all": true, "output": "x.html" }"#,
            "step 'report points': plugin 'points' contributes no report"
        ),
        (
            #"{ "run": "points", "name": "a" }, { "run": "points", "name": "a" }"#,
            "step 2: name: an earlier step is called 'a' too; give it another"
        ),
    ])
    func aDryRunFindsWhatCannotBe(_ steps: String, _ message: String) throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try write("{ \"steps\": [ \(steps) ] }", program)
        let outcome = try program.run("batch", "night.json", "--dry-run", "--plugins", "Plugins")
        #expect(outcome.status == 65)
        #expect(outcome.error.hasPrefix("caseload: night.json: \(message)"), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func aDryRunNamesEachStepThatIsWrong() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try write(
            #"{ "steps": [ { "run": "nope" }, { "run": "points" }, { "report": "points", "all": true, "output": "x" } ] }"#,
            program)
        let outcome = try program.run("batch", "night.json", "--dry-run", "--plugins", "Plugins")
        #expect(outcome.status == 65)
        let told = outcome.error.split(separator: "\n")
        #expect(told.count == 2, "\(outcome.error)")
        #expect(told.first?.hasPrefix("caseload: night.json: step 'run nope': ") == true, "\(outcome.error)")
        #expect(
            told.last?.hasPrefix("caseload: night.json: step 'report points': ") == true, "\(outcome.error)")
    }

    /// Whom a step means may be let in by a step before it.
    @Test func aDryRunSaysWhomTheRecordsDoNotKnowYet() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.path("Plugins"))
        try write(
            """
            { "as_of": "2025-09-26", "steps": [
              { "name": "a", "run": "points", "mentor": "Sam Lea" }, { "name": "b", "run": "points", "students": "grad=9" },
              { "name": "c", "run": "points", "school": "south" }
            ] }
            """, program)
        let outcome = try program.run("batch", "night.json", "--dry-run", "--plugins", "Plugins")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 5, "\(outcome.output)")
        let told = outcome.error.split(separator: "\n").filter { $0.hasPrefix("caseload: step") }
        #expect(told.count == 2, "\(outcome.error)")
        #expect(told[0].contains("'a', with the records as they are now: no mentor 'Sam Lea'"), "\(told)")
        #expect(
            told[1].contains("'b', with the records as they are now: ") && told[1].contains("grad"), "\(told)"
        )
    }

    @Test func theLogIsLinesOfJSON() throws {
        let program = try Program.withSmallDistrict()
        for plugin in [TestPlugin.points, .roll] { try plugin.write(into: program.path("Plugins")) }
        try write(
            """
            { "as_of": "2025-09-26", "steps": [
              { "name": "scores", "run": "points" }, { "name": "in", "import": "nowhere" },
              { "report": "roll", "all": true, "output": "roll.csv" },
              { "name": "sheet", "report": "roll", "all": true, "output": "roll.csv", "needs": ["scores"] }
            ] }
            """, program)
        let outcome = try program.run("batch", "night.json", "--log", "json")
        #expect(outcome.status == 2)
        var events: [String] = []
        for line in outcome.error.split(separator: "\n") {
            let event = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            try events.append("\(#require(event["event"])) \(event["name"] ?? "") \(event["result"] ?? "")")
        }
        #expect(
            events == [
                "step scores ", "begin  ", "end  ", "output  ", "step_end scores done", "step in ",
                "step_end in failed",
                "step_end report roll left out", "step sheet ", "notice  ", "step_end sheet done", "error  ",
            ], "\(outcome.error)")
    }

    @Test func whatDependsOnAFailedStepIsLeftOutAndTheRestIsDone() throws {
        let program = try Program.withSmallDistrict()
        for plugin in [TestPlugin.points, .failing, .roll] { try plugin.write(into: program.path("Plugins")) }
        try write(
            """
            { "as_of": "2025-09-26", "steps": [
              { "name": "in", "import": "nowhere" },
              { "name": "scores", "run": "points", "needs": [], "options": { "step": 5 }, "mentor": "m-1" },
              { "name": "fails", "run": "failing", "needs": ["scores"] },
              { "report": "roll", "all": true, "output": "roll.csv", "needs": ["fails"] },
              { "name": "late", "report": "roll", "all": true, "output": "late.csv" }
            ] }
            """, program)
        let outcome = try program.run("batch", "night.json")
        #expect(outcome.status == 2)
        let rows = outcome.lines.dropFirst().map { line in
            line.replacing(/[0-9]+[.][0-9]+/, with: "").split(separator: " ").joined(separator: " ")
        }
        #expect(rows[0].hasPrefix("1 in failed ") && rows[0].contains("nowhere"), "\(rows[0])")
        #expect(
            Array(rows[1...]) == [
                "2 scores done", "3 fails done in part failing failed on 1 of 6 students",
                "4 report roll done", "5 late left out needs 'in'", "",
            ])
        #expect(program.text(of: "roll.csv") != nil)
        #expect(program.text(of: "late.csv") == nil)
        #expect(
            try program.sql("SELECT options, selection, students FROM run WHERE id = 1")
                == #"{"step":5}|{"mentor":"m-1"}|2"#)
    }

    @Test func whatGuardsPrivacyStandsOnAStep() throws {
        let program = try Program.withSmallDistrict()
        for plugin in [TestPlugin.failing, .roll] { try plugin.write(into: program.path("Plugins")) }
        try write(
            """
            { "as_of": "2025-09-26", "steps": [
              { "run": "failing", "deidentify": true, "purpose": "nightly" },
              { "report": "roll", "all": true, "output": "roll.csv", "deidentify": true,
                "allow_small_cells": true, "purpose": "a study" }
            ] }
            """, program)
        let outcome = try program.run("batch", "night.json")
        #expect(outcome.status == 1, "\(outcome.error)")
        #expect(outcome.error.contains("P-") && !outcome.error.contains("S-2"), "\(outcome.error)")
        #expect(program.text(of: "roll.csv")?.contains("Rivera") == false)
        let log = try program.run("access-log", "--format", "csv").output
        #expect(log.contains(",nightly,run,") && log.contains(",a study,report,"), "\(log)")
        #expect(log.contains("allow-small-cells") && log.contains("deidentify"), "\(log)")
    }

    @Test func failedStudentsAloneGiveOne() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.failing.write(into: program.path("Plugins"))
        try write(#"{ "as_of": "2025-09-26", "steps": [{ "run": "failing" }] }"#, program)
        #expect(try program.run("batch", "night.json").status == 1)
    }

    @Test(
        arguments: [
            ("[", "not JSON"), ("[]", "expected an object with \"steps\", found an array"),
            ("{}", "steps: expected a list of at least one step"),
            (#"{"step": [], "steps": [{"run": "x"}]}"#, "unknown key 'step'; did you mean 'steps'?"),
            (
                #"{"steps": [{"rnu": "x"}]}"#,
                "step 1: expected one of import, run, report, found none; did you mean 'run'?"
            ),
            (
                #"{"steps": [{"run": "x", "import": "y"}]}"#,
                "step 1: expected one of import, run, report, found import and run"
            ),
            (#"{"steps": [{"run": "x", "sead": 1}]}"#, "step 1: unknown key 'sead'; did you mean 'seed'?"),
            (
                #"{"steps": [{"run": "x", "seed": "1"}]}"#,
                "step 1: seed: expected a whole number, found \"1\""
            ),
            (
                #"{"steps": [{"run": "x", "workers": 0}]}"#,
                "step 1: workers: expected a whole number from 1 to 256, found 0"
            ),
            (
                #"{"steps": [{"run": "x", "sample": -3}]}"#,
                "step 1: sample: expected a whole number from 1, found -3"
            ),
            (
                #"{"steps": [{"run": "x", "limit_time": "long"}]}"#,
                "step 1: limit_time: expected a number above 0 and up to 86400, found \"long\""
            ),
            (
                #"{"steps": [{"run": "x", "limit_memory": 1e9}]}"#,
                "step 1: limit_memory: expected a whole number from 1 to 65536, found "
            ),
            (
                #"{"steps": [{"report": "x", "all": true, "output": "o", "each": "dog"}]}"#,
                "step 1: each: expected one of student, mentor, school, found \"dog\""
            ),
            (
                #"{"steps": [{"run": "x", "fail_fast": true, "max_failures": 3}]}"#,
                "step 'run x': --fail-fast and --max-failures exclude one another"
            ),
            (
                #"{"steps": [{"run": "x", "needs": ["y"]}]}"#,
                "step 1: needs \"y\": no earlier step has this name; there are none"
            ),
            (#"{"steps": [{"report": "x", "all": true}]}"#, "step 1: a report in a batch needs an output"),
            (
                #"{"steps": [{"report": "x", "output": "o"}]}"#,
                "step 'report x': say about whom: --student, --mentor, --school or --all"
            ),
            (
                #"{"steps": [{"run": "x", "max_failures": "many"}]}"#,
                "step 1: max_failures: expected a number of students, or a share from \"0%\" to \"100%\", found \"many\""
            ),
            (#"{"as_of": "soon", "steps": [{"run": "x"}]}"#, "as_of 'soon' is no date"),
        ] as [(String, String)])
    func aWrongFileIsRefusedBeforeAnythingBegins(text: String, message: String) throws {
        let program = try Program()
        try write(text, program)
        let outcome = try program.run("batch", "night.json")
        #expect(outcome.status == 65)
        #expect(outcome.error.hasPrefix("caseload: night.json: " + message), "\(outcome.error)")
    }

    @Test func systemdReadsTheExample() throws {
        let program = try Program()
        guard try program.shell("command -v systemd-analyze").status == 0 else {
            print("skipped: there is no systemd-analyze here")
            return
        }
        let folder = Self.root.appendingPathComponent("Examples/night").path
        let outcome = try program.shell(
            "systemd-analyze verify --man=no '\(folder)/caseload-night.service' '\(folder)/caseload-night.timer' 2>&1 "
                + "| grep -v 'not executable'")
        #expect(outcome.output == "", "\(outcome.output)")
    }
}
