import Engagement
import Foundation
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

    @Test(arguments: ["2025-06-13", ""])
    func aYearChangeLeavesTheYearBefore(_ last: String) throws {
        let district = try district(
            "student_id,grade,school_id,enrolled_from,enrolled_to\nA,8,MS,2024-09-02,\(last)\n")
        try district.write(
            "students.csv",
            "student_id,grade,school_id,enrolled_from,enrolled_to\nA,9,HS,2025-09-01,2026-06-12\n")
        try district.load()
        #expect(try standing(district, Self.days) == ["MS 8 -1/-1", "HS 9 2/2", "HS 9 2/3", "HS 9 3/5"])
    }

    /// Next year's roles may say neither school nor grade anew.
    @Test func aYearLaterIsAnotherEnrollment() throws {
        let district = try district("student_id,grade,school_id,enrolled_from\nA,8,HS,2024-09-02\n")
        try district.write("students.csv", "student_id,school_id,enrolled_from\nA,HS,2025-09-01\n")
        try district.load()
        #expect(try standing(district, ["2025-05-05", "2025-09-02"]) == ["HS 8 -1/-1", "HS 8 2/2"])
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

    /// Of several student roles the latest says where the student is, in whatever order they stand; a secondary one not
    /// as long as a primary one lasts.
    @Test(
        arguments: [
            (["primary,student,2025-09-01,2026-01-10,HS", "primary,student,2026-01-12,,MS"], "HS", "MS"),
            (["primary,student,2026-01-12,,MS", "primary,student,2025-09-01,2026-01-10,HS"], "HS", "MS"),
            (["primary,student,2025-09-01,2026-01-10,HS", "secondary,student,2026-01-12,,MS"], "HS", "MS"),
            (["primary,student,2025-09-01,,HS", "secondary,student,2026-01-12,,MS"], "HS", "HS"),
        ])
    func theLatestRoleSaysWhere(roles: [String], before: String, after: String) throws {
        var files = OneRosterTests.district12
        files["orgs.csv"]? += "MS,,,Mid,school,N2,D\n"
        files["roles.csv"] =
            "sourcedId,status,dateLastModified,roleType,role,beginDate,endDate,orgSourcedId,userSourcedId,userProfileSourcedId\n"
            + roles.enumerated().map { "x\($0),,,\($1),u1,\n" }.joined()
            + "r2,,,primary,student,,,HS,u2,\nr3,,,primary,teacher,,,HS,t1,\n"
        let district = try District(files)
        try district.load(OneRosterTests.today)
        let schools = try ["2025-12-01", "2026-03-02"].map { date in
            let snapshot = try district.snapshot(day(date))
            return snapshot.row(of: "u1").flatMap { snapshot.school(of: $0)?.id.text } ?? "none"
        }
        #expect(schools == [before, after])
        #expect(
            try counts(district.load(OneRosterTests.today)).values.allSatisfy { $0[0] == 0 && $0[1] == 0 })
    }

    /// Whoever was to begin later and is on the roster no more has not begun.
    @Test func whoNeverBeganEndsOnTheFirstDay() throws {
        var files = OneRosterTests.district12
        let roles = files["roles.csv"] ?? ""
        files["roles.csv"] = roles.replacing("2025-09-02,,HS", with: "2026-08-31,,HS")
        let district = try District(files)
        try district.load(OneRosterTests.today)
        try district.write(
            "users.csv",
            (files["users.csv"] ?? "").split(separator: "\n").filter { !$0.contains(",u1,") }
                .joined(separator: "\n") + "\n")
        for name in ["demographics.csv", "results.csv"] {
            try FileManager.default.removeItem(atPath: district.files + "/" + name)
        }
        try district.load(ImportOptions(allowRemovals: true, today: OneRosterTests.today.today))
        _ = try copied(district)
        // What was said before is there to be read.
        let history = try district.database.history(of: .student("u1"), kinds: ["students"])
        #expect(history.map { $0.statements.map(\.description).last } == ["enrolled to none"])
    }

    @Test func whereAnEdFiStudentWasBefore() throws {
        let associations = [("2025-09-01", "2025-12-19", "255"), ("2026-01-05", "", "256")].map {
            entry, exit, school in
            """
            <StudentSchoolAssociation><StudentReference><StudentIdentity><StudentUniqueId>7</StudentUniqueId>
            </StudentIdentity></StudentReference><SchoolReference><SchoolIdentity><SchoolId>\(school)</SchoolId>
            </SchoolIdentity></SchoolReference><EntryDate>\(entry)</EntryDate>
            <EntryGradeLevel>uri://ed-fi.org/GradeLevelDescriptor#Ninth grade</EntryGradeLevel>
            \(exit.isEmpty ? "" : "<ExitWithdrawDate>\(exit)</ExitWithdrawDate>")</StudentSchoolAssociation>
            """
        }
        let district = try District([
            "schools.csv": "school_id,name\n255,North\n256,South\n", "students.csv": "student_id\n7\n",
        ])
        try district.load()
        try FileManager.default.removeItem(atPath: district.files + "/students.csv")
        try district.write(
            "enrollment.xml",
            "<InterchangeStudentEnrollment>\(associations.joined())</InterchangeStudentEnrollment>")
        try district.load()
        let schools = try ["2025-12-01", "2025-12-25", "2026-01-06"].map { date in
            let snapshot = try district.snapshot(day(date))
            return snapshot.row(of: "7").flatMap { snapshot.school(of: $0)?.id.text }
        }
        #expect(schools == ["255", nil, "256"])
        #expect(try district.snapshot(day("2026-01-06")).students.enrolledFrom[0] == day("2025-09-01"))
    }

    private func copied(_ district: District) throws -> District {
        let copy = try District()
        let folder = copy.folder + "/export"
        _ = try district.database.exportFiles(to: folder)
        _ = try copy.database.importFiles([folder], options: ImportOptions(), user: "t")
        return copy
    }
}
