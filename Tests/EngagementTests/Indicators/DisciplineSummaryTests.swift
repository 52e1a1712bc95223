import Engagement
import Testing

@Suite struct DisciplineSummaryTests {
    private func district() -> SmallDistrict {
        var district = SmallDistrict()
        for (date, kind, days) in [
            ("2025-05-01", .referral, 0), ("2025-09-02", .referral, 0), ("2025-09-03", .detention, 0),
            ("2025-09-04", .inSchoolSuspension, 0.5), ("2025-09-20", .inSchoolSuspension, 1),
            ("2025-09-21", .outOfSchoolSuspension, 3),
        ] as [(String, DisciplineKind, Double)] {
            district.builder.add(DisciplineEvent(date: day(date), kind: kind, days: days), to: 0)
        }
        return district
    }

    @Test func countsEachKindAndItsDays() throws {
        let summary = try #require(district().snapshot().discipline(of: 0))
        #expect(summary.referrals == 1, "last year's referral is not this year's")
        #expect(summary.detentions == 1)
        #expect(summary.inSchoolSuspensions == 2)
        #expect(summary.inSchoolDays == 1.5)
        #expect(summary.outOfSchoolSuspensions == 1)
        #expect(summary.outOfSchoolDays == 3)
        #expect(district().snapshot().value(of: "suspension_days") == 4.5)
    }

    @Test func aWindowCountsBothItsEnds() throws {
        let snapshot = district().snapshot()
        let window = try #require(
            snapshot.discipline(of: 0, from: day("2025-09-03"), through: day("2025-09-20")))
        #expect(window.referrals == 0)
        #expect(window.detentions == 1)
        #expect(window.inSchoolSuspensions == 2)
        #expect(window.outOfSchoolSuspensions == 0)
        #expect(snapshot.discipline(of: 0, from: day("2025-05-01"))?.referrals == 2)
    }

    @Test func aStudentWithoutAnEntryHasNone() throws {
        let snapshot = district().snapshot()
        #expect(snapshot.discipline(of: 1)?.referrals == 0)
        #expect(snapshot.value(of: "behavior_referrals", row: 1) == 0)
    }

    @Test func withoutAnyOnRecordItIsMissing() {
        let snapshot = SmallDistrict().snapshot()
        #expect(snapshot.discipline(of: 0) == nil)
        #expect(snapshot.value(of: "behavior_referrals") == nil)
    }
}
