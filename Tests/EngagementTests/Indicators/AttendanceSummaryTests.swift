import Engagement
import Testing

@Suite struct AttendanceSummaryTests {
    /// The first two weeks of September 2025: ten school days from Monday, the 1st.
    private func district() -> SmallDistrict {
        var district = SmallDistrict(asOf: "2025-09-12")
        district.teachWeekdays(from: "2025-09-01", days: 14)
        return district
    }

    @Test func countsEachCodeForItself() throws {
        var district = district()
        district.attend("2025-09-01", .present)
        district.attend("2025-09-02", .excused)
        district.attend("2025-09-03", .unexcused)
        district.attend("2025-09-04", .tardy)
        district.attend("2025-09-05", .earlyDeparture)
        district.attend("2025-09-08", .missedClass, period: "3")
        district.attend("2025-09-09", .unexcused, period: "4")
        district.attend("2025-09-10", .excused, period: "4")
        let summary = try #require(district.snapshot().attendance(of: 0))
        #expect(summary.daysEnrolled == 10)
        #expect(summary.excused == 1)
        #expect(summary.unexcused == 1)
        #expect(summary.absences == 2)
        #expect(summary.daysPresent == 8)
        #expect(summary.tardies == 1)
        #expect(summary.earlyDepartures == 1)
        #expect(summary.missedClasses == 2, "an excused absence of one period is no missed class")
        #expect(summary.rate == 0.8)
    }

    @Test func classesMissedOnADayMissedAsAWholeCountOnce() throws {
        var district = district()
        district.attend("2025-09-02", .unexcused)
        district.attend("2025-09-02", .missedClass, period: "1")
        district.attend("2025-09-02", .missedClass, period: "2")
        district.attend("2025-09-03", .missedClass, period: "1")
        district.attend("2025-09-04", .missedClass, period: "1")
        district.attend("2025-09-04", .excused)
        let summary = try #require(district.snapshot().attendance(of: 0))
        #expect(summary.absences == 2)
        #expect(summary.missedClasses == 1)
    }

    @Test func anAbsenceOnADayWithoutSchoolCountsNowhere() throws {
        var district = district()
        district.attend("2025-08-29", .unexcused)
        district.attend("2025-09-06", .unexcused)
        district.attend("2025-09-08", .unexcused)
        let summary = try #require(district.snapshot().attendance(of: 0))
        #expect(summary.absences == 1)
        #expect(summary.rate == 0.9)
    }

    @Test func aStudentWithoutAnEntryWasThere() throws {
        var district = district()
        district.attend(row: 1, "2025-09-02", .unexcused)
        let summary = try #require(district.snapshot().attendance(of: 0))
        #expect(summary.rate == 1)
    }

    @Test func withoutAnyAttendanceOnRecordItIsMissing() {
        let snapshot = district().snapshot()
        #expect(!snapshot.hasAttendance)
        #expect(snapshot.attendance(of: 0) == nil)
        #expect(snapshot.attendanceStreak(of: 0) == nil)
        #expect(snapshot.value(of: "attendance_rate") == nil)
        #expect(snapshot.value(of: "absences") == nil)
    }

