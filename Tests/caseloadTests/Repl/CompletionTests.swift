import Foundation
import Testing

/// What Tab inserts and lists at a terminal.
@Suite struct CompletionTests {
    /// A plugin whose options are of every kind.
    private static let chooser = TestPlugin(
        name: "chooser",
        manifest: """
            "contributes": ["score"], "reads": ["attendance"],
            "options": {
              "model": { "type": "string", "default": "plain", "choices": ["plain", "strict"], "summary": "How hard." },
              "quick": { "type": "boolean", "default": false, "summary": "Whether in haste." }
            }
            """,
        code: "return { score = function() return { score = 1 } end }")

    private func start() throws -> PseudoTerminal {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.folder)
        try TestPlugin.roll.write(into: program.folder)
        try Self.chooser.write(into: program.folder)
        try Data("id,name\nSV-1,Homework Club\nSV-2,Math Lab\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        try #require(program.run("import", "services.csv").status == 0)
        try #require(
            program.run("log", "goal", "S-1", "Pass Algebra", "--date", "2025-09-10").status == 0)
        let terminal = try PseudoTerminal(
            program, "repl", "--as-of", "2025-09-26", "--plugins", ".", columns: 100, rows: 60)
        try terminal.waitForPrompt()
        try terminal.enter("low = students:where \"absences > 0\"")
        try terminal.enter("box = { inner = { value = 1 } }")
        try terminal.enter("s = student \"S-1\"; gg = s.goals")
        return terminal
    }

    /// What is typed before Tab, and the line that stands there afterwards.
    @Test func insertsWhatIsMeant() throws {
        let terminal = try start()
        for (typed, completed) in [
            ("service \"SV-", "service \"SV-"),
            ("services:find(\"S", "services:find(\"SV-"),
            ("student \"S-1\":propose(\"", "student \"S-1\":propose(\"SV-"),
            ("student(\"S-1\"):log_linkage { service = \"", "student(\"S-1\"):log_linkage { service = \"SV-"),
            ("student(\"S-1\"):log_contact { with = \"g", "student(\"S-1\"):log_contact { with = \"guardian"),
            ("student(\"S-1\"):log_contact { set", "student(\"S-1\"):log_contact { setting ="),
            ("run(\"poi", "run(\"points"), (":run service-m", ":run service-match"),
            ("run(\"fide", "run(\"fidelity"), ("scores(\"fide", "scores(\"fide"),
            ("report(\"ro", "report(\"roll"),
            ("run(\"points\", low, { ", "run(\"points\", low, { step ="),
            ("run(\"chooser\", low, { model = \"st", "run(\"chooser\", low, { model = \"strict"),
            ("run(\"chooser\", low, { model = ", "run(\"chooser\", low, { model = \""),
            (
                "run(\"chooser\", low, { model = \"plain\", q",
                "run(\"chooser\", low, { model = \"plain\", quick ="
            ),
            ("run(\"chooser\", low, { quick = t", "run(\"chooser\", low, { quick = true"),
            (":run cho", ":run chooser"), (":run chooser mod", ":run chooser model="),
            (":run chooser model=s", ":run chooser model=strict"), (":report r", ":report roll"),
            (":wa", ":watch"), (":watch of", ":watch off"), (":load dist", ":load district/"),
            (":as-of ", ":as-of 2025-09-26"), (":help stats.med", ":help stats.median"),
            ("students:where \"gra", "students:where \"grade"),
            ("students:where \"school = ", "students:where \"school = '"),
            ("students:where \"school = 'No", "students:where \"school = 'North High"),
            ("students:where { school = \"So", "students:where { school = \"South High"),
            ("students:sort_by \"-absences, gra", "students:sort_by \"-absences, grade"),
            ("students:columns { \"id\", \"given", "students:columns { \"id\", \"given_name"),
            ("low:so", "low:sort_by"), ("box.inner.v", "box.inner.value"),
            ("student \"S-1\".att", "student \"S-1\".attendance"),
            ("for s in low do print(s.att", "for s in low do print(s.attendance"),
            (
                "students:where(function(s) return s.credits.on_",
                "students:where(function(s) return s.credits.on_track"
            ),
            ("s.goals[1].set", "s.goals[1].set_on"), ("gg[1].set", "gg[1].set_on"),
            ("s.linkages[1].serv", "s.linkages[1].service"),
            ("s.linkages[1].service.eligibi", "s.linkages[1].service.eligibility"),
            ("#students:take(1):to_table()[1].att", "#students:take(1):to_table()[1].attendance"),
            ("for _, goal in ipairs(gg) do print(goal.set", "for _, goal in ipairs(gg) do print(goal.set_on"),
            ("mentor \"m", "mentor \"m-"), ("string.rev", "string.reverse"), ("x = stude", "x = student"),
        ] {
            terminal.type("\u{15}" + typed + "\t")
            try terminal.wait("\(completed), of \(typed)") {
                terminal.screen.lines.last == "caseload> " + completed
            }
        }
    }

    @Test func listsWhatThereIs() throws {
        let terminal = try start()
        for (typed, lines) in [
            ("service \"SV-", ["SV-1  Homework Club  SV-2  Math Lab"]),
            ("mentor \"m-", ["m-1  Sam Lee  m-2  Jo Kim"]),
            (
                "run(\"ch",
                [
                    "check-and-connect  High risk by the monthly guidelines of Check & Connect.",
                    "chooser            For a test.",
                ]
            ),
            (
                "run(\"chooser\", low, { ",
                ["model  \"plain\": How hard.        quick  false: Whether in haste."]
            ),
            (":mo", ["mode  how values are printed", "more  all of the last value, a page at a time"]),
        ] {
            terminal.type("\u{15}" + typed + "\t")
            let line = ("caseload> " + typed).trimmingCharacters(in: .whitespaces)
            try terminal.wait("the choices after \(typed)") {
                let shown = terminal.screen.lines.suffix(lines.count + 2)
                return shown.last == line && shown.first == line
                    && Array(shown.dropFirst().dropLast()) == lines
            }
        }
    }

    @Test func aChunkOfSeveralLinesIsOne() throws {
        let terminal = try start()
        try terminal.enter("run(\"points\", low, {", next: PseudoTerminal.continuation)
        terminal.type("  st\t")
        try terminal.wait("the option") { terminal.screen.lines.last == "     ...>   step =" }
        try terminal.enter("3 })")
        #expect(terminal.screen.lines.dropLast().last == "3 students")
    }
}
