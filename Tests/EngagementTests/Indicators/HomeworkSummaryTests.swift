import Engagement
import Testing

@Suite struct HomeworkSummaryTests {
    @Test func countsWhatWasDueAndHandedIn() throws {
        var district = SmallDistrict()
        district.homework(due: "2025-09-05", .fullyGraded, score: 8, maximum: 10)
        district.homework(due: "2025-09-06", .submitted)
        district.homework(due: "2025-09-07", .partiallyGraded, score: 1, maximum: 10)
        district.homework(due: "2025-09-08", .notSubmitted)
        district.homework(due: "2025-09-09", .exempt, score: 0, maximum: 10)
        district.homework(due: "2025-09-10", .fullyGraded, score: 5)
        let summary = try #require(district.snapshot().homework(of: 0))
        #expect(summary.due == 5)
        #expect(summary.submitted == 4)
        #expect(summary.completion == 0.8)
        #expect(summary.points == 8, "what is graded in part or without a maximum says nothing yet")
        #expect(summary.accuracy == 0.8)
    }

    @Test func onlyWhatWasDueThisYearByTheDayCounts() throws {
        var district = SmallDistrict(asOf: "2025-09-30")
        district.homework(due: "2025-06-01", .notSubmitted)
        district.homework(due: "2025-09-30", .submitted)
        district.homework(due: "2025-10-01", .notSubmitted)
        let summary = try #require(district.snapshot().homework(of: 0))
        #expect(summary.due == 1)
        #expect(summary.completion == 1)
    }

    @Test func withoutADueDateTheDayItWasGivenOutCounts() throws {
        var district = SmallDistrict()
        for assigned in ["2025-06-01", "2025-09-20"] {
            district.builder.add(
                HomeworkItem(
                    assigned: day(assigned), due: .unknown, title: .none, status: .submitted, score: nil,
                    maximum: nil), to: 0)
        }
        #expect(district.snapshot().homework(of: 0)?.due == 1)
    }

    @Test func withoutAPieceDueItIsMissing() throws {
        var district = SmallDistrict()
        district.homework(row: 1, due: "2025-10-01", .submitted)
        let snapshot = district.snapshot()
        #expect(snapshot.homework(of: 0) == nil)
        #expect(snapshot.homework(of: 1)?.completion == nil)
        #expect(snapshot.value(of: "homework_completion", row: 1) == nil)
        #expect(snapshot.value(of: "homework_accuracy", row: 1) == nil)
    }

    @Test func handedInButNeverGradedHasNoAccuracy() throws {
        var district = SmallDistrict()
        district.homework(due: "2025-09-05", .submitted)
        let summary = try #require(district.snapshot().homework(of: 0))
        #expect(summary.completion == 1)
        #expect(summary.accuracy == nil)
    }

    @Test func extraCreditDoesNotLiftAccuracyAboveOne() throws {
        var district = SmallDistrict()
        district.homework(due: "2025-09-05", .fullyGraded, score: 12, maximum: 10)
        #expect(district.snapshot().homework(of: 0)?.accuracy == 1)
    }

    @Test func zeroPointsAreZeroNotMissing() throws {
        var district = SmallDistrict()
        district.homework(due: "2025-09-05", .fullyGraded, score: 0, maximum: 10)
        #expect(district.snapshot().value(of: "homework_accuracy") == 0)
    }
}
