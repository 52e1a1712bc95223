import Foundation
import Testing

/// `:as-of` at a terminal: the session looks at another day and keeps its variables.
@Suite struct OtherDayTests {
    private func start(_ program: Program) throws -> PseudoTerminal {
        try TestPlugin.points.write(into: program.folder)
        let terminal = try PseudoTerminal(
            program, "repl", "--as-of", "2025-09-26", "--plugins", ".", columns: 90, rows: 60)
        try terminal.waitForPrompt()
        return terminal
    }

    @Test func variablesAreKeptAndTheirStudentsAreThoseOfTheDay() throws {
        let terminal = try start(Program.withSmallDistrict())
        for line in [
            "low = students:where \"absences > 0\"", "s = student \"S-1\"",
            "kept = { low = low, day = date \"2025-09-03\" }",
            "function count(x) return #students, x end", "then_ = s.attendance",
            "run(\"points\", low)", "#low",
        ] {
            try terminal.enter(line)
        }
        try terminal.enter(":as-of 2025-09-03")
        #expect(
            terminal.screen.lines.suffix(6) == [
                "5 students as of 2025-09-03",
                "looked up again as of 2025-09-03: kept, low, s",
                "not enrolled on 2025-09-03: 1 of kept, 1 of low",
                "still what was asked before: then_; ask for it again",
                "findings of this session are gone from view, run again: points", "caseload>",
            ], "\(terminal.screen.text)")
        try terminal.enter("#low, s.attendance.absences, kept.day < snapshot.as_of, count(7)")
        #expect(terminal.screen.lines.suffix(6) == ["2", "2", "false", "5", "7", "caseload>"])
        try terminal.enter("low")
        #expect(terminal.screen.lines.suffix(2) == ["2 students", "caseload>"])
        try terminal.enter("then_.absences, os.date(\"%d\")")
        #expect(terminal.screen.lines.suffix(3) == ["3", "03", "caseload>"])
        try terminal.enter("students:where \"points.score > 1\"")
        #expect(terminal.screen.text.contains("no field 'points.score'"))
    }

    @Test func aDayThatIsNoneAndOneThatCannotBeReadChangeNothing() throws {
        let program = try Program.withSmallDistrict()
        let terminal = try start(program)
        try terminal.enter("kept = students:take(2)")
        try terminal.enter(":as-of tomorrow")
        #expect(
            terminal.screen.lines.suffix(2) == [
                "error: 'tomorrow' is no date; write it as 2026-01-31", "caseload>",
            ])
        try terminal.enter("#kept, snapshot.as_of")
        #expect(terminal.screen.lines.suffix(3) == ["2", "2025-09-26", "caseload>"])
    }

    @Test func whoIsNotEnrolledThenIsSaid() throws {
        let program = try Program()
        try SmallDistrictFiles.write(
            to: program.path("district"),
            replacing: [
                "students.csv": """
                student_id,given_name,family_name,grade,school_id,enrolled_from,enrolled_to
                S-1,Ana,Rivera,9,N,2025-09-01,
                S-2,Bill,Okafor,10,N,2025-09-15,
                S-3,Cy,Lund,10,N,2025-09-01,
                S-4,Dee,Moss,11,N,2025-09-01,
                S-5,Wei,Wang,11,N,2025-09-01,
                S-6,Ana,Rivera,12,N,2025-09-01,

                """, "schools.csv": "school_id,name\nN,North High\n",
            ])
        try #require(program.run("init").status == 0)
        try #require(program.run("import", "district").status == 0)
        let terminal = try start(program)
        try terminal.enter("all, bill = students, student \"S-2\"")
        try terminal.enter(":as-of 2025-09-03")
        #expect(
            terminal.screen.lines.suffix(5) == [
                "5 students as of 2025-09-03", "looked up again as of 2025-09-03: all",
                "not enrolled on 2025-09-03: 1 of all", "still what was asked before: bill; ask for it again",
                "caseload>",
            ], "\(terminal.screen.text)")
        try terminal.enter("bill.id, #all")
        #expect(terminal.screen.lines.suffix(3) == ["S-2", "5", "caseload>"])
    }
}
