import Foundation
import Testing

/// `caseload mentors`, and the events that mentors log.
@Suite struct MentorsTests {
    private func program() throws -> Program {
        let program = try Program.withSmallDistrict()
        let files = [
            "trainings": "mentor_id,training,date,hours\nm-1,Preparation,2025-08-20,12\n",
            "contacts":
                "student_id,date,mentor_id,with,role,setting,minutes\nS-1,2025-09-02,m-1,guardian,case_manager,home,90\n"
                + "S-2,2025-09-24,m-1,student,coach,school,30\n",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: program.path("\(name).csv")))
        }
        let imported = try program.run(["import"] + files.keys.sorted().map { "\($0).csv" })
        try #require(imported.status == 0, "\(imported.error)")
        let event = try program.run(
            "log", "event", "Fair", "--student", "S-1", "--student", "Okafor", "--hours", "2", "--date",
            "2025-09-20")
        #expect(event.status == 0, "\(event.error)")
        #expect(event.output.split(separator: "\n").count == 3)
        #expect(event.lines[0].hasPrefix("Recorded: event, mentor Sam Lee"))
        return program
    }

    @Test func theTableHasTimeByRoleAndSetting() throws {
        let outcome = try program().run("mentors", "--as-of", "2025-09-26")
        #expect(outcome.error == "")
        #expect(
            outcome.lines.prefix(2).map { $0.split(separator: " ").joined(separator: " ") } == [
                "id name students limit contacts hours coach h case manager h advocate h school h home h "
                    + "community h events",
                "m-1 Sam Lee 2 2 2.0 0.5 1.5 0.0 0.5 1.5 0.0 1",
            ])
    }

    @Test func aProfileIsOnePage() throws {
        let outcome = try program().run("mentors", "sam lee", "--as-of", "2025-09-26", "--days", "7")
        #expect(outcome.error == "")
        for part in [
            "Sam Lee (m-1)\n", "  education: not on record\n", "  caseload: 2 students\n",
            "\nTrainings\n  Preparation, 2025-08-20, 12 hours\n",
            "\nContacts since 2025-09-20\n  all: 1 contact, 0.5 hours\n",
            "\nBy role\n  coach: 1 contact, 0.5 hours\n  case manager: 0 contacts, 0.0 hours\n",
            "\nEvents since 2025-09-20\n  2025-09-20 Fair (school event), 2 hours, with Ana Rivera, Bill Okafor\n",
        ] {
            #expect(outcome.output.contains(part), "\(outcome.output)")
        }
    }

    @Test func theHistorySaysWhoRecordedWhatAndWhatWasSaidBefore() throws {
        let program = try program()
        try Data("mentor_id,name,education\nm-1,Sam Lee,MSW\n".utf8).write(
            to: URL(fileURLWithPath: program.path("mentors.csv")))
        let again = try program.run("import", "mentors.csv")
        #expect(again.status == 0, "\(again.error)")
        let outcome = try program.run("mentors", "m-1", "--history")
        #expect(outcome.error == "")
        #expect(outcome.lines.first == "Sam Lee (m-1)")
        for part in [
            "\nMentors\n  'Sam Lee', education 'MSW'", "    before: education none", "from mentors.csv\n",
            "\nTrainings\n  training 'Preparation', 2025-08-20, hours 12\n",
            "\nEvents\n  2025-09-20, 'Fair', kind school_event, hours 2\n", "from log",
        ] {
            #expect(outcome.output.contains(part), "\(part) in \(outcome.output)")
        }
        #expect(!outcome.output.contains("Contacts"))
        #expect(try program.run("mentors", "--history").status == 64)
    }

    @Test func whatIsWrongIsSaid() throws {
        let program = try Program.withSmallDistrict()
        #expect(try program.run("mentors", "nobody").status == 2)
        #expect(try program.run("mentors", "--days", "0").status == 64)
        let event = try program.run("log", "event", "Fair")
        #expect(event.status == 64)
        #expect(
            event.error.hasPrefix(
                "caseload: nothing was recorded: --mentor is needed: name the mentor who was there"),
            "\(event.error)")
    }
}
