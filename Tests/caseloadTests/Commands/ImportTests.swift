import Foundation
import Testing

@Suite struct ImportTests {
    private func program(_ others: [String: String] = [:]) throws -> Program {
        let program = try Program()
        try SmallDistrictFiles.write(to: program.path("district"), replacing: others)
        try #require(program.run("init").status == 0)
        return program
    }

    /// What is passed over is named, so that nothing is missed in silence.
    @Test func filesThatAreLeftOutAreNamed() throws {
        let program = try Program()
        #expect(try program.run("init").status == 0)
        for (name, text) in ["services": "id,name\nSV-1,Club\n", "funding": "id,service_id\n1,SV-1\n"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("\(name).csv")))
        }
        let outcome = try program.run("import", "services.csv", "funding.csv")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            (outcome.output + outcome.error).contains("files not known or not needed, left out: funding.csv"),
            "\(outcome.output)\(outcome.error)")
    }

    @Test func sumsUpEachFileAndTheWhole() throws {
        let outcome = try program().run("import", "district")
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        #expect(
            outcome.lines.first?.split(separator: " ") == [
                "file", "read", "new", "changed", "ended", "refused", "seconds",
            ])
        let students = outcome.lines.first { $0.contains("students.csv") }
        #expect(
            students?.split(separator: " ").prefix(6) == ["district/students.csv", "6", "6", "0", "0", "0"])
        #expect(outcome.output.hasSuffix("\n50 new, 0 changed\n"))
    }

    @Test func theSameFilesAgainChangeNothing() throws {
        let program = try program()
        _ = try program.run("import", "district")
        let outcome = try program.run("import", "district")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("\n0 new, 0 changed\n"))
    }

    @Test func aDryRunKeepsNothing() throws {
        let program = try program()
        let dry = try program.run("import", "district", "--dry-run")
        #expect(dry.status == 0)
        #expect(dry.output.hasSuffix("\n50 new, 0 changed (dry run: nothing was kept)\n"))
        #expect(try program.run("students").error.hasPrefix("0 of 0 students"))
    }

    private static let badAttendance = """
        student_id,date,code
        S-1,2025-09-02,unexcused
        S-1,2026-02-30,unexcused
        S-9,2025-09-03,excused
        S-2,2025-09-04,"excused, by =phone"

        """

    @Test func oneRefusedRowKeepsTheOthersOut() throws {
        let program = try program(["attendance.csv": Self.badAttendance])
        let outcome = try program.run("import", "district")
        #expect(outcome.status == 65)
        #expect(outcome.output == "")
        #expect(outcome.error.hasPrefix("caseload: "))
        for part in [
            "district/attendance.csv, line 3, column date: '2026-02-30'",
            "district/attendance.csv, line 4, column student_id: 'S-9'",
            "district/attendance.csv, line 5, column code: 'excused, by =phone'", "3 rows refused",
        ] {
            #expect(outcome.error.contains(part), "\(outcome.error)")
        }
        #expect(try program.run("students").error.hasPrefix("0 of 0 students"))
    }

    @Test func refusedRowsGoToAFileAndTheOthersIn() throws {
        let program = try program(["attendance.csv": Self.badAttendance])
        let outcome = try program.run("import", "district", "--rejects", "rejects.csv")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasSuffix("changed, 3 refused\n"))
        let rejects = try #require(program.text(of: "rejects.csv"))
        let lines = rejects.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines.first == "file,line,column,value,reason,row")
        #expect(lines.dropFirst().first?.hasPrefix("district/attendance.csv,3,date,2026-02-30,") == true)
        #expect(lines.dropFirst().first?.hasSuffix("\"S-1,2026-02-30,unexcused\"") == true)
        #expect(lines.last?.hasSuffix("\"S-2,2025-09-04,\"\"excused, by =phone\"\"\"") == true)
        #expect(try program.run("students").error.hasPrefix("6 of 6 students"))
    }

    /// A row that is put back has its numbers as they were; only what could be a formula is guarded.
    @Test func numbersOfRefusedRowsStayNumbers() throws {
        let schools = "school_id,name,latitude,longitude\nnorth,North High,39.1,-84.5\nx,=1+1,-91.25,+84\n"
        let program = try program(["schools.csv": schools])
        _ = try program.run("import", "district", "--rejects", "rejects.csv")
        let rejects = try #require(program.text(of: "rejects.csv"))
        #expect(rejects.contains("schools.csv,3,latitude,-91.25,"), "\(rejects)")
        #expect(rejects.contains("\"x,'=1+1,-91.25,+84\""), "\(rejects)")
    }

    @Test func aPlaceForRejectsThatCannotBeStopsBeforeTheImport() throws {
        let program = try program()
        let outcome = try program.run("import", "district", "--rejects", "missing/rejects.csv")
        #expect(outcome.status == 74)
        #expect(try program.run("students").error.hasPrefix("0 of 0 students"))
    }

    /// What a district gave is never written over, whichever way its file is named.
    @Test(
        arguments: [
            (["b2/attendance.csv"], "b2/attendance.csv", "b2/attendance.csv"),
            (["b2/attendance.csv"], "./b2//attendance.csv", "b2/attendance.csv"),
            (["b2/attendance.csv"], "link.csv", "b2/attendance.csv"),
            (["link.csv"], "b2/attendance.csv", "link.csv"),
            (["b2/attendance.csv"], "hard.csv", "b2/attendance.csv"),
            (["b2"], "b2/attendance.csv", "b2/attendance.csv"),
            (["b2/"], "linked-folder/bus_routes.csv", "b2/bus_routes.csv"),
            (["b2.zip"], "b2.zip", "b2.zip"),
            (["b2/attendance.csv", "--mapping", "codes.json"], "codes.json", "codes.json"),
            (["b2"], "caseload.db", "caseload.db"),
        ] as [([String], String, String)])
    func rejectsAreNotWrittenOverAnInput(_ inputs: [String], _ rejects: String, _ named: String) throws {
        let program = try Program.withSmallDistrict()
        let files = FileManager.default
        try files.createDirectory(atPath: program.path("b2"), withIntermediateDirectories: true)
        let bad = "student_id,date,code\nS-1,2026-02-30,P\n"
        for (name, text) in [
            "b2/attendance.csv": bad, "b2/bus_routes.csv": "a\n1\n", "b2.zip": "PK\u{3}\u{4}",
            "codes.json": "{}",
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.path(name)))
        }
        try files.createSymbolicLink(
            atPath: program.path("link.csv"), withDestinationPath: "b2/attendance.csv")
        try files.createSymbolicLink(atPath: program.path("linked-folder"), withDestinationPath: "b2")
        try files.linkItem(atPath: program.path("b2/attendance.csv"), toPath: program.path("hard.csv"))
        let database = files.contents(atPath: program.path("caseload.db"))
        let outcome = try program.run(["import"] + inputs + ["--rejects", rejects])
        #expect(outcome.status == 64, "\(outcome.error)")
        #expect(outcome.output == "")
        #expect(
            outcome.error.hasPrefix("caseload: ") && outcome.error.contains(rejects)
                && outcome.error.contains("\(named)") && outcome.error.contains("name another file"),
            "\(outcome.error)")
        #expect(program.text(of: "b2/attendance.csv") == bad)
        #expect(program.text(of: "b2/bus_routes.csv") == "a\n1\n")
        #expect(program.text(of: "b2.zip") == "PK\u{3}\u{4}")
        #expect(program.text(of: "codes.json") == "{}")
        #expect(files.contents(atPath: program.path("caseload.db")) == database)
    }

    /// The rejects of yesterday in the folder that is read are no input.
    @Test func earlierRejectsInTheFolderAreWrittenOver() throws {
        let program = try program(["attendance.csv": Self.badAttendance])
        let command = ["import", "district", "--rejects", "district/rejects.csv"]
        #expect(try program.run(command).status == 1)
        let again = try program.run(command)
        #expect(again.status == 1, "\(again.error)")
        #expect(program.text(of: "district/rejects.csv")?.contains("2026-02-30") == true)
    }

    @Test func columnsThatAreNotKnownAreNamed() throws {
        let schools = "school_id,name,roof\nnorth,North High,flat\nsouth,South High,red\n"
        let outcome = try program(["schools.csv": schools]).run("import", "district")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\ndistrict/schools.csv: columns not known and left out: roof\n"))
    }

    @Test(
        arguments: [
            (["import"], 64, "caseload: Missing expected argument '<paths> ...'"),
            (["import", "nowhere"], 74, "caseload: cannot read nowhere: "),
            (["import", "district", "--bogus"], 64, "caseload: Unknown option '--bogus'"),
        ] as [([String], Int32, String)])
    func callsThatCannotBeDoneSayWhy(arguments: [String], status: Int32, message: String) throws {
        let program = try program()
        let outcome = try program.run(arguments)
        #expect(outcome.status == status, "\(outcome.error)")
        #expect(outcome.error.hasPrefix(message), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func withoutADatabaseItSaysHowToMakeOne() throws {
        let program = try Program()
        try SmallDistrictFiles.write(to: program.path("district"))
        let outcome = try program.run("import", "district")
        #expect(outcome.status == 74)
        #expect(outcome.error.contains("caseload init"))
    }

    /// Answers to a subscale that measures nothing are kept, and the summary says so.
    @Test func aSubscaleThatMeasuresNothingIsNamed() throws {
        let program = try Program.withSmallDistrict()
        try Data(
            """
            student_id,date,instrument,subscale,value
            S-1,2025-09-15,Own,autonmy,3
            S-1,2025-09-16,Own,autonmy,4
            S-1,2025-09-15,SEI,extrinsic_motivation,2
            S-1,2025-09-16,SEI,peer_support,2
            """.utf8
        ).write(to: URL(fileURLWithPath: program.path("surveys.csv")))
        let outcome = try program.run("import", "surveys.csv")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.output.contains(
                "\nsurveys.csv: subscales that measure no indicator, kept: autonmy (2; did you mean 'autonomy'?)\n"
            ),
            "\(outcome.output)")
        let lua = try program.run(
            "eval", "--as-of", "2025-09-26", "-e",
            #"print(#student("S-1").survey:answers():where { subscale = "autonmy" })"#)
        #expect(lua.output == "2\n", "\(lua.error)")
    }

    /// Attendance of whom no school day is known is missing, not zero, and the import says what to do.
    @Test func attendanceThatCannotCountIsSaid() throws {
        let program = try Program()
        try #require(program.run("init").status == 0)
        let files = [
            "schools.csv": "school_id,name\nN,North\n",
            "students.csv": "student_id,given_name,school_id\nS-1,Ana,\nS-2,Bo,N\nS-3,Cy,\n",
            "attendance.csv": "student_id,date,code\nS-1,2025-09-02,A\nS-1,2025-09-03,A\nS-2,2025-09-02,A\n",
        ]
        try SmallDistrictFiles.write(files, to: program.path("own"))
        let outcome = try program.run("import", "own")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.output.contains(
                """

                1 student with attendance has no school, so that none of it counts; give school_id in students.csv
                1 student with attendance is at a school without a calendar, where only days on which attendance was \
                noted count as school days; give all school days in calendar.csv

                """), "\(outcome.output)")
        let day = ["--as-of", "2025-09-26"]
        let lua = try program.run(
            [
                "eval", "-e",
                #"local a = student("S-1").attendance print(#a:events(), a.absences, a.rate, a.streak)"#,
            ]
                + day)
        #expect(lua.output == "2\tnil\tnil\tnil\n", "\(lua.output)\(lua.error)")
        let page = try program.run(["show", "S-1"] + day).output
        #expect(
            page.contains(
                "2 notes on record that do not count: the student has no school; give school_id in students.csv"
            ),
            "\(page)")
        #expect(try program.run(["show", "S-3"] + day).output.contains("no attendance on record"))
        // What is put right is no longer said.
        try SmallDistrictFiles.write(
            [
                "calendar.csv": "date\n2025-09-02\n2025-09-03\n2025-09-04\n",
                "students.csv": "student_id,school_id\nS-1,N\n",
            ], to: program.path("more"))
        let more = try program.run("import", "more")
        #expect(more.status == 0 && !more.output.contains("with attendance"), "\(more.output)")
        let counted = try program.run(
            ["eval", "-e", #"print(student("S-1").attendance.absences)"#] + day)
        #expect(counted.output == "2\n")
    }

    /// A code that is not known is refused with the mapping that would make it one, and that works as it stands.
    @Test(arguments: [
        (
            "attendance.csv", "student_id,date,code\nS-1,2025-09-25,UA\n", "UA",
            #"{"codes": {"attendance": {"UA": "unexcused"}}}"#
        ),
        (
            "discipline.csv", "student_id,date,kind\nS-1,2025-09-25,\"Say \"\"sorry\"\"\"\n", #"Say "sorry""#,
            #"{"codes": {"discipline": {"Say \"sorry\"": "referral"}}}"#
        ),
    ])
    func anUnknownCodeIsRefusedWithItsMapping(
        _ name: String, _ text: String, _ code: String, _ mapping: String
    ) throws {
        let program = try Program.withSmallDistrict()
        try SmallDistrictFiles.write([name: text], to: program.path("own"))
        let outcome = try program.run("import", "own")
        #expect(outcome.status == 65)
        #expect(
            outcome.error.contains("'\(code)' is not known here")
                && outcome.error.contains(", or say with --mapping FILE what it means here: \(mapping)\n"),
            "\(outcome.error)")
        try Data(mapping.utf8).write(to: URL(fileURLWithPath: program.path("mapping.json")))
        #expect(try program.run("import", "own", "--mapping", "mapping.json").status == 0)
    }

    /// What is left out of a roster is told apart by why, and by what to do.
    @Test func whatIsLeftOutOfARosterIsToldApart() throws {
        let program = try Program()
        try #require(program.run("init").status == 0)
        try SmallDistrictFiles.write(
            [
                "orgs.csv":
                    "sourcedId,status,name,type\nD,,District,district\nHS,,High,school\nOld,tobedeleted,Old,school\n",
                "users.csv":
                    "sourcedId,status,orgSourcedIds,role,givenName,familyName,grades,agentSourcedIds\nu1,,HS,student,A,B,09,\nu2,,HS,student,C,D,99,\n"
                    + "t1,,HS,teacher,E,F,,\nt2,,HS,teacher,G,H,,\ng1,,HS,parent,I,J,,u2\ng2,,HS,parent,K,L,,\n",
                "demographics.csv": "sourcedId,sex\nu2,male\n",
                "categories.csv": "sourcedId,title\nc1,Quiz\nc2,Assignments\n",
                "classes.csv": "sourcedId,title,courseSourcedId\nk1,Algebra,x\n",
                "lineItems.csv":
                    "sourcedId,title,dueDate,classSourcedId,categorySourcedId\nl1,Q,2025-09-10,k1,c1\nl2,A,2025-09-10,k1,c2\n",
                "results.csv":
                    "lineItemSourcedId,studentSourcedId,scoreStatus,score\nl1,u1,fully graded,1\nl2,u1,fully graded,1\nl2,u2,fully graded,1\n",
            ], to: program.path("roster"))
        let outcome = try program.run("import", "roster", "--rejects", "rejects.csv")
        #expect(outcome.status == 1, "\(outcome.error)")
        for line in [
            "roster/orgs.csv: left out: deleted school, kept because students and years name it (1), organization that is no school but a district (1)",
            "roster/users.csv: left out: guardian of a student whose row was refused (1), guardian of no student (1), user who is a teacher (2)",
            "roster/results.csv: categories that are neither homework nor grades, left out: Assignments (2), Quiz (1); to let them in, say what they are with --mapping FILE, as "
                + #"{"categories": {"homework": ["Assignments"]}}"#,
        ] {
            #expect(outcome.output.contains("\n" + line + "\n"), "\(outcome.output)")
        }
        #expect(
            program.text(of: "rejects.csv")?.contains("the row in users.csv was refused; correct it there")
                == true)
        try Data(#"{"categories": {"homework": ["Assignments"]}}"#.utf8).write(
            to: URL(fileURLWithPath: program.path("mapping.json")))
        let mapped = try program.run(
            "import", "roster", "--rejects", "rejects.csv", "--mapping", "mapping.json")
        #expect(mapped.output.contains("left out: Quiz (1); to"), "\(mapped.output)")
        #expect(
            program.text(of: "rejects.csv")?.contains(
                "roster/results.csv,4,studentSourcedId,u2,'u2' is no student on record: the row in users.csv was refused"
            ) == true)
        #expect(try program.sql("SELECT count(*) FROM homework") == "1")
    }

    /// A subject that is nearly a requirement's goes to electives, and the summary says so.
    @Test func aSubjectThatIsNearlyARequirementsIsNamed() throws {
        let program = try Program.withSmallDistrict()
        let credits =
            "student_id,subject,course,date,earned\nS-1,Englsh,English 9,2025-09-20,0.5\nS-2,Englsh,English 9,2025-09-20,0.5\nS-2,ENGLISH,English 10,2025-09-20,0.5\nS-1,Drama,Stage,2025-09-20,0.5\n"
        try SmallDistrictFiles.write(["credits.csv": credits], to: program.path("own"))
        let before = try program.run("import", "own")
        #expect(before.status == 0 && !before.output.contains("Englsh"), "\(before.output)")
        try SmallDistrictFiles.write(
            ["graduation_requirements.csv": "subject,credits,takes_surplus\nEnglish,4,no\nElectives,6,yes\n"],
            to: program.path("own"))
        let said =
            "\ncredits in subjects that no graduation requirement names, counted as electives: Englsh (2; did you mean 'English'?); correct the subject of the credits, or add it to graduation_requirements.csv\n"
        let outcome = try program.run("import", "own")
        #expect(outcome.output.contains(said), "\(outcome.output)\(outcome.error)")
        let schools = try program.run("import", "district/schools.csv")
        #expect(!schools.output.contains("Englsh"))
        try SmallDistrictFiles.write(
            ["graduation_requirements.csv": "subject,credits\nEnglsh,1\n"], to: program.path("more"))
        #expect(try program.run("import", "more").output.contains("Englsh") == false)
    }

    /// Who ends with a roster is told apart, and more than a tenth needs to be confirmed.
    @Test func whoEndsWithARosterIsSaid() throws {
        let program = try Program()
        try #require(program.run("init").status == 0)
        let header = "sourcedId,orgSourcedIds,role,givenName,familyName,grades,agentSourcedIds\n"
        func write(_ students: Range<Int>, _ guardians: Range<Int>) throws {
            let rows =
                students.map { "u\($0),HS,student,A,B,09,g\($0)\n" }
                + guardians.map { "g\($0),HS,parent,C,D,,\n" }
            try SmallDistrictFiles.write(
                [
                    "manifest.csv": "propertyName,value\nfile.users,bulk\n",
                    "orgs.csv": "sourcedId,name,type\nHS,High,school\n", "users.csv": header + rows.joined(),
                ], to: program.path("roster"))
        }
        try write(10..<40, 10..<40)
        #expect(try program.run("import", "roster").status == 0)
        try write(11..<40, 12..<40)
        let outcome = try program.run("import", "roster")
        #expect(
            outcome.output.contains("\nroster/users.csv: ended: guardians (1), students (1)\n"),
            "\(outcome.output)\(outcome.error)")
        try write(11..<40, 20..<40)
        let refused = try program.run("import", "roster")
        #expect(refused.status == 2)
        #expect(refused.error.contains("confirm with --allow-removals"), "\(refused.error)")
        #expect(try program.run("import", "roster", "--allow-removals").status == 0)
    }
}
