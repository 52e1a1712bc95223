import Engagement
import Testing

@Suite struct SnapshotBuilderTests {
    @Test func nothingLaterThanItsDayIsIn() {
        var district = SmallDistrict(asOf: "2025-09-10")
        district.teach(on: ["2025-09-10", "2025-09-11"])
        district.attend("2025-09-10", .unexcused)
        district.attend("2025-09-11", .unexcused)
        district.builder.add(DisciplineEvent(date: day("2025-09-11"), kind: .referral, days: 0), to: 0)
        district.result("2025-09-11", letter: "F")
        district.homework(due: "2025-09-14", .submitted)
        district.observe("2025-09-11", "time_on_task", 5)
        district.answer("2025-09-11", "autonomy", 3)
        let club = district.builder.intern("Chess")
        district.builder.add(
            Activity(date: day("2025-09-11"), kind: .extracurricular, name: club, hours: 1), to: 0)
        let snapshot = district.snapshot()
        #expect(snapshot.attendance[0].map(\.date) == [day("2025-09-10")])
        #expect(Array(snapshot.schoolDays[0]) == [day("2025-09-10")])
        #expect(snapshot.discipline.isEmpty)
        #expect(snapshot.courseResults.isEmpty)
        #expect(snapshot.homework.isEmpty)
        #expect(snapshot.observations.isEmpty)
        #expect(snapshot.surveyAnswers.isEmpty)
        #expect(snapshot.activities.isEmpty)
    }

    @Test(
        arguments: [
            (nil, nil, true), ("2025-09-10", nil, true), ("2025-09-11", nil, false),
            (nil, "2025-09-10", true),
            (nil, "2025-09-09", false), ("2025-09-01", "2026-06-01", true),
        ] as [(String?, String?, Bool)])
    func holdsWhoIsEnrolledOnItsDay(from: String?, to: String?, isIn: Bool) {
        var builder = SnapshotBuilder(asOf: day("2025-09-10"))
        var student = StudentRecord(id: "a")
        student.enrolledFrom = from.map { day($0) }
        student.enrolledTo = to.map { day($0) }
        #expect((builder.addStudent(student) != nil) == isIn)
        #expect((builder.finish().row(of: "a") != nil) == isIn)
    }

    @Test(
        arguments: [
            ("2025-09-10", nil, true), ("2025-09-11", nil, false), ("2025-09-01", "2025-09-10", true),
            ("2025-09-01", "2025-09-09", false),
        ] as [(String, String?, Bool)])
    func aMentorCountsWhileInCharge(from: String, to: String?, inCharge: Bool) {
        var district = SmallDistrict(asOf: "2025-09-10")
        let mentor = district.builder.addMentor(Mentor(id: "rivera", name: "Ana Rivera"))
        district.builder.add(
            CaseloadAssignment(mentor: mentor, from: day(from), to: to.map { day($0) } ?? .unknown), to: 1)
        #expect(district.snapshot().caseload(of: mentor) == (inCharge ? [1] : []))
    }

    @Test func findsStudentsByTheBytesOfTheirIds() {
        let snapshot = SmallDistrict(students: ["S-1", "S-10", "S-2", "e\u{301}", "\u{E9}"]).snapshot()
        #expect(snapshot.row(of: "S-1") == 0)
        #expect(snapshot.row(of: "S-2") == 2)
        #expect(snapshot.row(of: "e\u{301}") == 3)
        #expect(snapshot.row(of: "\u{E9}") == 4)
        #expect(snapshot.row(of: "s-1") == nil)
        #expect(snapshot.row(of: "") == nil)
        #expect(snapshot.row(of: "zzz") == nil)
    }

    @Test(arguments: [
        ("Ana", "", "Rivera", "Ana Rivera"), ("Ana", "Annie", "Rivera", "Annie Rivera"),
        ("", "", "Rivera", "Rivera"), ("Ana", "", "", "Ana"), ("", "", "", "a"),
    ])
    func namesStudentsAsPeopleDo(given: String, preferred: String, family: String, name: String) {
        var builder = SnapshotBuilder(asOf: day("2025-09-10"))
        var student = StudentRecord(id: "a")
        student.givenName = given
        student.preferredName = preferred
        student.familyName = family
        _ = builder.addStudent(student)
        #expect(builder.finish().name(of: 0) == name)
    }

    @Test func whatIsNotKnownOfAStudentIsMissing() {
        var builder = SnapshotBuilder(asOf: day("2025-09-10"))
        _ = builder.addStudent(StudentRecord(id: "a"))
        let snapshot = builder.finish()
        #expect(snapshot.grade(of: 0) == nil)
        #expect(snapshot.school(of: 0) == nil)
        #expect(snapshot.students.enrolledFrom[0].ifKnown == nil)
        #expect(snapshot.indicatorColumns.isEmpty)
        #expect(snapshot.schoolYearStart == .unknown)
    }

    @Test(arguments: [
        ("2025-08-31", "2024-09-02"), ("2025-09-01", "2025-09-01"), ("2026-07-15", "2025-09-01"),
        ("2024-01-01", "-"),
    ])
    func theSchoolYearIsTheLatestOneBegun(asOf: String, start: String) {
        var builder = SnapshotBuilder(asOf: day(asOf))
        for (id, begin, end) in [
            ("sy26", "2025-09-01", "2026-06-12"), ("sy25", "2024-09-02", "2025-06-13"),
        ] {
            builder.addTerm(
                Term(id: Identifier(id), title: id, kind: .schoolYear, start: day(begin), end: day(end)))
        }
        builder.addTerm(
            Term(id: "q1", title: "Q1", kind: .term, start: day("2023-12-01"), end: day("2026-12-01")))
        let snapshot = builder.finish()
        #expect(snapshot.schoolYearStart.ifKnown?.description ?? "-" == start)
        #expect(snapshot.terms.map(\.id.text) == ["q1", "sy25", "sy26"])
    }

    @Test func anEmptyDistrictIsASnapshotToo() {
        let snapshot = SnapshotBuilder(asOf: day("2025-09-10")).finish()
        #expect(snapshot.students.count == 0)
        #expect(snapshot.row(of: "a") == nil)
        #expect(snapshot.fingerprint.count == 64)
    }
}
