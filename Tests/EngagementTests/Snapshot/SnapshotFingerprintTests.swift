import Engagement
import Testing

@Suite struct SnapshotFingerprintTests {
    /// Two students with a record of each kind, the students' records in either order.
    private func fingerprint(
        rows: [Int] = [0, 1], internFirst: [String] = [], change: (inout SmallDistrict) -> Void = { _ in }
    ) -> String {
        var district = SmallDistrict()
        for text in internFirst { _ = district.builder.intern(text) }
        district.teach(on: ["2025-09-01", "2025-09-02"])
        let mentor = district.builder.addMentor(Mentor(id: "rivera", name: "Ana Rivera"))
        for row in rows {
            district.attend(row: row, "2025-09-01", .tardy, period: "P\(row)")
            district.attend(row: row, "2025-09-02", .excused)
            district.builder.add(
                DisciplineEvent(date: day("2025-09-02"), kind: .inSchoolSuspension, days: 0.5), to: row)
            district.result(row: row, "2025-09-20", term: "Q1", letter: "B", attempted: 1, earned: 1)
            district.homework(row: row, due: "2025-09-05", .fullyGraded, score: 4, maximum: 5)
            district.observe(row: row, "2025-09-03", "time_on_task", Double(row))
            district.answer(row: row, "2025-09-04", "autonomy", 3, item: "item \(row)")
            let name = district.builder.intern("Club \(row)")
            district.builder.add(
                Activity(date: day("2025-09-06"), kind: .extracurricular, name: name, hours: 2), to: row)
            let (fact, value) = (district.builder.intern("sex"), district.builder.intern("F\(row)"))
            district.builder.add(Demographic(name: fact, value: value), to: row)
            district.builder.add(
                CaseloadAssignment(mentor: mentor, from: day("2025-09-01"), to: .unknown), to: row)
        }
        change(&district)
        return district.snapshot().fingerprint
    }

    @Test func isSHA256InHexadecimal() {
        let fingerprint = fingerprint()
        #expect(fingerprint.utf8.count == 64)
        #expect(fingerprint.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) })
    }

    @Test func theOrderInWhichStudentsRecordsComeDoesNotShow() {
        #expect(fingerprint(rows: [1, 0]) == fingerprint(rows: [0, 1]))
    }

    @Test func theOrderInWhichTextsWereFirstSeenDoesNotShow() {
        let other = fingerprint(internFirst: ["unused", "Q1", "P1", "item 1", "sex"])
        #expect(other == fingerprint())
    }

    /// The same records from another file, or recorded on another day, are the same content.
    @Test func whoRecordedItDoesNotShow() {
        func fingerprint(_ user: String?) -> String {
            self.fingerprint { district in
                let origin = user.map {
                    district.builder.addOrigin(RecordOrigin(user: $0, at: 1, source: "log"))
                }
                district.builder.setOrigin(origin)
                district.observe(row: 1, "2025-09-05", "time_on_task", 0)
                let event = MentorEvent(
                    date: day("2025-09-05"), kind: .schoolEvent, name: "Fair", origin: origin)
                _ = district.builder.addMentor(Mentor(id: "west", name: "West", events: [event]))
            }
        }
        #expect(fingerprint("ana") == fingerprint("bo"))
        #expect(fingerprint("ana") == fingerprint(nil))
    }

    @Test(arguments: 0..<18)
    func everyChangeShows(number: Int) {
        let changes: [(inout SmallDistrict) -> Void] = [
            { $0.attend(row: 1, "2025-09-03", .present) },
            { $0.teach(on: ["2025-09-03"]) },
            { $0.observe(row: 1, "2025-09-05", "time_on_task", 0) },
            { $0.answer(row: 1, "2025-09-05", "autonomy", 4) },
            { $0.answer(row: 1, "2025-09-05", "extrinsic_motivation", 4) },
            { $0.homework(row: 1, due: "2025-09-06", .submitted) },
            { $0.result(row: 1, "2025-09-21", inProgress: 1) },
            { $0.builder.add(DisciplineEvent(date: day("2025-09-03"), kind: .referral, days: 0), to: 0) },
            { _ = $0.builder.addSchool(School(id: "south", name: "South")) },
            { $0.builder.add(GoalProgress(date: day("2025-09-03"), goal: 0, progress: 5), to: 0) },
            { $0.builder.add(Outcome(date: day("2025-09-03"), name: .none, value: 1), to: 0) },
            {
                let note = $0.builder.intern("note")
                $0.builder.add(
                    DisciplineEvent(date: day("2025-09-02"), kind: .referral, days: 0, note: note), to: 0)
            },
            { _ = $0.builder.addMentor(Mentor(id: "smith", name: "S")) },
            {
                $0.builder.addTerm(
                    Term(id: "q", title: "Q", kind: .term, start: day("2025-09-01"), end: day("2025-10-01")))
            },
            { _ = $0.builder.addStudent(StudentRecord(id: "c")) },
            {
                $0.builder.add(
                    Activity(date: day("2025-09-07"), kind: .schoolEvent, name: .none, hours: 2), to: 1)
            },
            { $0.builder.add(Demographic(name: $0.builder.intern("sex"), value: .none), to: 1) },
            { $0.builder.add(CaseloadAssignment(mentor: 0, from: .unknown, to: .unknown), to: 1) },
        ]
        #expect(changes.count == 18)
        #expect(fingerprint(change: changes[number]) != fingerprint())
    }

    @Test func theDayAndTheCatalogShow() {
        let bare = SmallDistrict().snapshot().fingerprint
        #expect(SmallDistrict(asOf: "2025-10-01").snapshot().fingerprint != bare)
        let own = Indicator(
            id: "age", domain: .academic, title: "Age", unit: "years", cadence: .term, kind: .observations)
        #expect(SmallDistrict(own: [own]).snapshot().fingerprint != bare)
    }

    @Test(arguments: 0..<9)
    func everyPartOfAStudentShows(number: Int) {
        let changes: [(inout StudentRecord) -> Void] = [
            { $0.givenName = "x" }, { $0.middleName = "x" }, { $0.familyName = "x" },
            { $0.preferredName = "x" }, { $0.grade = 9 }, { $0.school = 0 },
            { $0.enrolledFrom = day("2025-09-01") }, { $0.enrolledTo = day("2026-06-01") },
            { $0.language = "x" },
        ]
        func fingerprint(_ change: (inout StudentRecord) -> Void) -> String {
            var builder = SnapshotBuilder(asOf: day("2025-09-10"))
            _ = builder.addSchool(School(id: "n", name: "N"))
            var student = StudentRecord(id: "a")
            change(&student)
            _ = builder.addStudent(student)
            return builder.finish().fingerprint
        }
        #expect(changes.count == 9)
        #expect(fingerprint(changes[number]) != fingerprint { _ in })
    }

    @Test func aBorderMovedBetweenTwoTextsShows() {
        func fingerprint(_ given: String, _ family: String) -> String {
            var builder = SnapshotBuilder(asOf: day("2025-09-10"))
            var student = StudentRecord(id: "a")
            student.givenName = given
            student.familyName = family
            _ = builder.addStudent(student)
            return builder.finish().fingerprint
        }
        #expect(fingerprint("Ana", "Rivera") != fingerprint("AnaR", "ivera"))
    }

    @Test func whatLiesAfterItsDayDoesNotShow() {
        #expect(fingerprint { $0.attend(row: 1, "2025-10-01", .unexcused) } == fingerprint())
    }
}
