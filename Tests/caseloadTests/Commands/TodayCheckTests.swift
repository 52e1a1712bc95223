import Testing

/// `caseload today`.
@Suite struct TodayCheckTests {
    @Test func isOnePageOfOneCaseload() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("today", "--mentor", "Sam Lee", "--as-of", "2025-09-10")
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        #expect(outcome.lines.first?.hasPrefix("Sam Lee: ") == true)
        for title in ["Slipped", "No entry for that day", "Due", "To celebrate"] {
            #expect(outcome.lines.contains(title), "\(outcome.output)")
        }
        #expect(outcome.output.contains("talk with the student: none on record"))
    }

    @Test func anUnknownMentorIsSaid() throws {
        let outcome = try Program.withSmallDistrict().run(
            "today", "--mentor", "sam le", "--as-of", "2025-09-10")
        #expect(outcome.status == 2)
        #expect(outcome.error == "caseload: no mentor 'sam le'; did you mean 'Sam Lee'?\n")
    }

    @Test(arguments: [["today"], ["today", "--mentor", "x", "--student-days", "0"]])
    func wrongUsageIs64(_ arguments: [String]) throws {
        #expect(try Program().run(arguments).status == 64)
    }
}
