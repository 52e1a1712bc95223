import Foundation
import Testing

/// `caseload services`, and linkages to them on the command line.
@Suite struct ServicesTests {
    private static let directory = [
        "organizations": "id,name\nO-1,Riverbend\n",
        "taxonomy_terms": "id,code,name\nT-1,H,Tutoring\nT-2,R,Counseling\nT-3,L,Low income\n",
        "locations": "id,latitude,longitude\nL-1,39.11,-84.51\nL-2,39.3,-84.51\n",
        "services":
            "id,organization_id,name,status,minimum_age,maximum_age,eligibility_description\n"
            + "SV-1,O-1,Homework Club,,12,19,\nSV-2,,Math Lab,,,,Students with reduced lunch\n"
            + "SV-3,,Youth Talk,,13,,\nSV-9,,Old Club,defunct,,,\n",
        "service_at_location":
            "id,service_id,location_id\nA-1,SV-1,L-1\nA-2,SV-2,L-2\n",
        "attributes":
            "id,link_id,taxonomy_term_id,link_type\nB-1,SV-1,T-1,\nB-2,SV-2,T-1,\nB-3,SV-3,T-2,\n"
            + "B-4,SV-3,T-3,service_eligibility\n",
        "schedules": "id,service_id,byday,opens_at,closes_at\nC-1,SV-1,\"TU,TH\",15:00,18:00\n",
        "languages": "id,service_id,name,code\nD-1,SV-3,Spanish,es\n",
        "schools": "school_id,name,latitude,longitude\nnorth,North High,39.10,-84.51\n",
        "demographics": "student_id,name,value\nS-1,birth_date,2011-03-01\nS-3,birth_date,2019-03-01\n",
    ]

    private static let program = Result { try with() }

