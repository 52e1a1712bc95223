import Engagement
import Records
import Testing

/// Students who move, leave, come back, and begin another year.
@Suite struct NewEnrollmentTests {
    private func district(_ students: String) throws -> District {
        let district = try District([
            "schools.csv": "school_id,name\nHS,High\nMS,Middle\n",
            "terms.csv":
                "term_id,title,kind,start,end\nx,24,schoolYear,2024-09-02,2025-06-13\ny,25,schoolYear,2025-09-01,2026-06-12\n",
            "calendar.csv": "date\n2025-05-05\n2025-09-01\n2025-09-02\n2025-12-01\n2026-01-12\n2026-01-13\n",
            "students.csv": students,
            "attendance.csv": "student_id,date,code\nA,2025-09-01,U\nA,2025-09-02,U\nA,2026-01-13,U\n",
        ])
        try district.load()
        return district
    }

    /// Where the student is and how many days of how many were missed, as of days.
    private func standing(_ district: District, _ days: [String]) throws -> [String] {
        try days.map { date in
            let snapshot = try district.snapshot(day(date))
            guard snapshot.students.count == 1 else { return "nobody" }
            let attendance = snapshot.attendance(of: 0)
            let grade = snapshot.grade(of: 0).map(String.init) ?? "-"
            return "\(snapshot.school(of: 0)?.id.text ?? "-") \(grade) "
                + "\(attendance?.absences ?? -1)/\(attendance?.daysEnrolled ?? -1)"
        }
    }

    private static let days = ["2025-05-05", "2025-09-02", "2026-01-11", "2026-01-13"]

    @Test func whoMovesKeepsTheDaysOfBefore() throws {
        let district = try district("student_id,grade,school_id,enrolled_from\nA,9,HS,2025-09-01\n")
        try district.write("students.csv", "student_id,school_id,enrolled_from\nA,MS,2026-01-12\n")
        #expect(counts(try district.load())["students.csv"] == [0, 1, 0, 0])
        #expect(try standing(district, Self.days) == ["nobody", "HS 9 2/2", "HS 9 2/3", "MS 9 3/5"])
        #expect(counts(try district.load())["students.csv"] == [0, 0, 0, 0])
        let copy = try copied(district)
        #expect(try standing(copy, Self.days) == standing(district, Self.days))
        #expect(
            try copy.snapshot(day("2025-09-02")).fingerprint
                == district.snapshot(day("2025-09-02")).fingerprint)
    }

    /// A file of a few columns that says nothing of a last day begins a new enrollment as well.
    @Test func whoComesBackWasAwayBetween() throws {
        let district = try district(
            "student_id,grade,school_id,enrolled_from,enrolled_to\nA,9,HS,2025-09-01,2025-11-28\n")
        try district.write("students.csv", "student_id,enrolled_from\nA,2026-01-12\n")
        try district.load()
        #expect(try standing(district, Self.days) == ["nobody", "HS 9 2/2", "nobody", "HS 9 1/2"])
        #expect(try district.snapshot(day("2026-01-13")).students.enrolledTo[0] == .unknown)
        let copy = try copied(district)
        #expect(try standing(copy, Self.days) == standing(district, Self.days))
    }

    @Test func aYearChangeLeavesTheYearBefore() throws {
        let district = try district(
            "student_id,grade,school_id,enrolled_from,enrolled_to\nA,8,MS,2024-09-02,2025-06-13\n")
        try district.write(
            "students.csv",
            "student_id,grade,school_id,enrolled_from,enrolled_to\nA,9,HS,2025-09-01,2026-06-12\n")
        try district.load()
        #expect(try standing(district, Self.days) == ["MS 8 -1/-1", "HS 9 2/2", "HS 9 2/3", "HS 9 3/5"])
    }

    /// In the same place and without a last day, a later first day is a correction.
    @Test func aCorrectedFirstDayIsNoNewEnrollment() throws {
        let district = try district("student_id,grade,school_id,enrolled_from\nA,9,HS,2025-09-01\n")
        try district.write("students.csv", "student_id,grade,school_id,enrolled_from\nA,9,HS,2025-09-02\n")
        try district.load()
        #expect(try standing(district, ["2025-09-01", "2025-09-02"]) == ["nobody", "HS 9 1/1"])
    }

    @Test func theHistoryNamesIt() throws {
        let district = try district("student_id,grade,school_id,enrolled_from\nA,9,HS,2025-09-01\n")
        try district.write("students.csv", "student_id,school_id,enrolled_from\nA,MS,2026-01-12\n")
        try district.load()
        let history = try district.database.history(of: .student("A"), kinds: ["earlier_enrollments"])
        #expect(
            history.map { $0.statements[0].description } == [
                "enrolled from 2025-09-01, enrolled to 2026-01-11, school HS, grade 9"
            ])
    }

    private func copied(_ district: District) throws -> District {
        let copy = try District()
        let folder = copy.folder + "/export"
        _ = try district.database.exportFiles(to: folder)
        _ = try copy.database.importFiles([folder], options: ImportOptions(), user: "t")
        return copy
    }
}
