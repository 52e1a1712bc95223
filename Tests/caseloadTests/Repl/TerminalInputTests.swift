import Foundation
import Glibc
import Testing

/// `caseload repl` at a terminal: whole screens, as a person sees them.
@Suite struct TerminalInputTests {
    private func start(
        columns: Int = 80, rows: Int = 24, options: String...,
        program: Program? = nil, environment: [String: String] = [:]
    ) throws -> (terminal: PseudoTerminal, program: Program) {
        let program = try program ?? Program.withSmallDistrict()
        let terminal = try PseudoTerminal(
            program, "repl", "--as-of", "2025-09-26", "--plugins", ".", columns: columns, rows: rows,
            environment: environment)
        try terminal.waitForPrompt()
        return (terminal, program)
    }

    private static let greeting = """
        caseload 0.1.0, caseload.db as of 2025-09-26. :help helps, Ctrl-D leaves.
        """

    @Test func aQueryIsATable() throws {
        let (terminal, _) = try start()
        try terminal.enter("students:where \"attendance.rate < 96%\"")
        #expect(
            terminal.screen.text == """
                \(Self.greeting)
                caseload> students:where "attendance.rate < 96%"
                id   name         grade  school      mentor   attendance.rate
                S-1  Ana Rivera       9  North High  Sam Lee             85 %
                S-2  Bill Okafor     10  South High  Sam Lee             95 %
                S-6  Ana Rivera      12  South High                      90 %
                3 students
                caseload>
                """)
        try terminal.enter("_:mean \"attendance.rate\"")
        #expect(
            terminal.screen.lines.suffix(4) == [
                "caseload> _:mean \"attendance.rate\"", "0.9", "3", "caseload>",
            ])
    }

    @Test func aFunctionGoesOnUntilItIsWhole() throws {
        let (terminal, _) = try start()
        try terminal.enter("function low(s)", next: PseudoTerminal.continuation)
        try terminal.enter("return s.attendance.rate < 0.9", next: PseudoTerminal.continuation)
        try terminal.enter("end")
        try terminal.enter("students:where(low)")
        #expect(
            terminal.screen.text == """
                \(Self.greeting)
                caseload> function low(s)
                     ...> return s.attendance.rate < 0.9
                     ...> end
                caseload> students:where(low)
                id   name        grade  school      mentor   attendance.rate
                S-1  Ana Rivera      9  North High  Sam Lee             85 %
                1 student
                caseload>
                """)
    }

    @Test func anExpressionGoesOnUntilItIsWhole() throws {
        let (terminal, _) = try start()
        for (lines, value) in [
            (["#students:where(function(s)", "return s.grade == 9", "end)"], "2"), (["1 +", "2"], "3"),
            (["not (1", ")"], "false"), (["#{", "1", "}"], "1"), (["\"abc\" ..", "'d'"], "abcd"),
            (["#\"a\\", "b\""], "3"),
        ] {
            for line in lines.dropLast() { try terminal.enter(line, next: PseudoTerminal.continuation) }
            try terminal.enter(lines[lines.count - 1])
            #expect(terminal.screen.lines.suffix(2) == [value, "caseload>"])
        }
        // What goes wrong in a later line is said there.
        try terminal.enter("#{", next: PseudoTerminal.continuation)
        try terminal.enter("1 2 }")
        #expect(
            terminal.screen.lines.suffix(4) == [
                "error: '}' expected (to close '{' at line 1) near '2'", "  2 | 1 2 }", "    |   ^",
                "caseload>",
            ])
    }

    @Test func whatIsPastedIsOneChunk() throws {
        let (terminal, _) = try start()
        let before = terminal.screen.text
        terminal.type("\u{1B}[200~local a = 20\n\tlocal b = 1\nreturn a + b\u{1B}[201~")
        try terminal.wait("the pasted text") { terminal.screen.lines.last?.hasSuffix("a + b") == true }
        #expect(
            terminal.screen.text == before + """
                 local a = 20
                     ...>   local b = 1
                     ...> return a + b
                """)
        try terminal.enter("")
        #expect(terminal.screen.lines.suffix(2) == ["21", "caseload>"])
    }

    /// What is pasted, and what stands below the greeting when it was read and Enter was pressed.
    @Test(arguments: [
        (
            "1+1\n2+2\n#students",
            "caseload> 1+1\n2\ncaseload> 2+2\n4\ncaseload> #students\n6\ncaseload>"
        ),
        (
            "function pp(x)\n  return 2 * x\nend\npp(4)",
            """
            caseload> function pp(x)
                 ...>   return 2 * x
                 ...> end
            caseload> pp(4)
            8
            caseload>
            """
        ),
        (
            "#students\n  :where 'grade = 9'\n  :where 'absences > 0'\n:mode\n7",
            """
            caseload> #students
                 ...>   :where 'grade = 9'
                 ...>   :where 'absences > 0'
            1
            caseload> :mode
            mode table
            caseload> 7
            7
            caseload>
            """
        ),
        (
            "local function f(x)\n  return x\nend\n\nf(5)",
            """
            caseload> local function f(x)
                 ...>   return x
                 ...> end
                 ...>
                 ...> f(5)
            5
            caseload>
            """
        ),
        (
            "kept = 1\nnothing.at\nkept = 2\n\nkept",
            """
            caseload> kept = 1
            caseload> nothing.at
            error: attempt to index a nil value (global 'nothing')
              1 | nothing.at
                | ^
            not run: the 2 lines pasted behind it
            caseload>
            caseload>
            """
        ),
    ])
    func whatIsPastedRunsAsIfTyped(_ text: String, _ screen: String) throws {
        let (terminal, _) = try start()
        terminal.type("\u{1B}[200~\(text)\u{1B}[201~\r")
        try terminal.wait("all of it:\n\(screen)") {
            terminal.screen.text == "\(Self.greeting)\n\(screen)"
        }
    }

    @Test func aPasteThatIsNotFinishedWaits() throws {
        let (terminal, _) = try start()
        terminal.type("\u{1B}[200~1+1\n#students:where(function(s)\n\u{1B}[201~")
        try terminal.wait("the rest") { terminal.screen.lines.last == PseudoTerminal.continuation }
        #expect(terminal.screen.lines.contains("2"))
        try terminal.enter("return s.grade == 9 end)")
        #expect(terminal.screen.lines.suffix(2) == ["2", "caseload>"])
        terminal.type("\u{1B}[200~print 'begun'; while true do end\nprint 'no'\n\u{1B}[201~")
        try terminal.wait("the line") { terminal.screen.lines.last == "begun" }
        terminal.type("\u{3}")
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.suffix(2) == ["not run: the line pasted behind it", "caseload>"])
    }

    @Test func tabCompletesAndLists() throws {
        let (terminal, _) = try start()
        try terminal.enter("stude\ts:gr\t\"sch\t\"")
        #expect(
            terminal.screen.text == """
                \(Self.greeting)
                caseload> students:group_by"school"
                  North High  3 students
                  South High  3 students
                caseload>
                """)
        terminal.type("student \"S-1\".attendance.ear\t")
        try terminal.wait("a field") {
            terminal.screen.lines.last == "caseload> student \"S-1\".attendance.early_departures"
        }
        terminal.type("\u{15}:mo\t")
        try terminal.wait("what there is") {
            terminal.screen.lines.suffix(4) == [
                "caseload> :mo", "mode  how values are printed",
                "more  all of the last value, a page at a time", "caseload> :mo",
            ]
        }
        terminal.type("d\t js\t\r")
        try terminal.wait("the mode") {
            terminal.screen.lines.suffix(2) == ["caseload> :mode json", "caseload>"]
        }
        terminal.type("mentor \"m-\t")
        try terminal.wait("ids") {
            terminal.screen.lines.suffix(2) == ["m-1  Sam Lee  m-2  Jo Kim", "caseload> mentor \"m-"]
        }
        try terminal.enter("\u{15}table_of = { inner = { value = 1 } }")
        try terminal.enter("table_of.in\t.v\t")
        #expect(terminal.screen.lines.suffix(2) == ["1", "caseload>"])
    }

    @Test func anErrorPointsToTheWord() throws {
        let (terminal, _) = try start()
        try terminal.enter("for s in students do print(s.naem) end")
        #expect(
            terminal.screen.text == """
                \(Self.greeting)
                caseload> for s in students do print(s.naem) end
                error: student.naem: no such field; did you mean 'name'?
                  1 | for s in students do print(s.naem) end
                    |                              ^
                caseload>
                """)
    }

    @Test(arguments: [
        "while true do end", "pcall(function() while true do end end) while true do end",
        "(\"a\"):rep(5000):find((\"a-\"):rep(30) .. \"b\")",
    ])
    func controlCEndsWhatRunsAndKeepsTheSession(_ line: String) throws {
        let (terminal, _) = try start()
        try terminal.enter("kept = 41")
        terminal.type("print 'begun'; \(line)\r")
        try terminal.wait("the line's beginning") { terminal.screen.lines.last == "begun" }
        let begin = ContinuousClock.now
        terminal.type("\u{3}")
        try terminal.waitForPrompt()
        #expect(ContinuousClock.now - begin < .seconds(2))
        #expect(terminal.screen.text.contains("interrupted"))
        try terminal.enter("kept + 1")
        #expect(terminal.screen.lines.suffix(2) == ["42", "caseload>"])
    }

    @Test func controlCGivesUpALine() throws {
        let (terminal, _) = try start()
        try terminal.enter("function f()", next: PseudoTerminal.continuation)
        terminal.type("return 1")
        try terminal.wait("the line") { terminal.screen.lines.last == "     ...> return 1" }
        terminal.type("\u{3}")
        try terminal.waitForPrompt()
        try terminal.enter("f")
        #expect(
            terminal.screen.lines.suffix(4) == [
                "caseload> f", "nil", "no variable has the name 'f'", "caseload>",
            ])
    }

    /// Also while the program shows what was typed just before.
    @Test func controlCIsSeenAtAnyMoment() throws {
        let (terminal, _) = try start()
        for round in 0..<400 {
            terminal.type("x")
            usleep(UInt32(round * 7 % 400))
            let before = terminal.newlines
            terminal.type("\u{3}")
            try terminal.wait("the prompt after the \(round)th Ctrl-C", seconds: 5) {
                terminal.newlines > before && terminal.screen.lines.last == PseudoTerminal.prompt
            }
        }
    }

    @Test func aCrashOfTheLineIsALineLost() throws {
        let (terminal, _) = try start()
        try terminal.enter("kept = 41")
        terminal.type("print 'begun' while true do end\r")
        try terminal.wait("the line's beginning") { terminal.screen.lines.last == "begun" }
        for child in terminal.children { kill(child, SIGKILL) }
        try terminal.waitForPrompt()
        #expect(
            terminal.screen.lines.suffix(3) == [
                "error: the line brought its process down (Killed); variables are as they were",
                "  before the line", "caseload>",
            ])
        try terminal.enter("kept + 1")
        #expect(terminal.screen.lines.suffix(2) == ["42", "caseload>"])
    }

    @Test func pagesWhatIsLongerThanTheScreen() throws {
        let (terminal, _) = try start(columns: 60, rows: 8)
        terminal.type("for i = 1, 20 do print(i) end\r")
        try terminal.wait("the question") { terminal.screen.lines.last?.hasPrefix("-- ") == true }
        #expect(
            terminal.screen.text == """
                1
                2
                3
                4
                5
                6
                7
                -- 13 more lines: space for a page, enter for a line, a for…
                """)
        terminal.type("\r")
        try terminal.wait("one more line") { terminal.screen.lines.last?.hasPrefix("-- 12") == true }
        terminal.type("q")
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.suffix(2) == ["8", "caseload>"])
    }

    @Test func aPrintedTableIsFittedAndPaged() throws {
        let (terminal, _) = try start(columns: 40, rows: 6)
        terminal.type("print(students)\r")
        try terminal.wait("the question") { terminal.screen.lines.last?.hasPrefix("-- ") == true }
        #expect(terminal.screen.lines.first?.hasPrefix("id   name") == true, "\(terminal.screen.text)")
        #expect(terminal.screen.lines.allSatisfy { $0.count <= 40 })
        #expect(terminal.screen.lines.last?.contains(" more lines: ") == true, "\(terminal.screen.text)")
        terminal.type("a")
        try terminal.waitForPrompt()
        #expect(terminal.screen.text.contains("6 students"))
    }

    @Test func aResizedWindowIsUsed() throws {
        let (terminal, _) = try start()
        try terminal.resize(columns: 40, rows: 24)
        try terminal.enter("students:take(1)")
        #expect(
            terminal.screen.lines.suffix(4) == [
                "id   name        grade  school      men…", "S-1  Ana Rivera      9  North High  Sam…",
                "1 student", "caseload>",
            ] || terminal.screen.lines.suffix(5).allSatisfy { $0.count <= 40 })
    }

    @Test func anEditOfAPluginIsTakenAndABrokenOneIsNot() throws {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.folder)
        let (terminal, _) = try start(program: program)
        try terminal.enter("kept = 41")
        try terminal.enter("run(\"points\", students:where \"absences > 0\")")
        #expect(
            terminal.screen.lines.suffix(6) == [
                "id   name         grade  points.score  points.tier  points.reasons",
                "S-1  Ana Rivera       9             6  high         3 days missed",
                "S-2  Bill Okafor     10             2  low          1 days missed",
                "S-6  Ana Rivera      12             2  low          1 days missed",
                "3 students", "caseload>",
            ])
        var edited = TestPlugin.points
        edited.code = edited.code.replacing("absences * options.step", with: "absences * 100 / 3")
        try edited.write(into: program.folder)
        try terminal.enter(":reload")
        #expect(terminal.screen.lines.suffix(2) == ["points: the edit is taken, version 1.2.3", "caseload>"])
        try terminal.enter("run(\"points\", student \"S-1\").columns")
        var broken = TestPlugin.points
        broken.code = "return {"
        try broken.write(into: program.folder)
        try terminal.enter(":reload")
        #expect(
            terminal.screen.text.contains(
                "points: the edit is not taken, the version before it stays: points/init.lua:1"))
        try terminal.enter("student(\"S-1\"):score(\"points\").score, kept")
        #expect(terminal.screen.lines.suffix(3) == ["100.0", "41", "caseload>"])
        try terminal.enter("run(\"points\", student \"S-1\")")
        #expect(terminal.screen.lines.suffix(3).first?.hasPrefix("S-1  Ana Rivera") == true)
    }

    @Test func theHistoryIsKeptPrivately() throws {
        let program = try Program.withSmallDistrict()
        let (first, _) = try start(program: program)
        try first.enter("first = 1")
        try first.enter(" secret = 2")
        try first.enter("function f()", next: PseudoTerminal.continuation)
        try first.enter("return 7", next: PseudoTerminal.continuation)
        try first.enter("end")
        first.type("\u{4}")
        #expect(try first.ending() == 0)
        #expect(first.isAsFound)
        let path = program.path(".local/share/caseload/history")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "first = 1\nfunction f() return 7 end\n")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let (second, _) = try start(program: program)
        try second.enter("\u{1B}[A")
        try second.enter("f()")
        #expect(second.screen.lines.suffix(2) == ["7", "caseload>"])
        // Search backward for what was typed.
        second.type("\u{12}fir")
        try second.wait("the line that is searched") { second.screen.text.contains("first = 1") }
        try second.enter("")
        try second.enter("first")
        #expect(second.screen.lines.suffix(2) == ["1", "caseload>"])
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV])
    func aKilledSessionGivesTheTerminalBack(_ number: Int32) throws {
        let (terminal, _) = try start()
        #expect(!terminal.isAsFound)
        terminal.signal(number)
        #expect(try terminal.ending() == -number)
        #expect(terminal.isAsFound)
    }

    @Test func namesOutsideASCIIAreTypedAndShown() throws {
        let (terminal, _) = try start()
        try terminal.enter("'Zoë 王小明'")
        #expect(terminal.screen.lines.suffix(3) == ["caseload> 'Zoë 王小明'", "Zoë 王小明", "caseload>"])
        try terminal.enter("students:where \"name contains 王\"")
        #expect(
            terminal.screen.lines.suffix(4) == [
                "id   name        grade  school      mentor  attendance.rate",
                "S-5  Wei 王小明     11  South High", "1 student", "caseload>",
            ] || terminal.screen.text.contains("S-5  Wei 王小明"))
    }

    @Test func aStudentIsACard() throws {
        let (terminal, _) = try start(rows: 60)
        try terminal.enter("student \"S-1\"")
        let text = terminal.screen.text
        for part in [
            "Ana Rivera (S-1)", "Academic", "Behavioral", "Cognitive", "Affective", "Attendance by week",
        ] {
            #expect(text.contains(part))
        }
    }

    @Test func colorsAreForTerminalsThatHaveThem() throws {
        let program = try Program.withSmallDistrict()
        for (environment, isColored) in [
            (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["NO_COLOR": "", "TERM": "dumb"], false),
        ] {
            let terminal = try PseudoTerminal(
                program, "repl", "--as-of", "2025-09-26", environment: environment)
            try terminal.waitForPlainPrompt()
            terminal.type("nothing.at\r")
            try terminal.wait("the error") { terminal.screen.text.contains("nil value") }
            #expect(terminal.hasColor == isColored, "\(environment)")
        }
    }

    @Test func theDatabaseThatChangesIsTold() throws {
        let (terminal, program) = try start()
        try terminal.enter("1")
        #expect(try program.run("log", "goal", "S-1", "Pass Algebra", "--date", "2025-09-10").status == 0)
        try terminal.enter("2")
        #expect(
            terminal.screen.text.contains(
                "the database was written to by another program; :as-of 2025-09-26 takes it in"))
        try terminal.enter(":as-of 2025-09-26")
        try terminal.enter("#student(\"S-1\").goals")
        #expect(terminal.screen.lines.suffix(2) == ["1", "caseload>"])
    }
}
