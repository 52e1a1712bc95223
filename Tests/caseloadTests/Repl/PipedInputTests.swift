import Foundation
import Testing

/// `caseload repl` behind a pipe.
@Suite struct PipedInputTests {
    /// Runs a session over the small district on lines from a pipe.
    private func session(_ lines: String, _ options: String = "") throws -> Program.Outcome {
        let program = try Program.withSmallDistrict()
        try Data(lines.utf8).write(to: URL(fileURLWithPath: program.path("lines")))
        return try program.shell(
            "cd '\(program.folder)' && caseload repl --as-of 2025-09-26 \(options) < lines")
    }

    @Test func aValueIsPrintedAlone() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.shell(
            "cd '\(program.folder)' && echo 'return #students' | caseload repl --as-of 2025-09-26")
        #expect(outcome.output == "6\n")
        #expect(outcome.error == "")
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        ("1 + 1", "2\n"),
        ("= 1 + 1", "2\n"),
        ("10 / 4", "2.5\n"),
        ("10 / 5", "2.0\n"),
        ("nil", "nil\n"),
        ("1, true, 'x'", "1\ntrue\nx\n"),
        ("x = 5\nx", "5\n"),
        ("print(1, 2)", "1\t2\n"),
        ("function double(n)\n  return 2 * n\nend\ndouble(4)", "8\n"),
        ("#students:where(function(s)\n  return s.grade == 9\nend)", "2\n"),
        ("{\n  1,\n}", "{ 1 }\n"),
        ("1 +\n2", "3\n"),
        ("not (1\n)", "false\n"),
        ("\"abc\" ..\n'd'", "abcd\n"),
        ("\"a\\\nb\"", "a\nb\n"),
        ("1\n2\n3\n_2, _1, _", "1\n2\n3\n1\n2\n3\n"),
        ("student \"S-1\".name", "Ana Rivera\n"),
        (
            "mentor(\"m-1\").caseload",
            "id   name         grade  school      mentor   attendance.rate\n"
                + "S-1  Ana Rivera       9  North High  Sam Lee             85 %\n"
                + "S-2  Bill Okafor     10  South High  Sam Lee             95 %\n"
        ),
        ("{ 1, 2, a = { b = 'x' } }", "{\n  [1] = 1,\n  [2] = 2,\n  a = { b = \"x\" },\n}\n"),
        ("{}", "{}\n"),
        ("'a\\27[31mb'", "a␛[31mb\n"),
        (
            "students:columns { 'id', 'time_on_task' }:where 'time_on_task > 1'",
            "id   time_on_task\nS-1           6.5\nS-2             9\n"
        ),
        (
            "students:column 'time_on_task'",
            """
            time_on_task  2 numbers, 4 missing
              mean  least   25 %  median   75 %  greatest
              7.75    6.5  7.125    7.75  8.375         9
              6.5 █                      █ 9

            """
        ),
        (
            ":mode csv\nstudents:columns { 'id', 'name' }:take(4)",
            "id,name\r\nS-1,Ana Rivera\r\nS-2,Bill Okafor\r\nS-3,Zoë Ångström\r\nS-4,=HYPERLINK(1) Formula\r\n"
                .replacing("S-4,=", with: "S-4,'=")
        ),
        (":mode json\n{ a = 1, b = { true, nil } }", "{\"a\": 1, \"b\": [true]}\n"),
        (":mode lua\n{ a = 1.5, [3] = 'x\\n' }", "{ [3] = \"x\\n\", a = 1.5 }\n"),
    ])
    func valuesArePrinted(_ lines: String, _ output: String) throws {
        let outcome = try session(lines + "\n")
        #expect(outcome.output == output)
        #expect(outcome.error == "")
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        ("x = 1\nerror 'no'", "caseload: stdin:2: no\n  2 | error 'no'\n    | ^\n"),
        (
            "studnets:take(1)",
            """
            caseload: stdin:1: attempt to index a nil value (global 'studnets'); did you mean 'students'?
              1 | studnets:take(1)
                | ^

            """
        ),
        (
            "students:wher 'x'",
            """
            caseload: stdin:1: students.wher: no such field; did you mean 'where'?
              1 | students:wher 'x'
                |          ^

            """
        ),
        (
            "('x'):uper()",
            """
            caseload: stdin:1: attempt to call a nil value (method 'uper'); did you mean 'upper'?
              1 | ('x'):uper()
                |       ^

            """
        ),
        (
            "low = 1\nstudents:where(lw)",
            """
            caseload: stdin:2: bad argument 'condition' to 'where': string|table|function expected, got nil; did you mean 'low'?
              2 | students:where(lw)
                |                ^

            """
        ),
        ("x = = 2", "caseload: stdin:1: unexpected symbol near '='\n  1 | x = = 2\n    |   ^\n"),
        ("x = (", "caseload: stdin:1: the chunk that begins here is unfinished\n"),
        (
            "function low(s)\n  return s.attendence.rate\nend\nfunction f(s) local x = low(s) return x end\nf(student 'S-1')",
            """
            caseload: stdin:2: student.attendence: no such field; did you mean 'attendance'?
              2 |   return s.attendence.rate
                |            ^
              in function 'low', stdin:2
              stdin:4

            """
        ),
        (":nothing", "caseload: no command ':nothing'; :help lists them\n"),
        (":mdoe csv", "caseload: no command ':mdoe'; did you mean ':mode'?\n"),
        (
            "student('S-1'):log_contact { with = 'student' }",
            """
            caseload: stdin:1: student:log_contact: something is recorded only in a session that may write: caseload repl --write
              1 | student('S-1'):log_contact { with = 'student' }
                | ^

            """
        ),
    ])
    func theFirstFailureEndsItWith65(_ lines: String, _ error: String) throws {
        let outcome = try session(lines + "\nprint 'not reached'\n")
        #expect(outcome.error == error)
        #expect(outcome.output == "")
        #expect(outcome.status == 65)
    }

    @Test func aLineThatNothingStopsIsEndedByTheLimit() throws {
        let outcome = try session("('a'):rep(5000):find(('a-'):rep(30) .. 'b')\n", "--limit-time 0.3")
        #expect(outcome.status == 65)
        #expect(
            outcome.error
                == "caseload: the line did not end within 0.3 seconds; variables are as they were before the line\n"
        )
    }

    @Test func aRemarkIsNoValue() throws {
        let outcome = try session("studnets\n")
        #expect(outcome.output == "nil\n")
        #expect(outcome.error == "caseload: no variable has the name 'studnets'; did you mean 'students'?\n")
        #expect(outcome.status == 0)
    }

    @Test func itRecordsWithWriteOnly() throws {
        let outcome = try session(
            """
            return student("S-1"):log_contact { with = "student", role = "coach", setting = "school" }
            undo()

            """, "--write")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 3)
        #expect(outcome.lines[0].contains("S-1"))
        #expect(outcome.lines[1] != outcome.lines[0])
    }

    @Test func whatFollowsLeavingIsNotRead() throws {
        let outcome = try session("1\n:quit\nerror 'no'\n")
        #expect(outcome.output == "1\n")
        #expect(outcome.status == 0)
    }

    @Test func aMissingDatabaseIsToldBeforeAnythingElse() throws {
        let outcome = try Program().run("repl")
        #expect(outcome.status == 74)
        #expect(
            outcome.error
                == "caseload: caseload.db: there is no database; make one with: caseload init --db caseload.db\n"
        )
    }
}
