import Engagement
import Testing

@Suite struct GraduationStandingTests {
    /// A school year of four grading periods, looked at three weeks after the third.
    private struct District {
        var builder: SnapshotBuilder

        init(asOf: String = "2026-04-10", grade: Int8? = 10, hasYear: Bool = true) {
            builder = SnapshotBuilder(asOf: day(asOf))
            let terms: [(String, TermKind, String, String)] = [
                ("y", .schoolYear, "2025-09-01", "2026-06-12"),
                ("q1", .gradingPeriod, "2025-09-01", "2025-11-07"),
                ("q2", .gradingPeriod, "2025-11-10", "2026-01-16"),
                ("q3", .gradingPeriod, "2026-01-19", "2026-03-20"),
                ("q4", .gradingPeriod, "2026-03-23", "2026-06-12"),
                ("s1", .semester, "2025-09-01", "2026-01-16"),
            ]
            for (id, kind, start, end) in terms where hasYear {
                builder.addTerm(
                    Term(id: Identifier(id), title: id, kind: kind, start: day(start), end: day(end)))
            }
            var student = StudentRecord(id: "a")
            student.grade = grade
            _ = builder.addStudent(student)
        }

        mutating func require(
            _ subject: String, _ credits: Double, _ grades: ClosedRange<Int> = 9...12, diploma: String = "",
            takesSurplus: Bool = false, repeatsCount: Bool = false
        ) {
            builder.add(
                GraduationRequirement(
                    diploma: diploma, subject: subject, credits: credits, grades: grades,
                    takesSurplus: takesSurplus, repeatsCount: repeatsCount))
        }

        mutating func result(
            _ date: String, _ subject: String, _ course: String = "", attempted: Double? = nil,
            earned: Double? = nil, inProgress: Double? = nil, term: String = ""
        ) {
            builder.add(
                CourseResult(
                    date: date.isEmpty ? .unknown : day(date),
                    term: term.isEmpty ? .none : builder.intern(term),
                    course: builder.intern(course),
                    subject: builder.intern(subject), letter: .none, percent: nil, attempted: attempted,
                    earned: earned, inProgress: inProgress), to: 0)
        }

        func standing() -> GraduationStanding? { builder.finish().graduation(of: 0) }
    }

