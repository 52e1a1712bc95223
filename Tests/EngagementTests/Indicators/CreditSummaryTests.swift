import Engagement
import Testing

@Suite struct CreditSummaryTests {
    @Test func addsUpWhatIsKnown() throws {
        var district = SmallDistrict()
        district.result("2025-06-01", attempted: 1, earned: 1)
        district.result("2025-09-10", attempted: 1, earned: 0.5)
        district.result("2025-09-10", inProgress: 2)
        district.result("2025-09-11", letter: "A")
        let credits = try #require(district.snapshot().credits(of: 0))
        #expect(credits.earned == 1.5, "credits count over all years")
        #expect(credits.attempted == 2)
        #expect(credits.inProgress == 2)
        #expect(credits.share == 0.75)
    }

    @Test func gradesAloneAreNoCredits() {
        var district = SmallDistrict()
        district.result("2025-09-11", letter: "A", percent: 95)
        let snapshot = district.snapshot()
        #expect(snapshot.credits(of: 0) == nil)
        #expect(snapshot.credits(of: 1) == nil)
        #expect(snapshot.value(of: "credits_earned") == nil)
    }

    @Test func noneAttemptedHasNoShare() throws {
        var district = SmallDistrict()
        district.result("2025-09-10", inProgress: 1)
        let credits = try #require(district.snapshot().credits(of: 0))
        #expect(credits.share == nil)
    }

    /// Some exports give what is being worked for as attempted too: it is no attempt, and no latest grading period.
    @Test func aCourseUnderWayIsNotAttempted() throws {
        var district = SmallDistrict(asOf: "2026-06-06")
        district.result("2026-01-16", "Algebra", term: "Fall", letter: "F", attempted: 0.5, earned: 0)
        district.result("2026-02-01", "Algebra", term: "Spring", attempted: 0.5, inProgress: 0.5)
        district.result("2026-02-02", "English", term: "Spring", attempted: 1, earned: 0, inProgress: 1)
        let snapshot = district.snapshot()
        let credits = try #require(snapshot.credits(of: 0))
        #expect(credits.attempted == 0.5 && credits.share == 0 && credits.inProgress == 1.5)
        #expect(snapshot.latestGradingPeriod(of: 0).map(\.date) == [day("2026-01-16")])
        district.result("2026-06-05", "Algebra", term: "Spring", letter: "B", attempted: 0.5, earned: 0.5)
        let later = try #require(district.snapshot().credits(of: 0))
        #expect(later.attempted == 1 && later.share == 0.5 && later.inProgress == 1)
    }

    @Test func noneEarnedIsZeroNotMissing() {
        var district = SmallDistrict()
        district.result("2025-09-10", attempted: 1, earned: 0)
        #expect(district.snapshot().value(of: "credits_earned") == 0)
    }

    @Test func theLatestGradingPeriodIsTheOneOfTheLatestGrade() {
        var district = SmallDistrict(asOf: "2026-02-01")
        district.result("2025-11-01", term: "Q1", letter: "F")
        district.result("2026-01-20", term: "Q2", letter: "B")
        district.result("2026-01-23", term: "Q2", percent: 64.5)
        district.result("2026-01-23", term: "", attempted: 1)
        district.result("2026-01-30", term: "Q3", inProgress: 1)
        let latest = district.snapshot().latestGradingPeriod(of: 0)
        #expect(latest.map(\.date) == ["2026-01-20", "2026-01-23", "2026-01-23"].map(day))
        #expect(latest.map(\.percent) == [nil, 64.5, nil])
    }

    @Test func withoutTermsTheLatestDayIsTheGradingPeriod() {
        var district = SmallDistrict()
        district.result("2025-09-10", letter: "F")
        district.result("2025-09-12", letter: "B")
        #expect(district.snapshot().latestGradingPeriod(of: 0).map(\.date) == [day("2025-09-12")])
        #expect(district.snapshot().latestGradingPeriod(of: 1).isEmpty)
    }

    @Test(arguments: [(0, 0), (64.5, 64.5), (99.999, 100), (1000, 1000), (nil, nil)] as [(Double?, Double?)])
    func percentIsKeptToTwoDecimals(given: Double?, kept: Double?) {
        let result = CourseResult(
            date: .unknown, term: .none, course: .none, subject: .none, letter: .none, percent: given,
            attempted: nil, earned: nil, inProgress: nil)
        #expect(result.percent == kept)
    }
}
