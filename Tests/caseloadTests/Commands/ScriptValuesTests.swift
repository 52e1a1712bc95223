import Foundation
import Testing

/// What a script prints and gives back.
@Suite struct ScriptValuesTests {
    private static let program = Result { try Program.withSmallDistrict() }

    private func script(_ code: String, _ options: String...) throws -> Program.Outcome {
        try Self.program.get().run(["eval", "-e", code, "--as-of", "2025-09-26"] + options)
    }

    @Test(arguments: [
        ("return #students", "6\n"), ("return", ""), ("return nil", "nil\n"), ("local x = 1", ""),
        ("return 1, 'two', 2.5, true", "1\ntwo\n2.5\ntrue\n"),
        ("print 'a' return 'b'", "a\nb\n"),
        ("return { 1, 2 }", "{ 1, 2 }\n"), ("return date '2025-09-01'", "2025-09-01\n"),
        // Text may be a file's content.
        ("return 'a\\tb\\27[1m\\r\\n'", "a\tb\u{1B}[1m\r\n\n"),
        ("return function() end", "a function\n"),
    ])
    func whatAScriptReturnsIsPrinted(_ code: String, _ output: String) throws {
        let outcome = try script(code)
        #expect(outcome.error == "")
        #expect(outcome.output == output)
        #expect(outcome.status == 0)
    }

    /// The same forms as in a session from a pipe.
    @Test(arguments: [
        "students", "students:take(2):columns { 'id', 'absences' }", "student 'S-1'",
        "students:column 'absences'",
        "students:group_by 'grade'", "mentors", "student('S-1').contacts", "{ a = 1, b = { 2, 3 } }",
        "student('S-1').attendance", "schools[1]", "students:group_by('grade'):mean 'absences'",
    ])
    func aValueIsShownAsInASession(_ expression: String) throws {
        let program = try Self.program.get()
        let session = try program.shell(
            "cd '\(program.folder)' && echo \"return \(expression)\" | caseload repl --as-of 2025-09-26")
        try #require(session.status == 0 && !session.output.isEmpty, "\(session.error)")
        #expect(!session.output.contains("\u{1B}"))
        #expect(try script("return \(expression)").output == session.output)
        #expect(try script("print(\(expression))").output == session.output)
        let printed = try program.shell(
            "cd '\(program.folder)' && echo \"print(\(expression))\" | caseload repl --as-of 2025-09-26")
        #expect(printed.output == session.output)
    }

    @Test(arguments: [
        ("print('of them', students:take(2))", "of them\t2 students\n"),
        ("print(tostring(students:take(2)))", "2 students\n"),
        ("print(students, students)", "6 students\t6 students\n"),
        ("print()", "\n"), ("print(nil)", "nil\n"), ("print(1, nil)", "1\tnil\n"),
        ("print(setmetatable({}, { __tostring = function() return 'mine' end }))", "mine\n"),
        ("print(date '2025-09-01')", "2025-09-01\n"),
        ("local t = {} t[1] = t print(t)", "{ the table that it stands in }\n"),
    ])
    func otherwiseATextIsPrinted(_ code: String, _ output: String) throws {
        let outcome = try script(code)
        #expect(outcome.error == "")
        #expect(outcome.output == output)
    }

    @Test func anErrorInATextHasItsLine() throws {
        let outcome = try script(
            "local t = setmetatable({}, { __tostring = function() error 'no' end })\nprint(t)")
        #expect(outcome.status == 65)
        #expect(outcome.error == "caseload: code:1: no\n")
    }

    @Test func aSandboxShowsValuesToo() throws {
        let outcome = try script("print { a = 1 } return 2, services", "--sandbox")
        #expect(outcome.error == "")
        #expect(outcome.output.hasPrefix("  a  1\n2\n"), "\(outcome.output)")
    }

    /// Under pseudonyms what is shown is under them, too.
    @Test func underPseudonymsNoIdIsShown() throws {
        let outcome = try script("print(students) return students:take(1)", "--deidentify")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count > 8 && !outcome.output.contains("S-1"), "\(outcome.output)")
    }

    @Test func whatIsPrintedEndsSomewhere() throws {
        let outcome = try script("local t = { ('x'):rep(4000000) } while true do print(t) end")
        #expect(outcome.status == 65)
        #expect(outcome.error == "caseload: code:1: prints more than 16 MiB\n", "\(outcome.error)")
    }

    @Test(arguments: [
        (
            #"json.encode(students:take(2):columns { "id", "grade", "attendance.rate", "mentor" })"#,
            #"[{"id":"S-1","grade":9,"attendance.rate":"#
        ),
        (#"json.encode(students:take(2):column "absences")"#, "["),
        (#"json.encode { rows = students:take(0):columns { "id" } }"#, #"{"rows":[]}"#),
    ])
    func studentsAreJSON(_ expression: String, _ begin: String) throws {
        let outcome = try script("return \(expression)")
        #expect(outcome.error == "")
        #expect(outcome.output.hasPrefix(begin), "\(outcome.output)")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
    }

    @Test(arguments: ["students", "student 'S-1'", "students:take(1):to_table()"])
    func studentsWithoutFieldsAreNoJSON(_ value: String) throws {
        let outcome = try script("json.encode(\(value))")
        #expect(outcome.status == 65)
        #expect(
            outcome.error.hasSuffix(#"; say which fields: students:columns { "id", "name" }"# + "\n"),
            "\(outcome.error)")
    }
}
