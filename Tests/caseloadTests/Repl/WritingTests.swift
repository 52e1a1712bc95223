import Foundation
import Testing

/// Sessions that began with `--write`: each verb is confirmed by a line that says what is on record.
@Suite struct WritingTests {
    private func start(_ options: String..., writes: Bool = true) throws -> (PseudoTerminal, Program) {
        let program = try Program.withSmallDistrict()
        try TestPlugin.points.write(into: program.folder)
        try Data("id,name\nSV-1,Homework Club\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        try #require(program.run("import", "services.csv").status == 0)
        let terminal = try PseudoTerminal(
            program, "repl", "--as-of", "2025-09-26", "--plugins", ".",
            writes ? "--write" : "--purpose=trial",
            columns: 160, rows: 50)
        try terminal.waitForPrompt()
        return (terminal, program)
    }

    private static let verbs = [
        (
            #"s:log_contact { with = "guardian", role = "coach", setting = "home", date = day }"#,
            "contact, Ana Rivera (S-1), 2025-09-25, mentor Sam Lee, with guardian, role coach, setting home"
        ),
        (
            #"s:log_observation { indicator = "time_on_task", value = 7, date = day, recorder = "me" }"#,
            "observation, Ana Rivera (S-1), time_on_task, 2025-09-25, value 7, recorder me"
        ),
        (
            #"s:log_intervention { kind = "intensive", focus = "academic_support", start = day }"#,
            "intervention, Ana Rivera (S-1), start 2025-09-25, kind intensive, focus academic_support, mentor Sam Lee"
        ),
        (
            #"s:add_goal { goal = "Pass Algebra I", set_on = day }"#,
            "goal, Ana Rivera (S-1), set on 2025-09-25, 'Pass Algebra I'"
        ),
        (
            #"s:add_strength { strength = "Patient", date = day, recorder = "me" }"#,
            "strength, Ana Rivera (S-1), 2025-09-25, 'Patient', recorder me"
        ),
        (
            #"s:log_linkage { service = "Homework Club", status = "proposed", date = day }"#,
            "linkage, Ana Rivera (S-1), service Homework Club (SV-1), 2025-09-25, status proposed, mentor Sam Lee"
        ),
    ]

    @Test func eachVerbSaysWhatIsOnRecord() throws {
        let (terminal, _) = try start()
        try terminal.enter("s = student \"S-1\" day = date \"2025-09-25\"")
        for (line, said) in Self.verbs {
            try terminal.enter(line)
            #expect(
                terminal.screen.lines.suffix(3) == ["caseload> " + line, "Recorded: " + said, "caseload>"])
        }
    }

    @Test func aProposalIsRecordedAndTakenBack() throws {
        let (terminal, program) = try start()
        try terminal.enter("student(\"S-1\"):propose(\"SV-1\", \"Two F\")")
        #expect(
            terminal.screen.lines.suffix(2).first?.hasPrefix("Recorded: linkage, Ana Rivera (S-1), ") == true,
            "\(terminal.screen.text)")
        #expect(try program.sql("SELECT COUNT(*) FROM linkage_step") == "1")
        try terminal.enter("student(\"S-1\"):propose(\"SV-1\", \"Two F\")")
        #expect(
            terminal.screen.text.contains("On record already, nothing changed: linkage, Ana Rivera (S-1), "),
            "\(terminal.screen.text)")
        #expect(try program.sql("SELECT COUNT(*) FROM linkage_step") == "1")
        try terminal.enter("undo()")
        #expect(
            terminal.screen.lines.suffix(2).first?.hasPrefix("Undone: linkage, Ana Rivera (S-1), ") == true)
        #expect(try program.sql("SELECT COUNT(*) FROM linkage_step") == "0")
        try terminal.enter("undo()")
        #expect(terminal.screen.text.contains("error: undo: "), "\(terminal.screen.text)")
    }

    @Test func aRunIsKept() throws {
        let (terminal, program) = try start()
        try terminal.enter("#run(\"points\", students:where \"absences > 0\")")
        #expect(terminal.screen.lines.suffix(3) == ["kept as run 1", "3", "caseload>"])
        #expect(try program.run("runs").output.contains("points"))
    }

    @Test func withoutWriteNothingIsRecorded() throws {
        let (terminal, program) = try start(writes: false)
        try terminal.enter("student(\"S-1\"):propose(\"SV-1\")")
        #expect(
            terminal.screen.text.contains(
                "error: student:propose: something is recorded only in a session that may write: caseload repl --write"
            ))
        try terminal.enter("student(\"S-1\"):propose(\"SV-7\")")
        #expect(terminal.screen.text.contains("no service 'SV-7'; did you mean 'SV-1'?"))
        #expect(try program.sql("SELECT COUNT(*) FROM linkage_step") == "0")
    }
}