    @Test(arguments: [
        ("2025-09-01", "2025-09-05", 5, 1), ("2025-09-08", "2025-09-12", 5, 2),
        ("2025-09-03", "2025-09-03", 1, 1),
        ("2025-09-04", "2025-09-03", 0, 0), ("2025-09-06", "2025-09-07", 0, 0),
        ("2025-09-12", "2025-12-01", 1, 1), ("2024-01-01", "2025-09-03", 3, 1),
    ])
    func aWindowCountsBothItsEnds(first: String, last: String, days: Int, absences: Int) throws {
        var district = district()
        for date in ["2025-09-03", "2025-09-09", "2025-09-12"] { district.attend(date, .excused) }
        let summary = try #require(
            district.snapshot().attendance(of: 0, from: day(first), through: day(last)))
        #expect(summary.daysEnrolled == days)
        #expect(summary.absences == absences)
        #expect((summary.rate == nil) == (days == 0))
    }

    @Test func onlyDaysOfEnrollmentCount() throws {
        var builder = SnapshotBuilder(asOf: day("2025-09-12"))
        let school = builder.addSchool(School(id: "north", name: "North"))
        for offset in 0..<5 { builder.addSchoolDay(day("2025-09-08") + offset, school: school) }
        var student = StudentRecord(id: "a")
        student.school = school
        student.enrolledFrom = day("2025-09-10")
        let added = builder.addStudent(student)
        let row = try #require(added)
        builder.add(AttendanceEvent(date: day("2025-09-09"), code: .unexcused), to: row)
        builder.add(AttendanceEvent(date: day("2025-09-11"), code: .unexcused), to: row)
        let summary = try #require(builder.finish().attendance(of: row))
        #expect(summary.daysEnrolled == 3)
        #expect(summary.absences == 1)
    }

    @Test func lastYearCountsOnlyWhenAskedFor() throws {
        var district = SmallDistrict(asOf: "2025-09-12")
        district.teach(on: ["2025-06-02", "2025-06-03", "2025-09-01", "2025-09-02"])
        district.attend("2025-06-03", .unexcused)
        district.attend("2025-09-02", .unexcused)
        let snapshot = district.snapshot()
        #expect(snapshot.attendance(of: 0)?.daysEnrolled == 2)
        #expect(snapshot.attendance(of: 0)?.absences == 1)
        #expect(snapshot.attendance(of: 0, from: day("2025-06-01"))?.absences == 2)
    }

    @Test func aSchoolWithoutACalendarTaughtWhenAttendanceWasTaken() throws {
        var district = SmallDistrict(asOf: "2025-09-12")
        district.attend(row: 0, "2025-09-01", .unexcused)
        district.attend(row: 1, "2025-09-01", .present)
        district.attend(row: 1, "2025-09-02", .tardy)
        district.attend(row: 1, "2025-09-05", .present)
        let snapshot = district.snapshot()
        #expect(Array(snapshot.schoolDays[0]) == ["2025-09-01", "2025-09-02", "2025-09-05"].map(day))
        #expect(snapshot.attendance(of: 0)?.absences == 1)
        #expect(snapshot.attendance(of: 0)?.daysEnrolled == 3)
    }

    @Test func aStudentWithoutASchoolHasNoFigures() {
        var builder = SnapshotBuilder(asOf: day("2025-09-12"))
        _ = builder.addStudent(StudentRecord(id: "a"))
        builder.add(AttendanceEvent(date: day("2025-09-11"), code: .unexcused), to: 0)
        let snapshot = builder.finish()
        #expect(snapshot.attendance[0].count == 1)
        // Missing, not zero.
        #expect(snapshot.attendance(of: 0) == nil && snapshot.attendanceStreak(of: 0) == nil)
    }

    @Test(arguments: [(18, true), (17, false), (19, true), (0, false)])
    func aTenthOfTheDaysIsChronic(absences: Int, chronic: Bool) throws {
        var district = SmallDistrict(asOf: "2026-06-12")
        let days = (0..<400).map { day("2025-09-01") + $0 }.filter { $0.weekday <= 5 }.prefix(180)
        for date in days { district.builder.addSchoolDay(date, school: 0) }
        district.attend(row: 1, "2025-09-01", .present)
        for date in days.prefix(absences) {
            district.builder.add(AttendanceEvent(date: date, code: .excused), to: 0)
        }
        let summary = try #require(district.snapshot().attendance(of: 0))
        #expect(summary.daysEnrolled == 180)
        #expect(summary.isChronicallyAbsent == chronic)
    }

    @Test(
        arguments: [
            ([], 10), (["2025-09-12"], 0), (["2025-09-11"], 1), (["2025-09-01"], 9),
            (["2025-09-03", "2025-09-08"], 4), (["2025-09-06"], 10), (["2025-09-05", "2025-09-07"], 5),
        ] as [([String], Int)])
    func theStreakCountsBackToTheLastAbsence(absences: [String], streak: Int) {
        var district = district()
        district.attend(row: 1, "2025-09-01", .present)
        for date in absences { district.attend(row: 0, date, .unexcused) }
        district.attend(row: 0, "2025-09-12", .tardy)
        #expect(district.snapshot().attendanceStreak(of: 0) == streak)
    }
}
