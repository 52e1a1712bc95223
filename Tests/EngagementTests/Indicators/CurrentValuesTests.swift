import Engagement
import Testing

@Suite struct CurrentValuesTests {
    private static let every = Set(RecordKind.allCases)

    @Test func theLatestDayCountsAndSeveralValuesOfItAreAveraged() throws {
        var district = SmallDistrict()
        district.observe("2025-09-02", "time_on_task", 1)
        district.observe("2025-09-05", "time_on_task", 4)
        district.observe("2025-09-05", "time_on_task", 7)
        let snapshot = district.snapshot()
        let number = try #require(snapshot.catalog.number(of: "time_on_task"))
        let value = try #require(snapshot.value(of: number, row: 0, from: Self.every))
        #expect(value.value == 5.5)
        #expect(value.date == day("2025-09-05"))
        #expect(snapshot.value(of: number, row: 1, from: Self.every) == nil)
    }

    @Test func theItemsOfASubscaleMakeOneFigure() {
        var district = SmallDistrict()
        district.answer("2025-09-05", "teacher_student_relationships", 2, item: "1")
        district.answer("2025-09-05", "teacher_student_relationships", 3, item: "2")
        district.answer("2025-09-05", "extrinsic_motivation", 1)
        let snapshot = district.snapshot()
        #expect(snapshot.value(of: "adult_relationships") == 2.5)
        #expect(snapshot.indicatorColumns.count == 1, "extrinsic motivation measures no indicator")
    }

    @Test func kindsThatAreNotInViewDoNotCount() throws {
        var district = SmallDistrict()
        district.answer("2025-09-05", "autonomy", 2)
        district.observe("2025-09-08", "autonomy", 4)
        let snapshot = district.snapshot()
        let number = try #require(snapshot.catalog.number(of: "autonomy"))
        #expect(snapshot.value(of: number, row: 0, from: [.survey])?.value == 2)
        #expect(snapshot.value(of: number, row: 0, from: [.observations])?.value == 4)
        #expect(snapshot.value(of: number, row: 0, from: Self.every)?.value == 4)
        #expect(snapshot.value(of: number, row: 0, from: [.attendance]) == nil)
    }

    @Test func historyIsOneValueADayInOrder() throws {
        var district = SmallDistrict()
        district.answer("2025-09-05", "autonomy", 2, item: "1")
        district.answer("2025-09-05", "autonomy", 3, item: "2")
        district.observe("2025-09-02", "autonomy", 4)
        let snapshot = district.snapshot()
        let number = try #require(snapshot.catalog.number(of: "autonomy"))
        let history = snapshot.history(of: number, row: 0, from: Self.every)
        #expect(history.map(\.date) == [day("2025-09-02"), day("2025-09-05")])
        #expect(history.map(\.value) == [4, 2.5])
        #expect(snapshot.history(of: number, row: 0, from: [.survey]).map(\.value) == [2.5])
        #expect(snapshot.history(of: number, row: 1, from: Self.every).isEmpty)
    }

    @Test func indicatorsOfEventsStandForTheSnapshotsDay() throws {
        var district = SmallDistrict(asOf: "2025-09-30")
        district.teach(on: ["2025-09-01", "2025-09-02"])
        district.attend("2025-09-01", .unexcused)
        let snapshot = district.snapshot()
        let number = try #require(snapshot.catalog.number(of: "attendance_rate"))
        let rate = try #require(snapshot.value(of: number, row: 0, from: [.attendance]))
        #expect(rate.value == 0.5)
        #expect(rate.date == day("2025-09-30"))
        #expect(snapshot.value(of: "attendance_streak") == 1)
    }

    @Test func withoutASchoolDayCountsAreMissingNotZero() {
        var builder = SnapshotBuilder(asOf: day("2025-09-12"))
        _ = builder.addStudent(StudentRecord(id: "a"))
        builder.add(AttendanceEvent(date: day("2025-09-11"), code: .unexcused), to: 0)
        let snapshot = builder.finish()
        for id in ["absences", "tardies", "missed_classes", "attendance_rate", "attendance_streak"] {
            #expect(snapshot.value(of: id) == nil)
        }
    }

    @Test func hoursOfClubsOfThisYearCount() {
        var district = SmallDistrict()
        for (date, kind, hours) in [
            ("2025-05-01", .extracurricular, 8), ("2025-09-02", .extracurricular, 1.5),
            ("2025-09-09", .extracurricular, 2), ("2025-09-10", .schoolEvent, 4),
        ] as [(String, ActivityKind, Double)] {
            district.builder.add(Activity(date: day(date), kind: kind, name: .none, hours: hours), to: 0)
        }
        let snapshot = district.snapshot()
        #expect(snapshot.value(of: "extracurricular_participation") == 3.5)
        #expect(snapshot.value(of: "extracurricular_participation", row: 1) == 0)
        #expect(SmallDistrict().snapshot().value(of: "extracurricular_participation") == nil)
    }

    @Test func aDistrictsOwnIndicatorHasValuesToo() {
        let own = Indicator(
            id: "age", domain: .academic, title: "Age", unit: "years", cadence: .term, kind: .observations)
        var district = SmallDistrict(own: [own])
        district.observe(row: 1, "2025-09-01", "age", 17)
        let snapshot = district.snapshot()
        #expect(snapshot.value(of: "age", row: 0) == nil)
        #expect(snapshot.value(of: "age", row: 1) == 17)
    }
}
