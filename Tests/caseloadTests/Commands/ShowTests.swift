import Testing

@Suite struct ShowTests {
    private static let program = Result { try Program.withSmallDistrict() }

    private func show(_ student: String) throws -> Program.Outcome {
        try Self.program.get().run("show", student, "--as-of", "2025-09-26")
    }

    @Test func isOnePageOnOneStudent() throws {
        let outcome = try show("S-1")
        #expect(outcome.status == 0)
        #expect(
            outcome.lines.prefix(5) == [
                "Ana Rivera (S-1)",
                "grade 9, North High, enrolled since 2025-09-01, mentor Sam Lee, as of 2025-09-26", "",
                "Scores", "  none yet; score with: caseload run PLUGIN",
            ])
        for part in [
            "\nAcademic\n  Time on task                      6.5 on 0 to 10           2025-09-12\n",
            "  Homework completion               50 % of pieces due\n",
            "\nBehavioral\n  Attendance                            85 % of school days\n",
            "  Tardies                               1\n",
            "  Days suspended, in and out of school  1.5 days\n",
            "\nCognitive\n", "  Autonomy                           2.25 on 1 to 4  2025-09-15\n",
            "\nAffective\n  Identification and belonging  no value\n",
            """

            Attendance by week
              ▅▆██
              one sign a week, 2025-09-01 to 2025-09-28; full height: there every school day
              fewest in the week of 2025-09-01: 3 of 5 days

            Latest grades
              Algebra I: C+, 78 %, credits earned: 0.5
              English 9: B, 85.5 %, credits earned: 1

            """,
        ] {
            #expect(outcome.output.contains(part), "\(outcome.output)")
        }
    }

    @Test func aNameWillDoWhereItIsOnesOwn() throws {
        #expect(try show("bill okafor").lines.first == "Bill Okafor (S-2)")
        #expect(try show("Okafor").lines.first == "Bill Okafor (S-2)")
    }

    @Test(arguments: [
        (
            "ana rivera",
            "caseload: student 'ana rivera' could be Ana Rivera (S-1), Ana Rivera (S-6); give the id\n"
        ),
        ("S-9", "caseload: no student 'S-9' is enrolled on 2025-09-26; look with: caseload students\n"),
    ])
    func whoIsNotMeantClearlyIsAnError(student: String, message: String) throws {
        let outcome = try show(student)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.error == message)
    }

    @Test func fitsItsTerminal() throws {
        let outcome = try Self.program.get().run("show", "S-1", "--as-of", "2025-09-26", columns: 40)
        let plain = outcome.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        for line in plain.split(separator: "\n") { #expect(line.count <= 40, "\(line)") }
    }
}