    @Test func earnedInProgressAndMissingBySubject() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.require("English", 4)
        district.result("2025-06-01", "mathematics", "Algebra", attempted: 1, earned: 1)
        district.result("2026-03-27", "Mathematics", "Geometry", attempted: 0.75, earned: 0.5)
        district.result("2026-03-30", "Mathematics", "Geometry", inProgress: 0.25)
        let standing = try #require(district.standing())
        let mathematics = standing.subjects[0]
        #expect(mathematics.earned == 1.5 && mathematics.inProgress == 0.25 && mathematics.missing == 2.25)
        // One grade and three of four grading periods of the next have passed: 1.75 of 4 years.
        #expect(mathematics.expected == 1.75 && mathematics.behind == 0.25)
        #expect(standing.subjects[1].missing == 4)
        #expect(standing.required == 8 && standing.earned == 1.5)
        #expect(standing.behind == 2 && standing.isOnTrack == false)
    }

    /// Rows of one course, `date attempted earned in_progress term`, and what of it is in progress and missing of 4.
    @Test(arguments: [
        (["2025-12-01 - - 1"], 1, 3), (["2025-12-01 - - 1", "2026-03-10 1 1 -"], 0, 3),
        (["2025-12-01 - - 1", "2026-03-10 1 0 -"], 0, 4), (["2025-12-01 - - 1", "2026-03-10 - 1 -"], 0, 3),
        (["2025-12-01 - - 1", "2026-03-10 0.5 0.5 -"], 0.5, 3),
        (["2025-12-01 - - 1", "2026-03-10 0.5 0.5 0.5"], 0.5, 3),
        ([". - - 1", "2026-03-10 - - 0"], 0, 4), ([". - - 1"], 1, 3),
        (["2026-01-20 - - 0.5", "2026-03-20 - - 0.5"], 1, 3),
        // The grading period before the one under way has its grades late.
        (["2026-03-23 - - 0.25 Q4", "2026-03-27 0.25 0.25 - Q3"], 0.25, 3.5),
        (["2026-03-23 - - 0.25 Q4", "2026-03-27 0.25 0.25 - Q4"], 0, 3.75),
        (["2026-03-23 - - 0.25 Q4", "2026-03-27 0.25 0.25 -"], 0, 3.75),
        // Taken again though it was passed: it can count only once.
        (["2024-06-10 1 1 -", "2025-12-01 - - 1"], 0, 3), (["2024-06-10 1 0 -", "2025-12-01 - - 1"], 1, 3),
        (["2024-06-10 1 0.5 -", "2025-12-01 - - 1"], 0.5, 3),
        (["2023-12-01 - - 1", "2024-06-10 1 1 -", "2025-12-01 - - 1"], 0, 3),
    ])
    func whatIsInProgressEnds(_ rows: [String], _ inProgress: Double, _ missing: Double) throws {
        var district = District()
        district.require("English", 4)
        for row in rows {
            let fields = row.split(separator: " ").map(String.init)
            district.result(
                fields[0] == "." ? "" : fields[0], "English", "English 9", attempted: Double(fields[1]),
                earned: Double(fields[2]), inProgress: Double(fields[3]),
                term: fields.count > 4 ? fields[4] : "")
        }
        let subject = try #require(district.standing()).subjects[0]
        #expect(subject.inProgress == inProgress && subject.missing == missing)
        #expect(district.builder.finish().credits(of: 0)?.inProgress == inProgress)
    }

    /// What is ahead in one subject makes up for nothing in another.
    @Test func behindIsTheSumOfTheSubjects() throws {
        var district = District()
        district.require("English", 4)
        district.require("Mathematics", 4)
        district.require("Electives", 1, takesSurplus: true)
        district.result("2025-06-01", "English", "English 9", attempted: 1, earned: 1)
        district.result("2026-03-27", "English", "English 10", attempted: 0.5, earned: 0.5)
        district.result("2026-03-27", "Mathematics", "Algebra", attempted: 3, earned: 3)
        district.result("2026-03-27", "Robotics", "Robots", attempted: 1, earned: 1)
        let standing = try #require(district.standing())
        #expect(standing.subjects.map(\.behind) == [0.25, 0, 0])
        #expect(standing.earned >= standing.expected ?? 0)
        #expect(standing.behind == 0.25 && standing.isOnTrack == false)
    }

    /// Required courses taken early leave no room for electives so far.
    @Test(arguments: [(1.75, 0.5), (2, 0.25), (2.25, 0), (4, 0)])
    func whatIsAheadStandsForElectives(mathematics: Double, behind: Double) throws {
        var district = District()
        district.require("English", 4)
        district.require("Mathematics", 4)
        district.require("Electives", 2, takesSurplus: true)
        district.result("2025-06-01", "English", attempted: 1.75, earned: 1.75)
        district.result("2025-06-01", "Robotics", attempted: 0.375, earned: 0.375)
        district.result("2026-03-27", "Mathematics", attempted: mathematics, earned: mathematics)
        let standing = try #require(district.standing())
        #expect(standing.subjects.map(\.behind) == [0, 0, behind])
        #expect(standing.behind == behind && standing.isOnTrack == (behind == 0))
    }

    @Test(arguments: [
        ("2025-10-01", 0.0), ("2025-11-27", 0), ("2025-11-28", 0.25), ("2026-04-09", 0.5),
        ("2026-04-10", 0.75), ("2026-07-02", 0.75), ("2026-07-03", 1),
    ])
    func aGradingPeriodCountsFromThreeWeeksAfterItsEnd(_ date: String, _ share: Double) {
        #expect(District(asOf: date).builder.finish().gradedShareOfSchoolYear == share)
    }

    @Test func whoEarnsAllIsOnTrackAndGraduatesInTime() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.result("2025-06-01", "Mathematics", attempted: 1, earned: 1)
        district.result("2026-03-27", "Mathematics", attempted: 0.75, earned: 0.75)
        let standing = try #require(district.standing())
        #expect(standing.behind == 0 && standing.isOnTrack == true)
        #expect(standing.projected == day("2028-06-12"))
    }

    @Test func theProjectionFollowsThePaceSoFar() throws {
        var district = District()
        district.require("Mathematics", 4)
        // 1.4 credits in 1.75 years: 4 take five.
        district.result("2025-06-01", "Mathematics", attempted: 1, earned: 1)
        district.result("2026-03-27", "Mathematics", attempted: 0.75, earned: 0.4)
        #expect(try #require(district.standing()).projected == day("2029-06-12"))
        var none = District()
        none.require("Mathematics", 4)
        #expect(try #require(none.standing()).projected == nil)
    }

    /// What is expected in later grades only holds nobody up before.
    @Test(arguments: [(1.75, "2028-06-12"), (1.4, "2029-06-12"), (0.875, "2032-06-12"), (3, "2028-06-12")])
    func theProjectionKnowsWhatIsExpectedLater(_ earned: Double, _ date: String) throws {
        var district = District()
        district.require("English", 4)
        district.require("Career", 2, 11...12)
        district.result("2026-03-27", "English", attempted: 3, earned: earned)
        #expect(try #require(district.standing()).projected == day(date))
    }

    @Test func creditsFromElsewhereCountAndAreInNoShare() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.result("2025-09-15", "Mathematics", "Algebra (transfer)", earned: 1)
        district.result("2026-03-27", "Mathematics", "Geometry", attempted: 1, earned: 0.5)
        #expect(try #require(district.standing()).earned == 1.5)
        let credits = try #require(district.builder.finish().credits(of: 0))
        #expect(credits.earned == 1.5 && credits.share == 0.5)
    }

    @Test func aCoursePassedTwiceCountsOnce() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.require("Music", 2, repeatsCount: true)
        for subject in ["Mathematics", "Music"] {
            district.result("2025-06-01", subject, "Again", attempted: 1, earned: 1)
            district.result("2025-11-01", subject, "Again", attempted: 0.5, earned: 0.5)
            district.result("2026-03-27", subject, "Again", attempted: 0.5, earned: 0.5)
        }
        let standing = try #require(district.standing())
        #expect(standing.subjects.map(\.earned) == [1, 2], "band counts each time")
        #expect(district.builder.finish().credits(of: 0)?.earned == 3, "as the subjects say")
    }

    @Test func aCourseFailedAndThenPassedCounts() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.result("2025-06-01", "Mathematics", "Algebra", attempted: 1, earned: 0.5)
        district.result("2026-03-27", "Mathematics", "Algebra", attempted: 0.5, earned: 0.5)
        #expect(try #require(district.standing()).earned == 1)
    }

    @Test func aWaiverLowersWhatIsRequired() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.require("Spanish", 2)
        district.builder.add(
            CreditWaiver(date: .unknown, subject: district.builder.intern("spanish")), to: 0)
        district.builder.add(
            CreditWaiver(
                date: day("2025-10-01"), subject: district.builder.intern("Mathematics"), credits: 0.5),
            to: 0)
        district.builder.add(
            CreditWaiver(date: day("2027-01-01"), subject: district.builder.intern("Mathematics")), to: 0)
        let standing = try #require(district.standing())
        #expect(standing.subjects.map(\.required) == [3.5, 0])
        #expect(standing.subjects.map(\.waived) == [0.5, 2])
        #expect(standing.subjects[1].missing == 0 && standing.subjects[1].behind == 0)
    }

    @Test func electivesTakeWhatNoOtherTakes() throws {
        var district = District()
        district.require("English", 1)
        district.require("Electives", 3, takesSurplus: true)
        district.result("2025-06-01", "English", "Poetry", attempted: 1.5, earned: 1.5)
        district.result("2025-06-01", "Robotics", "Robots", attempted: 1, earned: 1)
        district.result("2026-03-30", "Robotics", "Robots 2", inProgress: 4)
        let standing = try #require(district.standing())
        #expect(standing.subjects.map(\.earned) == [1, 1.5])
        #expect(standing.subjects[1].inProgress == 1.5, "no more than is still needed")
        #expect(standing.missing == 0)
    }

    @Test func aRequirementOfOneGradeIsExpectedThere() throws {
        var district = District()
        district.require("Health", 0.5, 9...9)
        district.require("Government", 1, 12...12)
        district.result("2026-03-30", "Art", inProgress: 1)
        let standing = try #require(district.standing())
        #expect(standing.subjects.map(\.expected) == [0.5, 0])
        #expect(standing.behind == 0.5)
    }

    @Test func aPlanIsForItsOwnDiploma() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.require("Mathematics", 3, diploma: "Career")
        #expect(try #require(district.standing()).required == 4)
        district.builder.add(GraduationPlan(diploma: district.builder.intern("Career")), to: 0)
        let standing = try #require(district.standing())
        #expect(standing.diploma == "Career" && standing.required == 3)
        var unknown = District()
        unknown.require("Mathematics", 3, diploma: "Career")
        #expect(unknown.standing() == nil)
    }

    @Test(arguments: [(nil, true), (10, false)] as [(Int8?, Bool)])
    func withoutGradeOrSchoolYearThereIsNoPace(_ grade: Int8?, _ hasYear: Bool) throws {
        var district = District(grade: grade, hasYear: hasYear)
        district.require("Mathematics", 4)
        district.result("2025-06-01", "Mathematics", attempted: 1, earned: 1)
        let standing = try #require(district.standing())
        #expect(standing.missing == 3)
        #expect(standing.expected == nil && standing.behind == nil && standing.isOnTrack == nil)
        #expect(standing.projected == nil)
    }

    @Test func withoutATranscriptNobodyIsBehind() throws {
        var district = District()
        district.require("Mathematics", 4)
        district.require("Government", 1, 12...12)
        let unknown = try #require(district.standing())
        #expect(unknown.hasTranscript == false && unknown.expected == 1.75)
        #expect(unknown.behind == nil && unknown.isOnTrack == nil && unknown.projected == nil)
        #expect(unknown.subjects.map(\.behind) == [nil, 0], "nothing is expected in government yet")
        district.result("2026-03-30", "Art", inProgress: 1)
        #expect(try #require(district.standing()).behind == 1.75)
    }

    @Test func beforeItsGradesNothingIsExpected() throws {
        var district = District(grade: 7)
        district.require("Mathematics", 4)
        let standing = try #require(district.standing())
        #expect(standing.expected == 0 && standing.isOnTrack == true)
    }
}
