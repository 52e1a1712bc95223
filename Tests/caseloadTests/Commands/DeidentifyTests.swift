import Foundation
import Testing

/// Nothing that --deidentify lets out says who a student is, and who it is stays the same.
@Suite struct DeidentifyTests {
    private let program: Program

    init() throws {
        program = try Program.withSmallDistrict()
        try TestPlugin.roll.write(into: program.path("Plugins"))
        try TestPlugin.points.write(into: program.path("Plugins"))
        try TestPlugin.failing.write(into: program.path("Plugins"))
        _ = try program.run("run", "points", "--as-of", "2025-09-26")
    }

    /// Runs to be shown and compared, and all that a mentor's day consists of, with names in its words.
    private func withRuns() throws {
        let day = ["--as-of", "2025-09-26"]
        _ = try program.run(
            ["run", "points", "--option", "step=9", "--students", "name contains Okafor or grade=9"] + day)
        _ = try program.run(["run", "points", "--option", "step=50"] + day)
        #expect(try program.run(["run", "failing"] + day).status == 1)
        for words in [
            ["goal", "S-2", "Bill Okafor comes on time", "--due", "2025-09-27"],
            [
                "event", "Fair", "--student", "S-1", "--student", "S-2", "--hours", "2", "--note",
                "Ana Rivera sang",
            ],
        ] {
            let outcome = try program.run(["log"] + words + ["--date", "2025-09-24"])
            try #require(outcome.status == 0, "\(outcome.error)")
        }
    }

