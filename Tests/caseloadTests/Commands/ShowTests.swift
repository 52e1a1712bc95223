import Foundation
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
            outcome.lines.prefix(8) == [
                "Ana Rivera (S-1)",
                "grade 9, North High, enrolled since 2025-09-01, mentor Sam Lee, as of 2025-09-26", "",
                "Strengths and goals", "  none on record yet", "",
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

    @Test func strengthsAndGoalsStandFirstAndNotesStayOut() throws {
        let program = try Program.withSmallDistrict()
        let files = [
            "strengths": "student_id,date,strength\nS-1,2025-09-02,Patient\n",
            "goals": "student_id,set_on,goal,due,progress\nS-1,2025-09-03,Pass Algebra,2026-01-20,40\n",
            "contacts":
                "student_id,date,mentor_id,with,role,setting,mode,minutes,note\nS-1,2025-09-04,m-1,guardian,case_manager,home,phone,20,secret\n",
            "interventions":
                "student_id,start,kind,focus,role,mentor_id,indicators\nS-1,2025-09-05,intensive,academic_support,case_manager,m-1,absences time_on_task\n",
            "activities": "student_id,date,kind,name,hours\nS-1,2025-09-06,school_event,Science fair,2\n",
            "guardians":
                "student_id,guardian_id,name,relationship,is_primary\nS-1,G-1,Mo Rivera,mother,yes\n",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("\(name).csv")))
        }
        let imported = try program.run(["import"] + files.keys.sorted().map { "\($0).csv" })
        try #require(imported.status == 0, "\(imported.error)")
        let output = try program.run("show", "S-1", "--as-of", "2025-09-26").output
        for part in [
            "\nStrengths and goals\n  strength: Patient\n  goal: Pass Algebra (by 2026-01-20, 40 %)\n\nScores\n",
            "\nInterventions\n  intensive on academic support, active, 2025-09-05, as case manager, for absences and time on task, Sam Lee\n",
            "\nLatest activities and events\n  2025-09-06 Science fair, school event, 2 h\n",
            "\nLatest contacts\n  2025-09-04 with guardian: phone, 20 minutes, at home, as case manager, Sam Lee\n",
            "\nCircle\n  Mo Rivera: mother, call first\n",
        ] {
            #expect(output.contains(part), "\(output)")
        }
        #expect(!output.contains("secret"))
        let asked = try program.run(
            "students", "contacts.count = 1 and interventions.open = 1 and goals.open = 1", "--columns",
            "id,contacts.last", "--format", "csv", "--as-of", "2025-09-26")
        #expect(asked.output == "id,contacts.last\r\nS-1,2025-09-04\r\n", "\(asked.output) \(asked.error)")
    }

    @Test func creditsTowardGraduationStandOnThePage() throws {
        let program = try Program.withSmallDistrict()
        let files = [
            "graduation_requirements":
                "subject,credits,takes_surplus\nMathematics,4,\nenglish,0.5,\nElectives,2,yes\nArt,1,\n",
            "credit_waivers": "student_id,subject,credits\nS-1,Electives,0.5\n",
            "terms":
                "term_id,title,kind,start,end\ny,2025/26,schoolYear,2025-09-01,2026-06-12\nq,Q1,gradingPeriod,2025-09-01,2025-09-05\nr,Q2,gradingPeriod,2025-09-08,2025-10-31\n",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("\(name).csv")))
        }
        let imported = try program.run(["import"] + files.keys.sorted().map { "\($0).csv" })
        try #require(imported.status == 0, "\(imported.error)")
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26").output
        #expect(
            page.contains(
                """

                Credits toward graduation
                  1.5 of 7 credits; behind by 0.08: 0.58 expected by now, 1 ahead of it in other subjects; projected to graduate by 2029-06-12
                  Art          0 of 1, 1 missing, 0.08 behind
                  Electives    0.5 of 1.5, 1 missing, 0.5 waived
                  Mathematics  0.5 of 4, 3.5 missing
                  english      0.5 of 0.5

                """), "\(page)")
        let asked = try program.run(
            "students", "credits.behind > 0 and credits.on_track = no", "--columns",
            "id,credits.behind,credits.expected,credits.projected", "--format", "csv", "--as-of", "2025-09-26"
        )
        #expect(
            asked.output.hasPrefix("id,credits.behind,credits.expected,credits.projected\r\n"),
            "\(asked.error)")
        #expect(asked.output.contains("\r\nS-1,0.083333,0.583333,2029-06-12\r\n"), "\(asked.output)")
        let other = try program.run("show", "S-2", "--as-of", "2025-09-26").output
        #expect(other.contains("\n  no transcript on record; 7.5 credits are required\n"), "\(other)")
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
        ("s1", "caseload: no student 's1' is enrolled on 2025-09-26; did you mean 'S-1'?\n"),
        (
            "Bil Okafor",
            "caseload: no student 'Bil Okafor' is enrolled on 2025-09-26; did you mean 'Bill Okafor'?\n"
        ),
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

    /// Notes are on the page where they are asked for, and their reading stands in the access log.
    @Test func notesAreShownWhereTheyAreAskedFor() throws {
        let program = try Program.withSmallDistrict()
        let logged = try program.run(
            "log", "contact", "S-1", "--with", "guardian", "--role", "coach", "--setting", "home", "--mentor",
            "Sam Lee", "--date", "2025-09-10", "--note", "The father is ill")
        try #require(logged.status == 0, "\(logged.error)")
        let plain = try program.run("show", "S-1", "--as-of", "2025-09-26")
        #expect(!plain.output.contains("father"))
        let page = try program.run("show", "S-1", "--notes", "--as-of", "2025-09-26")
        #expect(
            page.output.hasSuffix("\n\nNotes\n  2025-09-10 contact with guardian: The father is ill\n"),
            "\(page.output)")
        let log = try program.run("access-log", "--format", "json").output
        #expect(log.contains("notes"))
        #expect(try program.run("show", "S-1", "--notes", "--deidentify").status == 64)
    }

    /// Whoever has left is found by the id: the history whenever, the page as of a day of then.
    @Test func whoHasLeftIsFound() throws {
        let program = try Program.withSmallDistrict()
        try Data("student_id,enrolled_to\nS-1,2025-09-20\n".utf8).write(
            to: URL(fileURLWithPath: program.path("students.csv")))
        #expect(try program.run("import", "students.csv").status == 0)
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26")
        #expect(page.status == 2)
        #expect(
            page.error.contains(
                "student 'S-1' is enrolled from 2025-09-01 until 2025-09-20, not on 2025-09-26; see the page of then with "
                    + "--as-of 2025-09-20"), "\(page.error)")
        let history = try program.run("show", "S-1", "--history", "--as-of", "2025-09-26")
        #expect(history.output.contains("enrolled to 2025-09-20"), "\(history.error)")
    }

    /// Who said what, when and from where, and what was said before; its reading stands in the access log.
    @Test func theHistorySaysWhoSaidWhat() throws {
        let program = try Program.withSmallDistrict()
        func log(_ minutes: String) throws {
            let outcome = try program.run(
                "log", "contact", "S-1", "--with", "guardian", "--role", "coach", "--setting", "home",
                "--mentor",
                "lee", "--date", "2025-09-20", "--minutes", minutes, "--id", "C-1", "--note",
                "secret \(minutes)")
            #expect(outcome.status == 0, "\(outcome.error)")
        }
        try log("10")
        try log("20")
        let outcome = try program.run(
            "show", "S-1", "--history", "--records", "contacts", "--as-of", "2025-09-26")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.lines.map { $0.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d by .* from/, with: "T by W from") }
                == [
                    "Ana Rivera (S-1)", "", "Contacts",
                    "  2025-09-20, mentor Sam Lee, with guardian, role coach, setting home, minutes 20, contact C-1",
                    "    recorded T by W from log", "    before: minutes 10, another note",
                    "      recorded T by W from log", "",
                ])
        let byID = try program.run("log", "contact", "S-1", "--id", "C-1", "--minutes", "35")
        #expect(byID.error == "")
        #expect(byID.output.contains("minutes 35 (before: "))
        let whole = try program.run("show", "S-1", "--history", "--as-of", "2025-09-26")
        #expect(whole.output.contains("\nStudents\n  given name 'Ana'"), "\(whole.output)")
        #expect(whole.output.contains("\nAttendance\n"))
        #expect(!whole.output.contains("secret"))
        let accesses = try program.run("access-log", "--format", "json")
        #expect(accesses.output.contains("history"))
    }

    @Test func theHistoryHasNoPseudonyms() throws {
        let outcome = try Self.program.get().run("show", "S-1", "--history", "--deidentify")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("--history says who recorded what, in their words; drop --deidentify"))
        let records = try Self.program.get().run("show", "S-1", "--records", "contacts")
        #expect(records.error.contains("--records chooses from --history; add it"))
    }
}
