import Foundation
import Glibc
import Testing

@Suite struct StudentsTests {
    private static let program = Result { try Program.withSmallDistrict() }

    private func students(_ arguments: String...) throws -> Program.Outcome {
        try Self.program.get().run(["students", "--as-of", "2025-09-26"] + arguments)
    }

    @Test func listsEveryoneInFullWhereTheOutputIsNoTerminal() throws {
        let outcome = try students()
        #expect(outcome.status == 0)
        #expect(
            outcome.output == """
                id   name                   grade  school      mentor   attendance.rate
                S-1  Ana Rivera                 9  North High  Sam Lee             85 %
                S-2  Bill Okafor               10  South High  Sam Lee             95 %
                S-3  Zoë Ångström              KG  North High  Jo Kim             100 %
                S-4  =HYPERLINK(1) Formula      9  North High                     100 %
                S-5  Wei 王小明                11  South High                     100 %
                S-6  Ana Rivera                12  South High                      90 %

                """)
        #expect(outcome.error == "6 of 6 students on 2025-09-26\n")
    }

    /// What nobody has may be right all the same, so that it is no error.
    @Test(arguments: [
        ("mentor = lea", "no student has mentor 'lea'; did you mean 'Lee'?"),
        (#"school = "Nort High""#, "no student has school 'Nort High'; did you mean 'North High'?"),
        (#"grade = 9 and not school in ("north hihg")"#, ""),
        (
            #"grade = 1 and school in ("north hihg")"#,
            "no student has school 'north hihg'; did you mean 'North High'?"
        ),
        ("mentor = zzzzzz", ""), ("grade = 1", ""),
    ])
    func aSlipOfTheFingerIsTold(_ query: String, _ hint: String) throws {
        let outcome = try students(query)
        #expect(outcome.status == 0)
        #expect(
            outcome.error.hasSuffix(
                " students on 2025-09-26\n" + (hint.isEmpty ? "" : "caseload: \(hint)\n")), "\(outcome.error)"
        )
    }

    @Test(arguments: [
        (["servces"], "no command 'caseload servces'; did you mean 'caseload services'?\n"),
        (
            ["log", "contct", "S-1"],
            "no command 'caseload log contct'; did you mean 'caseload log contact'?\n"
        ),
        (["runs", "shw", "1"], "no command 'caseload runs shw'; did you mean 'caseload runs show'?\n"),
        (["qqqqqqqq"], "Unexpected argument 'qqqqqqqq'\n"),
        (["students", "--colums", "id"], "Unknown option '--colums'. Did you mean '--columns'?\n"),
    ])
    func aCommandThatThereIsNotIsTold(_ arguments: [String], _ message: String) throws {
        let outcome = try Self.program.get().run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.error.hasPrefix("caseload: " + message), "\(outcome.error)")
    }

    @Test(arguments: [
        (["grade=9 and attendance.rate<90%"], "S-1"), (["--mentor", "lee"], "S-1 S-2"),
        (["--mentor", "m-2"], "S-3"), (["grade>=10", "--sort", "-attendance.rate"], "S-5 S-2 S-6"),
        (["--sort", "attendance.rate,-id", "--mentor", "Sam Lee"], "S-1 S-2"), (["grade=1"], ""),
    ])
    func findsAndSorts(arguments: [String], ids: String) throws {
        let outcome = try Self.program.get().run(
            ["students", "--as-of", "2025-09-26", "--columns", "id"] + arguments)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.lines.dropFirst().filter { !$0.isEmpty }.joined(separator: " ") == ids)
    }

    @Test func csvKeepsNumbersAndGuardsAgainstFormulas() throws {
        let outcome = try students(
            "grade=9", "--format", "csv", "--columns", "id, name,attendance.rate,mentor,enrolled_from")
        #expect(
            outcome.output.split(separator: "\r\n") == [
                "id,name,attendance.rate,mentor,enrolled_from",
                "S-1,Ana Rivera,0.85,Sam Lee,2025-09-01", "S-4,'=HYPERLINK(1) Formula,1,,2025-09-01",
            ])
        #expect(outcome.error == "")
    }

    @Test func jsonHoldsValuesOfTheirTypes() throws {
        let outcome = try students(
            "grade=9", "--format", "json", "--columns", "id,grade,mentor,attendance.rate")
        #expect(
            outcome.output == """
                [
                  {"id": "S-1", "grade": 9, "mentor": "Sam Lee", "attendance.rate": 0.85},
                  {"id": "S-4", "grade": 9, "mentor": null, "attendance.rate": 1}
                ]

                """)
    }

    @Test(
        arguments: [
            (
                ["grade=9 and attendence.rate<0.9"], 64,
                """
                caseload: in the query, column 13: no field 'attendence.rate'; did you mean 'attendance.rate'?
                  grade=9 and attendence.rate<0.9
                              ^

                """
            ),
            (["--columns", "id,nam"], 64, "caseload: no field 'nam'; did you mean 'name'?\n"),
            (["--sort", "garde"], 64, "caseload: no field 'garde'; did you mean 'grade'?\n"),
            (["--mentor", "sam li"], 2, "caseload: no mentor 'sam li'; did you mean 'Sam Lee'?\n"),
            (
                ["score>1"], 64,
                "caseload: in the query, column 1: no 'score' yet: no scoring plugin has results on record\n  score>1\n  ^\n"
            ),
            (
                ["--as-of", "2025-02-30"], 64,
                "caseload: --as-of '2025-02-30' is no date; write it as 2026-01-31\n"
            ),
            (["--format", "xml"], 64, "caseload: The value 'xml' is invalid for '--format <format>'."),
            (
                ["--db", "nowhere.db"], 74,
                "caseload: nowhere.db: there is no database; make one with: caseload init --db nowhere.db\n"
            ),
            (
                ["--db", "district/students.csv"], 65,
                "caseload: district/students.csv is not a Caseload database"
            ),
            (["--db", "district"], 65, "caseload: district is a folder"),
        ] as [([String], Int32, String)])
    func saysWhatIsWrong(arguments: [String], status: Int32, message: String) throws {
        let outcome = try Self.program.get().run(["students"] + arguments)
        #expect(outcome.status == status)
        #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func fieldsAreListedWithWhatTheyAre() throws {
        let outcome = try students("--fields")
        #expect(outcome.output.contains("\nattendance.rate "))
        #expect(outcome.lines.contains { $0.hasPrefix("autonomy ") && $0.contains("scale points") })
    }

    @Test(arguments: [40, 60, 100] as [UInt16])
    func aTableFitsItsTerminal(columns: UInt16) throws {
        let program = try Self.program.get()
        let outcome = try program.run("students", "--as-of", "2025-09-26", columns: columns)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("\u{1B}[1mid "))
        let plain = outcome.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        for line in plain.split(separator: "\n") { #expect(line.count <= Int(columns), "\(line)") }
        #expect(plain.contains("85 %") || plain.contains("no room for"))
        #expect(plain.contains("…") == (columns < 80))
    }

    @Test(arguments: ["NO_COLOR", "TERM"])
    func colorsCanBeRefused(variable: String) throws {
        let outcome = try Self.program.get().run(
            "students", "--as-of", "2025-09-26", columns: 80,
            environment: [variable: variable == "TERM" ? "dumb" : "1"])
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(outcome.output.hasPrefix("id "))
    }

    @Test func aFullDiskIsAnInputOutputError() throws {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(full) }
        let outcome = try Self.program.get().run(["students"], output: full)
        #expect(outcome.status == 74)
        #expect(outcome.error.hasPrefix("caseload: cannot write the output: "))
    }

    @Test func aClosedPipeIsAnInputOutputError() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let outcome = try Self.program.get().run(["students"], output: ends[1])
        #expect(outcome.status == 74)
        #expect(outcome.error == "caseload: cannot write the output: Broken pipe\n")
    }
}