    /// Every command that prints something of identified students, beside those of the list below.
    @Test(arguments: [
        (["today", "--mentor", "lee"], true), (["mentors", "lee"], true),
        (["runs", "show", "4"], true), (["runs", "show", "2"], false), (["runs"], false),
        (["runs", "show", "3", "--results", "csv"], true),
        (["runs", "show", "4", "--results", "json"], true),
        (["runs", "diff", "1", "3"], true), (["runs", "diff", "1", "3", "--format", "csv"], true),
        (["runs", "diff", "1", "3", "--format", "json"], true),
        (
            [
                "eval", "-e",
                "for _, m in ipairs(mentors) do for _, e in ipairs(m.events) do print(e.name, e.note) end end",
            ], false
        ),
    ])
    func noNameComesOutOfRunsAndDays(arguments: [String], hasPseudonyms: Bool) throws {
        try withRuns()
        let isOfADay = arguments[0] != "runs"
        let day = isOfADay ? ["--as-of", "2025-09-26"] : []
        let named = try program.run(arguments + day)
        #expect(named.status == 0, "\(named.error)")
        #expect(Self.names.contains { named.output.contains($0) }, "\(named.output)")
        let outcome = try program.run(arguments + day + ["--deidentify"])
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains(/(P-|Student )[0-9a-f]{16}/) == hasPseudonyms, "\(outcome.output)")
        #expect(outcome.lines.count >= named.lines.count - 1, "\(outcome.output)")
        for name in Self.names {
            #expect(!outcome.output.contains(name), "\(name) in \(outcome.output)")
            #expect(!outcome.error.contains(name), "\(name) in \(outcome.error)")
        }
        let log = try program.run("access-log", "--format", "csv")
        if isOfADay || arguments.count > 1 && hasPseudonyms {
            #expect(log.lines.last?.contains("deidentify") == true, "\(log.output)")
        }
    }

    @Test func aRunThatGivesOtherResultsNowNamesNobody() throws {
        try TestPlugin(
            code: "return { score = function(student) return { score = 1, reasons = { student.id } } end }"
        )
        .write(into: program.path("Plugins"))
        let outcome = try program.run("runs", "rerun", "1", "--deidentify")
        #expect(outcome.status == 1, "\(outcome.error)")
        #expect(outcome.output.contains("P-"), "\(outcome.output)")
        for name in Self.names { #expect(!outcome.output.contains(name), "\(name) in \(outcome.output)") }
    }

    /// Whoever has a list under pseudonyms can go on with it.
    @Test func aPseudonymMeansTheStudent() throws {
        let ids = try run(["students", "name contains Student", "--format", "csv", "--columns", "id,grade"])
        let line = try #require(ids.output.split { $0.isNewline }.first { $0.hasSuffix(",10") }, "\(ids)")
        let pseudonym = String(line.prefix(18))
        let page = try run(["show", pseudonym])
        #expect(page.status == 0 && page.output.contains("grade 10"), "\(page.output) \(page.error)")
        #expect(try run(["report", "roll", "--student", pseudonym]).output.hasPrefix(pseudonym))
        let log = try program.run("access-log", "--student", pseudonym, "--deidentify")
        #expect(log.error == "4 records about \(pseudonym)\n")
        // Without the option it is nobody's id.
        #expect(try program.run("show", pseudonym, "--as-of", "2025-09-26").status == 2)
    }

    @Test func whoeverCouldBeMeantIsNotNamed() throws {
        let outcome = try run(["show", "ana rivera"])
        #expect(outcome.status == 2)
        #expect(outcome.error.contains(" could be P-"), "\(outcome.error)")
        for name in ["Ana Rivera", "S-1", "S-6"] { #expect(!outcome.error.contains(name)) }
    }

    @Test func theLogWithoutWordsHasNoWayToTheStudent() throws {
        _ = try program.run(
            "students", "name contains Okafor", "--as-of", "2025-09-26", "--purpose", "for Bill")
        for format in ["table", "csv", "json"] {
            let log = try program.run("access-log", "--student", "S-2", "--deidentify", "--format", format)
            #expect(log.status == 0)
            for name in Self.names { #expect(!log.output.contains(name) && !log.error.contains(name)) }
            #expect(log.output.contains("(left out)") && log.output.contains("students"))
            // The hash of the plugin's files is no one's.
            #expect(log.output.matches(of: /[0-9a-f]{64}/).count == (format == "table" ? 0 : 1))
        }
    }

    private func run(_ arguments: [String]) throws -> Program.Outcome {
        try program.run(arguments + ["--as-of", "2025-09-26", "--deidentify"])
    }

    private static let names = [
        "Ana", "Rivera", "William", "Bill", "Okafor", "Ångström", "HYPERLINK", "小明", "S-1", "S-2", "S-3",
        "S-4", "S-5", "S-6",
    ]

    @Test(arguments: [
        ["students"],
        ["students", "--format", "csv", "--columns", "id,name,points.score,attendance.absences"],
        ["students", "--format", "json"], ["show", "S-1"], ["report", "roll", "--all"],
        ["report", "roll", "--student", "S-2", "--student", "ana rivera s-1"],
        ["report", "roll", "--student", "S-2"], ["run", "failing"],
        ["eval", "-e", "for s in students do print(s, s.id, s.name, s.given_name, s.family_name) end"],
    ])
    func noNameComesOut(arguments: [String]) throws {
        let outcome = try run(arguments)
        for name in Self.names where outcome.status < 2 {
            #expect(!outcome.output.contains(name), "\(name) in \(outcome.output)")
            #expect(!outcome.error.contains(name), "\(name) in \(outcome.error)")
        }
    }

    @Test func pseudonymsAreTheSameInEveryOutput() throws {
        func ids(_ text: String) -> Set<String> {
            Set(text.matches(of: /P-[0-9a-f]{16}/).map { String($0.output) })
        }
        let students = try ids(run(["students", "--format", "csv"]).output)
        #expect(students.count == 6)
        #expect(try ids(run(["report", "roll", "--all"]).output) == students)
        #expect(try ids(run(["eval", "-e", "for s in students do print(s.id) end"]).output) == students)
        let one = try ids(run(["show", "S-2"]).output)
        #expect(one.count == 1 && students.isSuperset(of: one))
        let failed = try run(["run", "failing"])
        #expect(failed.status == 1)
        #expect(ids(failed.error) == one)
        #expect(failed.error.contains("(left out)") && !failed.error.contains("no luck"))
    }

    @Test func scoresStayWithTheirStudent() throws {
        let plain = try program.run(
            "students", "--columns", "points.score,attendance.absences,grade", "--format", "csv", "--as-of",
            "2025-09-26")
        let hidden = try run([
            "students", "--columns", "points.score,attendance.absences,grade", "--format", "csv",
        ])
        #expect(plain.status == 0 && hidden.status == 0)
        func rows(_ text: String) -> [String] { text.split { $0.isNewline }.map(String.init).sorted() }
        #expect(rows(hidden.output) == rows(plain.output))
    }

    @Test func filesAreNamedByPseudonyms() throws {
        let outcome = try run(["report", "roll", "--all", "--each", "student", "--output", "out"])
        #expect(outcome.status == 0, "\(outcome.error)")
        let names = try FileManager.default.contentsOfDirectory(atPath: program.path("out"))
        #expect(names.count == 6)
        #expect(names.allSatisfy { $0.wholeMatch(of: /roll-P-[0-9a-f]{16}\.csv/) != nil })
    }

    @Test func anExportHasNoNamesAndComesInAgain() throws {
        let outcome = try program.run("export", "--output", "study", "--deidentify")
        #expect(outcome.status == 0, "\(outcome.error)")
        let files = try FileManager.default.contentsOfDirectory(atPath: program.path("study")).sorted()
        #expect(files.contains("students.csv") && files.contains("attendance.csv"), "\(files)")
        for file in files {
            let text = program.text(of: "study/\(file)") ?? ""
            for name in Self.names where !["schools.csv", "mentors.csv"].contains(file) {
                #expect(!text.contains(name), "\(name) in \(file): \(text)")
            }
        }
        let shown = try run(["students", "--format", "csv", "--columns", "id"]).output
        let exported = (program.text(of: "study/students.csv") ?? "").split { $0.isNewline }.dropFirst()
        #expect(
            exported.map { String($0.prefix(18)) }
                == shown.split { $0.isNewline }.dropFirst().map(String.init).sorted())
        let other = ["--db", "study.db"]
        try #require(program.run(["init"] + other).status == 0)
        let back = try program.run(["import", "study"] + other)
        #expect(back.status == 0, "\(back.output) \(back.error)")
        // What is counted stays what it is.
        let absences = [
            "eval", "-e", "print(#students, students:mean 'attendance.absences')", "--as-of", "2025-09-26",
        ]
        #expect(try program.run(absences + other).output == program.run(absences).output)
    }

    @Test func aSessionHasPseudonymsAndWritesNothing() throws {
        let outcome = try program.shell(
            """
            printf 'for s in students do print(s, s.id, s.name) end\\n:report roll\\n' | \
            caseload repl --deidentify --allow-small-cells --as-of 2025-09-26
            """)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("P-"))
        for name in Self.names { #expect(!outcome.output.contains(name), "\(name) in \(outcome.output)") }
        let refused = try program.run("repl", "--deidentify", "--write")
        #expect(refused.status == 64 && refused.error.contains("exclude one another"), "\(refused.error)")
        // The log names the students whose records were read, and how.
        let log = try program.run("access-log", "--student", "S-2", "--format", "csv")
        for command in [",repl,", ",report,"] { #expect(log.output.contains(command), "\(log.output)") }
        #expect(log.output.contains("allow-small-cells"))
    }

    @Test func theLogNamesThemAndSaysSo() throws {
        _ = try run(["show", "S-2"])
        let log = try program.run("access-log", "--student", "S-2", "--format", "json")
        #expect(log.output.contains(#"{\"deidentify\": true}"#))
    }

    @Test func aScriptThatWritesIsRefused() throws {
        let outcome = try run(["eval", "--write", "-e", "print(1)"])
        #expect(outcome.status == 64)
    }
}
