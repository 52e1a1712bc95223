import Foundation
import Testing

/// Questions that an analyst types, and what stands on the screen then.
@Suite struct QuestionsTests {
    private func start(columns: Int = 120) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            Program.withSmallDistrict(), "repl", "--as-of", "2025-09-26", columns: columns, rows: 150)
        try terminal.waitForPrompt()
        return terminal
    }

    /// What a line shows.
    private func answer(_ line: String, _ terminal: PseudoTerminal) throws -> [String] {
        let before = terminal.screen.lines.count
        try terminal.enter(line)
        return Array(terminal.screen.lines[before..<terminal.screen.lines.count - 1])
    }

    @Test func groupsAreTablesInOrder() throws {
        let terminal = try start()
        let rates = try answer("students:group_by(\"school\"):mean \"attendance.rate\"", terminal)
        #expect(rates.count == 2 && rates[0].hasPrefix("  North High  0.9"), "\(rates)")
        let table = try answer("students:group_by(\"school\"):count_by(\"grade\")", terminal)
        #expect(table.first == "school      KG  9  10  11  12", "\(table)")
        #expect(table.last == "2 entries")
        let means = try answer("students:group_by(\"grade\"):means { \"absences\" }", terminal)
        #expect(means.first == "grade  students  absences", "\(means)")
        #expect(means.dropFirst().first?.hasPrefix("KG     ") == true, "\(means)")
        #expect(
            try answer(
                "for school, some in pairs(students:group_by \"school\") do print(school, #some) end",
                terminal)
                == ["North High      3", "South High      3"])
    }

    @Test func recordsByNameAreATable() throws {
        let terminal = try start()
        #expect(
            try answer("{ north = { days = 3, rate = 0.5 }, south = { days = 12 } }", terminal) == [
                "key    days  rate", "north     3   0.5", "south    12", "2 entries",
            ])
        #expect(
            try answer("{ a = { b = 1, c = 2 }, d = { e = 3, f = 4 } }", terminal).first == "{",
            "records that have nothing in common are none")
        #expect(
            try answer("students:count_by \"school\"", terminal) == ["  North High  3", "  South High  3"])
    }

    @Test func theFieldsAreListed() throws {
        let lines = try answer(":help fields", start())
        #expect(lines.first?.hasPrefix("field ") == true, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("attendance.rate ") && $0.contains("share of school days") })
    }

    @Test func aLineGivesItsLastExpression() throws {
        let terminal = try start()
        #expect(try answer("few = students:take(2); #few", terminal) == ["2"])
        #expect(try answer("students[2].id, students:count(), students[9]", terminal) == ["S-2", "6", "nil"])
    }

    @Test func aQueryIsPointedInto() throws {
        let terminal = try start()
        #expect(
            try answer("students:where \"grade = nine\"", terminal) == [
                "error: students:where: column 9: 'nine' is no grade; write 9, 09 or KG",
                "  1 | students:where \"grade = nine\"", "    |                         ^",
            ])
    }

    @Test func aTextWithoutItsEndIsSaidAtOnce() throws {
        let terminal = try start()
        #expect(
            try answer("students:where \"grade = 9", terminal) == [
                "error: a text that begins with a quote has none at its end",
                "  1 | students:where \"grade = 9", "    |                ^",
            ])
        // A long comment goes on, whatever is in it.
        try terminal.enter("--[[ it's", next: PseudoTerminal.continuation)
        try terminal.enter("\" ]] 41 + 1")
        #expect(terminal.screen.lines.suffix(2) == ["42", "caseload>"])
    }

    @Test func wrongNamesAreAnswered() throws {
        let terminal = try start(columns: 200)
        for (line, answered) in [
            (
                "student \"Okafor\"",
                "error: no student 'Okafor' is enrolled on 2025-09-26; Bill Okafor is S-2"
            ),
            ("students:sort \"grade\"", "error: students.sort: no such field; did you mean 'sort_by'?"),
            (
                "students \"S-2\"",
                "error: students are no function; one of them is student(id) or students[1]"
            ),
            (
                "if 1 != 2 then end",
                "error: 'then' expected near '!'; Lua writes ~= for 'is not' and not for 'no'"
            ),
        ] {
            #expect(try answer(line, terminal).first == answered)
        }
    }

    @Test func helpIsFoldedAndFindsHalfRememberedWords() throws {
        let terminal = try start(columns: 50)
        #expect(
            try answer("help \"quant\"", terminal).first
                == "nothing is called 'quant' here; it is spoken of in")
        #expect(terminal.screen.text.contains("column:quantile"))
        let help = try answer(":help", terminal)
        #expect(help.allSatisfy { $0.count <= 50 }, "\(help)")
        #expect(try answer("help(stats)", terminal).contains("stats.median(numbers) → number?"))
        #expect(
            try answer("help \"attendance.rate\"", terminal).contains { $0.contains("for where, sort_by") })
        #expect(try answer(":help zzzz", terminal) == ["error: nothing is called 'zzzz' here"])
    }

    @Test func aColumnFitsANarrowTerminal() throws {
        let terminal = try start(columns: 40)
        let lines = try answer("students:column \"absences\"", terminal)
        #expect(lines.allSatisfy { $0.count <= 40 }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("  median") })
    }

    @Test func modesPrintLines() throws {
        let terminal = try start()
        _ = try answer("few = students:take(2):columns { \"id\", \"absences\" }", terminal)
        for (mode, lines) in [
            ("csv", ["id,absences", "S-1,3", "S-2,1"]),
            (
                "json",
                ["[", "  {\"id\": \"S-1\", \"absences\": 3},", "  {\"id\": \"S-2\", \"absences\": 1}", "]"]
            ),
            (
                "lua",
                ["{ { id = \"S-1\", absences = 3 }, { id = \"S-2\", absences = 1 } }"]
            ),
        ] {
            #expect(try answer(":mode \(mode)", terminal) == [])
            #expect(try answer("few", terminal) == lines)
        }
    }

    @Test func whatHasNoFieldsSaysWhatToAsk() throws {
        let terminal = try start()
        #expect(try answer("student(\"S-1\").grades", terminal) == ["grades, to be asked for :latest :all"])
        // Columns in which nobody has anything are left out.
        #expect(try answer("students[6]", terminal).isEmpty == false)
        #expect(
            try answer("students:where \"mentor is missing\"", terminal).first?.contains("mentor") == false)
    }

    @Test func tabsOfPrintAreColumns() throws {
        let terminal = try start()
        #expect(try answer("print(1, \"王\", 3)", terminal) == ["1       王      3"])
    }
}