    private static func with(_ more: [String: String] = [:]) throws -> Program {
        let program = try Program.withSmallDistrict()
        let files = directory.merging(more) { $1 }
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("\(name).csv")))
        }
        let imported = try program.run(["import"] + files.keys.sorted().map { "\($0).csv" })
        try #require(imported.status == 0, "\(imported.error)")
        return program
    }

    private func ids(_ arguments: String...) throws -> [String] {
        let outcome = try Self.program.get().run(
            ["services"] + arguments + ["--format", "csv", "--as-of", "2025-09-26"])
        #expect(outcome.status == 0, "\(outcome.error)")
        return outcome.output.split(whereSeparator: \.isNewline).dropFirst().map {
            String($0.prefix { $0 != "," })
        }
    }

    @Test func asksTheDirectory() throws {
        #expect(try ids() == ["SV-1", "SV-2", "SV-3"])
        #expect(try ids("tutoring") == ["SV-1", "SV-2"])
        #expect(try ids("--age", "12") == ["SV-1", "SV-2"])
        #expect(try ids("--eligibility", "Reduced LUNCH") == ["SV-2"])
        #expect(try ids("--eligibility", "low income") == ["SV-3"])
        #expect(try ids("counseling", "--eligibility", "lunch") == [])
        #expect(try ids("--language", "spanish") == ["SV-3"])
        #expect(try ids("--on", "tuesday", "--at", "16:00") == ["SV-1"])
        #expect(try ids("--on", "mon") == [])
        #expect(try ids("tutoring", "--near", "North High") == ["SV-1", "SV-2"])
        #expect(try ids("--near", "north", "--within", "5") == ["SV-1"])
        #expect(try ids("--student", "S-1") == ["SV-1", "SV-2", "SV-3"])
        #expect(try ids("--student", "S-3") == ["SV-2"])
    }

    /// What the directory said of a service, and when it left.
    @Test func theHistoryOfAService() throws {
        let program = try Self.with()
        for text in ["SV-1,Homework Club,14\nSV-2,Math Lab,\n", "SV-2,Math Lab,\n"] {
            try Data("id,name,minimum_age\n\(text)".utf8).write(
                to: URL(fileURLWithPath: program.path("services.csv")))
            let imported = try program.run("import", "services.csv", "--allow-removals")
            #expect(imported.status == 0, "\(imported.error)")
        }
        let outcome = try program.run("services", "homework club", "--history")
        #expect(outcome.error == "")
        let lines = outcome.lines
        #expect(lines.prefix(2) == ["Homework Club (SV-1)", ""])
        #expect(
            lines.contains {
                $0.hasPrefix("  organization O-1, 'Homework Club'") && $0.contains("minimum age 14")
            }, "\(lines)")
        #expect(
            lines.filter { $0.hasPrefix("    before: ") } == [
                "    before: ended on none", "    before: minimum age 12",
            ], "\(lines)")
        #expect(lines.contains("Schedules"))
        #expect(try program.run("services", "--history").status == 64)
        #expect(try program.run("services", "Homwork Club", "--history").status == 2)
    }

    @Test(arguments: [
        (["tutorng"], "caseload: nothing in the directory is called 'tutorng'; did you mean 'Tutoring'?\n"),
        (
            ["Home Work Club"],
            "caseload: nothing in the directory is called 'Home Work Club'; did you mean 'Homework Club'?\n"
        ),
        (["--language", "spansh"], "caseload: nothing is offered in 'spansh'; did you mean 'Spanish'?\n"),
        (
            ["--eligibility", "redused lunch"],
            "caseload: the directory says of nothing that it is for 'redused lunch'; did you mean 'reduced lunch'?\n"
        ),
        (["counseling", "--age", "2"], "0 of 3 services offered on 2025-09-26\n"),
        (["--on", "tuesdy"], "caseload: --on 'tuesdy' is no day of the week; did you mean 'tuesday'?\n"),
    ])
    func aSlipOfTheFingerIsTold(_ arguments: [String], _ message: String) throws {
        let outcome = try Self.program.get().run(["services", "--as-of", "2025-09-26"] + arguments)
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.status == (arguments[0] == "--on" ? 64 : 0))
    }

    /// What a script asks of the directory and nothing has, it is told once.
    @Test(arguments: [
        (
            "services:speaking 'Spansh'",
            "services:speaking: nothing is offered in 'Spansh'; did you mean 'Spanish'?"
        ),
        (
            "services:eligible 'redused lunch'",
            "services:eligible: nothing in the directory is for 'redused lunch'; did you mean 'reduced lunch'?"
        ),
        (
            "services:where { provider = 'Riverbnd' }",
            "services:where: no service has provider 'Riverbnd'; did you mean 'Riverbend'?"
        ),
        (
            "services:where 'offers = tutorng'",
            "services:where: no service has offers 'tutorng'; did you mean 'Tutoring'?"
        ),
        (
            "student('S-1').linkages:where { service = 'Homwork Club' }",
            "records:where: no linkage has service 'Homwork Club'; did you mean 'Homework Club'?"
        ),
    ])
    func aScriptIsToldOfASlipOnce(_ code: String, _ notice: String) throws {
        let outcome = try Self.program.get().run(
            "eval", "-e", "for _ = 1, 2 do print(#\(code)) end", "--as-of", "2025-09-26")
        #expect(outcome.output == "0\n0\n")
        #expect(outcome.error == "caseload: notice: \(notice)\n")
    }

    @Test func lookingForAStudentIsEnteredIntoTheAccessLog() throws {
        let program = try Self.with()
        func log() throws -> [String] {
            try program.run("access-log", "--format", "csv").lines.filter { $0.contains("services") }
        }
        #expect(try program.run("services", "tutoring", "--as-of", "2025-09-26").status == 0)
        #expect(try log() == [], "nobody's record is read")
        #expect(
            try program.run("services", "--student", "S-1", "--purpose", "referral", "--as-of", "2025-09-26")
                .status == 0)
        let entries = try log()
        #expect(entries.count == 1)
        for part in ["referral", "demographics", "identity"] {
            #expect(entries.first?.contains(part) == true, "\(entries)")
        }
    }

    @Test func printsATableForPeople() throws {
        let outcome = try Self.program.get().run(
            "services", "tutoring", "--near", "north", "--as-of", "2025-09-26")
        #expect(
            outcome.lines == [
                "id    name           provider   offers    ages           open                  languages    km  phone  cost  address  eligibility",
                "SV-1  Homework Club  Riverbend  Tutoring  ages 12 to 19  Tue, Thu 15:00-18:00              1.1",
                "SV-2  Math Lab                  Tutoring                                                  22.2                        Students with reduced lunch",
                "",
            ], "\(outcome.output)")
        #expect(outcome.error == "2 of 3 services offered on 2025-09-26\n")
        let json = try Self.program.get().run("services", "lab", "--format", "json")
        #expect(
            json.output.contains(#""id": "SV-2", "name": "Math Lab", "provider": null"#), "\(json.output)")
    }

    @Test(
        arguments: [
            (["--on", "someday"], 64, "--on 'someday' is no day of the week; write it as tuesday"),
            (["--at", "4 pm"], 64, "--at '4 pm' is no time of day; write it as 16:00"),
            (["--within", "5"], 64, "--within needs a place"),
            (["--near", "nort"], 2, "no school 'nort'; did you mean 'north'?"),
            (["--near", "south"], 2, "where South High lies is not on record; give its latitude"),
        ] as [([String], Int32, String)])
    func whatIsWrongIsSaid(arguments: [String], status: Int32, message: String) throws {
        let outcome = try Self.program.get().run(["services"] + arguments)
        #expect(outcome.status == status)
        #expect(outcome.error.contains(message), "\(outcome.error)")
    }

    @Test func withoutADirectoryItSaysSo() throws {
        let outcome = try Program.withSmallDistrict().run("services")
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("no service is on record"))
    }

    @Test func aLinkageIsLoggedStepByStepAndShown() throws {
        let program = try Self.with()
        func log(_ arguments: String...) throws -> Program.Outcome {
            try program.run(["log", "linkage"] + arguments)
        }
        let first = try log(
            "S-1", "homework club", "--status", "referred", "--date", "2025-09-04", "--domain", "academic",
            "--reason", "Homework")
        #expect(first.error == "" && first.status == 0)
        #expect(
            first.output
                == "Recorded: linkage, Ana Rivera (S-1), service Homework Club (SV-1), 2025-09-04, status referred, mentor "
                + "Sam Lee, domain academic, reason 'Homework'\n")
        for arguments in [
            ["S-1", "SV-1", "--status", "active", "--date", "2025-09-08"],
            ["S-1", "SV-1", "--note", "secret", "--date", "2025-09-15"],
            ["S-1", "SV-1", "--note", "secret too", "--date", "2025-09-15"],
            ["S-1", "Math Lab", "--status", "proposed", "--date", "2025-09-03"],
        ] {
            let outcome = try program.run(["log", "linkage"] + arguments)
            #expect(outcome.status == 0, "\(outcome.error)")
        }
        let nothing = try log("S-1", "Math Lab")
        #expect(
            nothing.status == 64 && nothing.error.contains("the entry says nothing new"), "\(nothing.error)")
        let page = try program.run("show", "S-1", "--as-of", "2025-09-26").output
        #expect(
            page.contains(
                """

                Linkages to services
                  Math Lab: proposed since 2025-09-03, Sam Lee
                  Homework Club (Riverbend): active since 2025-09-08, for academic engagement, Sam Lee
                    because: Homework
                    2025-09-04 referred, 2025-09-08 active, 2025-09-15 note, 2025-09-15 note
                  two of one kind (Tutoring): Math Lab and Homework Club

                """), "\(page)")
        #expect(!page.contains("secret"))
        let today = try program.run("today", "--mentor", "lee", "--as-of", "2025-09-26").output
        #expect(today.contains("decide on Math Lab, proposed on 2025-09-03"), "\(today)")
        #expect(today.contains("two services of one kind (Tutoring): Math Lab and Homework Club"), "\(today)")
        let asked = try program.run(
            "students", "linkages.open = 2 and linkages.overlaps = 1 and linkages.proposed = 1", "--columns",
            "id,linkages.services", "--format", "csv", "--as-of", "2025-09-26")
        #expect(
            asked.output == "id,linkages.services\r\nS-1,\"Math Lab, Homework Club\"\r\n", "\(asked.error)")

        #expect(try log("S-1", "SV-1", "--status", "completed", "--outcome", "Passed").status == 0)
        let again = try log("S-1", "SV-1", "--status", "proposed", "--date", "2999-01-01")
        #expect(again.status == 64 && again.error.contains("has not come yet"))
        #expect(try log("S-1", "SV-1", "--status", "referred").status == 0, "a new linkage of its own")
        #expect(try program.run("log", "--undo").output.hasPrefix("Undone: linkage, Ana Rivera"))
    }

    @Test(
        arguments: [
            (
                ["S-1", "Homwork Club"], 2,
                "the service 'Homwork Club' is no service on record; did you mean 'Homework Club'?"
            ),
            (["S-1", "SV-1"], 64, "--status is needed: the student has no open linkage to SV-1"),
            (["S-1", "SV-1", "--status", "ended"], 64, "a linkage cannot begin as 'ended'"),
            (
                ["S-1", "SV-1", "--status", "activ"], 64,
                "--status 'activ' is not known here (did you mean 'active'?)"
            ),
            (["S-1", "SV-1", "--status", "active", "--priority", "9"], 64, "--priority '9' is no priority"),
        ] as [([String], Int32, String)])
    func aStepThatCannotBeIsRefused(arguments: [String], status: Int32, message: String) throws {
        let outcome = try Self.program.get().run(["log", "linkage"] + arguments)
        #expect(outcome.status == status)
        #expect(outcome.error.contains(message), "\(outcome.error)")
    }
}
