import Foundation
import Testing

/// `caseload log`.
@Suite struct LogTests {
    @Test func whatIsLoggedStandsOnTheStudentsPageAndCanBeTakenBack() throws {
        let program = try Program.withSmallDistrict()
        let talk = try program.run(
            "log", "contact", "Bill Okafor", "--with", "guardian", "--role", "case_manager", "--setting",
            "home", "--mode", "phone", "--minutes", "15", "--date", "2025-09-10")
        #expect(talk.error == "")
        #expect(talk.status == 0)
        #expect(
            talk.output
                == "Recorded: contact, Bill Okafor (S-2), 2025-09-10, mentor Sam Lee, with guardian, "
                + "role case_manager, setting home, mode phone, minutes 15\n")
        for arguments in [
            ["strength", "S-2", "Patient", "--date", "2025-09-10"],
            ["goal", "S-2", "Pass Algebra", "--date", "2025-09-10", "--due", "2026-01-20"],
            ["goal", "S-2", "Pass Algebra", "--progress", "40", "--date", "2025-09-24"],
            ["goal", "S-2", "Pass Algebra", "--progress", "55"],
            ["intervention", "S-2", "--kind", "basic", "--date", "2025-09-10"],
            ["observation", "S-2", "time_on_task", "7", "--date", "2025-09-25"],
        ] {
            let outcome = try program.run(["log"] + arguments)
            #expect(outcome.status == 0, "\(outcome.error)")
        }
        let page = try program.run("show", "S-2", "--as-of", "2025-09-26").output
        for part in [
            "  strength: Patient\n", "  goal: Pass Algebra (by 2026-01-20, 40 %)\n",
            "  basic, active, 2025-09-10",
            "  2025-09-10 with guardian: phone, 15 minutes", "7 on 0 to 10",
        ] {
            #expect(page.contains(part), "\(page)")
        }
        let undone = try program.run("log", "--undo")
        #expect(undone.status == 0)
        #expect(undone.output.hasPrefix("Undone: observation, Bill Okafor (S-2), time_on_task, 2025-09-25"))
        #expect(!(try program.run("show", "S-2", "--as-of", "2025-09-26").output.contains("7 on 0 to 10")))
    }

    @Test(arguments: [
        (
            ["contact", "S-1", "--with", "guardan", "--role", "coach", "--setting", "home"], 64,
            "caseload: nothing was recorded: --with 'guardan' is not known here (did you mean 'guardian'?); "
                + "expected one of student, guardian, district_staff, external_provider, service_organization\n"
        ),
        (
            ["observation", "S-1", "time_on_task", "11"], 64,
            "caseload: nothing was recorded: the value '11' is outside the range of time_on_task, which is 0 to 10\n"
        ),
        (
            ["strength", "nobody", "Kind"], 2,
            "caseload: nothing was recorded: student 'nobody' is no student on record; look with: caseload students\n"
        ),
        (
            ["goal", "S-1", "x", "--date", "2999-01-01"], 64,
            "caseload: nothing was recorded: --date '2999-01-01' has not come yet: today is "
        ),
        (["--undo"], 2, "caseload: there is no entry of "),
    ])
    func whatIsWrongIsSaid(_ arguments: [String], _ status: Int32, _ error: String) throws {
        let outcome = try Program.withSmallDistrict().run(["log"] + arguments)
        #expect(outcome.status == status)
        #expect(outcome.error.hasPrefix(error), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    /// What is given, and the reason that is said of it.
    @Test(arguments: [
        ("observation S-1 nonsense 1", "indicator 'nonsense' is no indicator. Known are "),
        (
            "event Fair",
            "--mentor is needed: name the mentor who was there, or a student whose mentor that is\n"
        ),
        ("contact S-1 --with student --role coach --setting school --minutes -5", "--minutes '-5' "),
        ("event Fair --mentor m-1 --hours -1", "--hours '-1' "),
        ("goal S-1 Read --progress -1", "--progress '-1' "),
    ])
    func wrongValuesAreSaid(_ words: String, _ reason: String) throws {
        let outcome = try Program.withSmallDistrict().run(
            ["log"] + words.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        #expect(outcome.error.hasPrefix("caseload: nothing was recorded: \(reason)"), "\(outcome.error)")
    }

    @Test func aNoteMayBeginWithADash() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run(
            "log", "contact", "S-1", "--with", "student", "--role", "coach", "--setting", "school", "--note",
            "- said that all is well", "--minutes", "5", "--date", "2025-09-10")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.output.contains("minutes 5"), "\(outcome.output)")
        let export = try program.shell(
            "cd '\(program.folder)' && caseload export --output out && cat out/contacts.csv")
        #expect(export.output.contains("- said that all is well"), "\(export.output)\(export.error)")
    }

    @Test(arguments: [["contact", "S-1"], ["observation", "S-1", "x"], ["bogus"]])
    func wrongUsageIs64(_ arguments: [String]) throws {
        #expect(try Program().run(["log"] + arguments).status == 64)
    }

    /// Mentors enter while the nightly batch imports and scores: each waits for the other, nothing is lost.
    @Test func manyWritersLoseNothing() async throws {
        let program = try Program.withSmallDistrict()
        let first = (2000..<2020).map { "S-1,\($0)-03-01,present" }.joined(separator: "\n")
        try Data("student_id,date,code\n\(first)\n".utf8).write(
            to: URL(fileURLWithPath: program.path("attendance.csv")))
        try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
            for number in 0..<6 {
                group.addTask {
                    try program.run("log", "strength", "S-\(number % 3 + 1)", "Strength \(number)")
                }
            }
            group.addTask { try program.run("import", "attendance.csv") }
            for try await outcome in group { #expect(outcome.status == 0, "\(outcome.error)") }
        }
        let counted = try program.run(
            "eval", "-e", "local n = 0 for s in students do n = n + #s.strengths end print(n)")
        #expect(counted.output == "6\n", "\(counted.error)")
    }
}
