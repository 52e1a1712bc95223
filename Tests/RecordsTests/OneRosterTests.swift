import Engagement
import Foundation
import Records
import Testing

@Suite struct OneRosterTests {
    /// A district in OneRoster 1.2, every file by its header of the standard.
    static let district12 = [
        "manifest.csv":
            "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.users,bulk\nfile.orgs,bulk\nfile.enrollments,absent\n",
        "orgs.csv":
            "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nD,,,District,district,,\nHS,,,North High,school,N1,D\n",
        "academicSessions.csv":
            "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\nY,,,2025/26,schoolYear,2025-09-01,2026-06-30,,2026\nF,,,Fall,gradingPeriod,2025-09-01,2026-01-31,Y,2026\n",
        "users.csv":
            "familyName,givenName,sourcedId,status,dateLastModified,enabledUser,username,userIds,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns,metadata.bus\n"
            + "Okafor,Amara,u1,,,true,amara,,Jo,,a@x,,,,09,secret,,,Ami,,,HS,,7\n"
            + "Lind,Bo,u2,,,true,bo,,,,b@x,,,,\"10,11\",hunter2,,,,,,HS,,\n"
            + "Marsh,Ida,t1,,,true,ida,,,,i@x,,,,,pass,,,,,,HS,,\n",
        "roles.csv":
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
            + "r1,,,u1,primary,student,2025-09-02,,HS,\nr2,,,u2,primary,student,,,HS,\nr3,,,t1,primary,teacher,,,HS,\n",
        "demographics.csv":
            "sourcedId,status,dateLastModified,birthDate,sex,asian\nu1,,,2011-03-09,female,true\nt1,,,1980-01-01,female,\n",
        "courses.csv":
            "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nc1,,,Y,Algebra I,A1,09,HS,Mathematics,\n",
        "classes.csv":
            "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nk1,,,Algebra I - 3,09,c1,,scheduled,,HS,F,,,3\n",
        "categories.csv":
            "sourcedId,status,dateLastModified,title,weight\nhw,,,Daily Homework,1\nfg,,,Final grade,1\nqz,,,Quiz,1\n",
        "lineItems.csv":
            "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax\n"
            + "l1,,,Fractions,,2025-09-10,2025-09-12,k1,hw,F,0,20\nl2,,,Fall grade,,2025-09-01,2026-01-31,k1,fg,F,0,50\nl3,,,Quiz 1,,2025-09-20,2025-09-20,k1,qz,F,0,10\n",
        "results.csv":
            "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\n"
            + "x1,,,l1,u1,fully graded,17,2025-09-13,\nx2,,,l1,u2,not submitted,,2025-09-13,\nx3,,,l2,u1,fully graded,43.5,2026-01-31,\nx4,,,l3,u1,fully graded,5,2025-09-20,\n",
    ]

    static let today = ImportOptions(today: day("2026-03-02"))

    /// results.csv with these rows.
    static func delta(_ rows: String...) -> String {
        "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment\n"
            + rows.joined(separator: "\n") + "\n"
    }

    @Test func version12ComesInWhole() throws {
        let district = try District(Self.district12)
        let summary = try district.load(Self.today)
        let found = counts(summary)
        // Two students, and what the district adds about one of them.
        #expect(found["users.csv"] == [3, 0, 0, 0])
        #expect(found["orgs.csv"] == [1, 0, 0, 0])
        #expect(found["academicSessions.csv"] == [2, 0, 0, 0])
        #expect(found["demographics.csv"] == [3, 0, 0, 0])
        #expect(found["results.csv"] == [3, 0, 0, 0])
        let left = Dictionary(
            uniqueKeysWithValues: summary.files.map { ($0.name.split(separator: "/").last, $0.unread) })
        #expect(left["users.csv"] == ["user who is a teacher": 1])
        #expect(left["roles.csv"] == ["role of a teacher": 1])
        #expect(left["demographics.csv"] == ["demographics of a user who is no student": 1])
        #expect(left["orgs.csv"] == ["organization that is no school but a district": 1])
        let results = try #require(summary.files.first { $0.name.hasSuffix("results.csv") })
        #expect(results.unread == [:])
        #expect(results.unmapped.map { [$0.key.word, "\($0.value)"] } == [["Quiz", "1"]])
        #expect(summary.files.allSatisfy { $0.ignoredColumns.isEmpty })
        #expect(summary.files.first { $0.name.hasSuffix("results.csv") }?.rowsRead == 4)

        let snapshot = try district.snapshot()
        #expect(snapshot.students.count == 2)
        #expect(snapshot.name(of: 0) == "Ami Okafor")
        #expect(snapshot.texts[snapshot.students.middleNames[0]] == "Jo")
        #expect(snapshot.grade(of: 0) == 9)
        #expect(snapshot.grade(of: 1) == 10)
        #expect(snapshot.school(of: 0)?.name == "North High")
        #expect(snapshot.students.enrolledFrom[0] == day("2025-09-02"))
        #expect(snapshot.terms.map(\.title) == ["Fall", "2025/26"])
        #expect(
            snapshot.demographics[0].map { snapshot.texts[$0.name] } == ["asian", "birth_date", "bus", "sex"])
        #expect(snapshot.homework(of: 0)?.accuracy == 0.85)
        #expect(snapshot.homework(of: 1)?.completion == 0)
        let grade = try #require(snapshot.courseResults[0].first)
        #expect(grade.percent == 87)
        #expect(snapshot.texts[grade.subject] == "Mathematics")
        #expect(snapshot.texts[grade.course] == "Algebra I")
        #expect(snapshot.texts[grade.term] == "Fall")

        let again = try district.load(Self.today)
        #expect(again.files.allSatisfy { $0.new == 0 && $0.changed == 0 && $0.ended == 0 })
    }

    /// Columns that a district adds are facts of its students, and are named where they are nothing.
    @Test func extensionColumnsAreFactsOfStudents() throws {
        var files = Self.district12
        files["demographics.csv"] =
            "sourcedId,sex,metadata.frlStatus,metadata.sex\nu1,female,reduced,X\nu2,,,\n"
        files["orgs.csv"] =
            "sourcedId,name,type,metadata.latitude,metadata.mascot\nD,District,district,,\nHS,North High,school,39.1,bear\n"
        files["courses.csv"] = "sourcedId,title,metadata.level\nc1,Algebra I,honors\n"
        let district = try District(files)
        let summary = try district.load(Self.today)
        let ignored = summary.files.flatMap { file in
            file.ignoredColumns.map { "\(file.name.split(separator: "/").last ?? ""): \($0)" }
        }
        #expect(ignored.sorted() == ["courses.csv: metadata.level", "orgs.csv: metadata.mascot"])
        func facts() throws -> [[String]] {
            let snapshot = try district.snapshot()
            return (0..<snapshot.students.count).map { row in
                snapshot.demographics[row].map { "\(snapshot.texts[$0.name])=\(snapshot.texts[$0.value])" }
            }
        }
        #expect(try facts() == [["bus=7", "frl_status=reduced", "metadata_sex=X", "sex=female"], []])
        // A delta of a user says them anew, and one that withdraws the facts takes their own file's away.
        try district.write(
            "delta/manifest.csv",
            "propertyName,value\noneroster.version,1.2\nfile.users,delta\nfile.demographics,delta\n")
        try district.write(
            "delta/users.csv",
            "sourcedId,status,givenName,familyName,grades,primaryOrgSourcedId,metadata.bus\nu1,active,Amara,Okafor,09,HS,8\n"
        )
        try district.write(
            "delta/demographics.csv", "sourcedId,status,metadata.frlStatus,metadata.sex\nu1,tobedeleted,,\n")
        _ = try district.database.importFiles(
            [district.files + "/delta"], options: Self.today, user: "t")
        #expect(try facts() == [["bus=8"], []])
    }

    @Test func passwordsAreNowhere() throws {
        let district = try District(Self.district12)
        try district.load(Self.today)
        for name in try FileManager.default.contentsOfDirectory(atPath: district.folder)
        where name.hasPrefix("caseload.db") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: district.folder + "/" + name))
            #expect(bytes.range(of: Data("hunter2".utf8)) == nil)
            #expect(bytes.range(of: Data("secret".utf8)) == nil)
        }
    }

    static func users11(_ rows: [String]) -> String {
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
            + rows.joined(separator: "\n") + "\n"
    }

    static func student11(_ id: String, status: String = "", role: String = "student") -> String {
        "\(id),\(status),,true,\"D,HS\",\(role),x,,Given,Family,,,,,,,09,pw"
    }

    static func district11(_ rows: [String], mode: String = "bulk") -> [String: String] {
        [
            "manifest.csv": "propertyName,value\noneroster.version,1.1\nfile.users,\(mode)\n",
            "orgs.csv": district12["orgs.csv"] ?? "", "users.csv": users11(rows),
        ]
    }

    @Test func version11TakesTheRoleFromUsers() throws {
        let district = try District(
            Self.district11([Self.student11("u1"), Self.student11("t1", role: "teacher")]))
        try district.load(Self.today)
        let snapshot = try district.snapshot()
        #expect(snapshot.students.count == 1)
        #expect(snapshot.school(of: 0)?.id == "HS")
    }

    @Test func eachOrganizationOfAStudentIsLookedUp() throws {
        let row = Self.student11("u1").replacingOccurrences(of: "D,HS", with: "HS,H2")
        let refusal = try #require(try District(Self.district11([row])).refusal(Self.today))
        #expect(
            refusal.contains(
                "users.csv, line 2, column orgSourcedIds: 'HS,H2' names 'H2', which is not in orgs.csv; add it"
            ),
            "\(refusal)")
    }

    @Test func aStudentMissingFromAWholeRosterIsEnded() throws {
        let all = (10..<30).map { Self.student11("u\($0)") }
        let district = try District(Self.district11(all))
        try district.load(Self.today)
        try district.write("users.csv", Self.users11(all.dropLast(2)))
        let summary = try district.load(Self.today)
        #expect(counts(summary)["users.csv"] == [0, 0, 2, 0])
        #expect(try district.snapshot(day("2026-03-02")).students.count == 20)
        #expect(try district.snapshot(day("2026-03-03")).students.count == 18)
        #expect(counts(try district.load(Self.today))["users.csv"] == [0, 0, 0, 0])
        try district.write("users.csv", Self.users11(all))
        #expect(counts(try district.load(Self.today))["users.csv"] == [0, 2, 0, 0])
        #expect(try district.snapshot(day("2026-03-03")).students.count == 20)
    }

    @Test func moreThanATenthMissingAsksFirst() throws {
        let all = (10..<30).map { Self.student11("u\($0)") }
        let district = try District(Self.district11(all))
        try district.load(Self.today)
        try district.write("users.csv", Self.users11(all.dropLast(3)))
        let message = try #require(try district.refusal(Self.today))
        #expect(
            message.contains(
                "users.csv lacks 3 of the 20 students on the roster, who would be ended; that is more than a tenth"
            ))
        #expect(try district.snapshot().students.count == 20)
        let allowed = ImportOptions(allowRemovals: true, today: day("2026-03-02"))
        #expect(counts(try district.load(allowed))["users.csv"] == [0, 0, 3, 0])
    }

    @Test func aDeltaChangesOnlyWhatItNames() throws {
        let district = try District(Self.district11((10..<14).map { Self.student11("u\($0)") }))
        try district.load(Self.today)
        let delta = [Self.student11("u10", status: "tobedeleted"), Self.student11("u20", status: "active")]
        for (name, content) in Self.district11(delta, mode: "delta") { try district.write(name, content) }
        #expect(counts(try district.load(Self.today))["users.csv"] == [1, 0, 1, 0])
        #expect(try district.snapshot().students.count == 4)
    }

    @Test func aDeltaWithdrawsResults() throws {
        let district = try District(Self.district12)
        try district.load(Self.today)
        let results = (Self.district12["results.csv"] ?? "")
            .replacingOccurrences(of: "x1,,", with: "x1,tobedeleted,2026-01-01")
            .replacingOccurrences(of: "x3,,", with: "x3,tobedeleted,2026-01-01")
        try district.write("results.csv", results)
        #expect(counts(try district.load(Self.today))["results.csv"] == [0, 0, 2, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.homework[0].isEmpty && snapshot.courseResults[0].isEmpty)
    }

    @Test(arguments: [
        ("users.csv", "familyName,givenName", "familyName,givenNam", "did you mean 'givenName'?"),
        ("users.csv", ",sourcedId,", ",id,", "column 'sourcedId' is missing; found familyName,givenName,id"),
        ("orgs.csv", "school,N1", "shool,N1", "'shool' is no kind of organization (did you mean 'school'?)"),
        (
            "roles.csv", "primary,student,2025-09-02", "primary,studnet,2025-09-02",
            "'studnet' is no role (did you mean 'student'?)"
        ),
        (
            "roles.csv", "2025-09-02", "2025-09-31",
            "roles.csv, line 2, column beginDate: '2025-09-31' is not a day"
        ),
        ("roles.csv", "2025-09-02,,HS", "2025-09-02,,XX", "the user's organization 'XX' is not in orgs.csv"),
        (
            "results.csv", "l1,u1", "l1,u9",
            "results.csv, line 2, column studentSourcedId: 'u9' is no student on record"
        ),
        (
            "results.csv", "l1,u1", "l9,u1",
            "results.csv, line 2, column lineItemSourcedId: 'l9' is not in lineItems.csv"
        ),
        ("results.csv", "fully graded,17", "graded,17", "column scoreStatus: 'graded' is not known here"),
        ("results.csv", "graded,43.5", "graded,abc", "column score: 'abc' is not a number, 0 or more"),
        (
            "results.csv", "x1,,", "x1,deleted,",
            "column status: 'deleted' is no status; active or tobedeleted is"
        ),
        (
            "lineItems.csv", "2025-09-12", "12.9.2025",
            "lineItems.csv, line 2, column dueDate: '12.9.2025' is not a day"
        ),
        (
            "lineItems.csv", "k1,hw", "k1,hm",
            "lineItems.csv, line 2, column categorySourcedId: 'hm' is not in categories.csv"
        ),
        (
            "demographics.csv", "u1,", "u9,",
            "demographics.csv, line 2, column sourcedId: 'u9' is no student on record"
        ),
        (
            "demographics.csv", "2011-03-09", "2026-03-09",
            "demographics.csv, line 2, column birthDate: '2026-03-09' lies after the day of the import, 2026-03-02; correct it"
        ),
        (
            "manifest.csv", "file.users,bulk", "file.users,whole",
            "manifest.csv, line 4: 'whole' is no mode; bulk, delta and absent are"
        ),
        (
            "manifest.csv", "file.enrollments,absent",
            "file.enrollments,absent\nfile.courses,bulk\nfile.academicSessions,bulk\noneroster.version,2.0",
            "OneRoster 2.0 is not known"
        ),
    ])
    func isRefused(_ file: String, _ old: String, _ new: String, _ message: String) throws {
        var files = Self.district12
        let content = try #require(files[file])
        #expect(content.contains(old))
        files[file] = content.replacingOccurrences(of: old, with: new)
        let found = try #require(try District(files).refusal(Self.today))
        #expect(found.contains(message), "\(found)")
    }

    @Test func aCorrectedGradeReplacesTheFirst() throws {
        let district = try District(Self.district12)
        try district.load(Self.today)
        let corrected = (Self.district12["results.csv"] ?? "")
            .replacingOccurrences(of: "43.5,2026-01-31", with: "45,2026-02-05")
        try district.write("results.csv", corrected)
        #expect(counts(try district.load(Self.today))["results.csv"] == [0, 1, 0, 0])
        #expect(try district.snapshot().courseResults[0].map(\.percent) == [90])
        #expect(counts(try district.load(Self.today))["results.csv"] == [0, 0, 0, 0])
    }

    @Test func twoClassesOfACourseAreTwoGrades() throws {
        var files = Self.district12
        files["lineItems.csv"]? += "l4,,,Lab grade,,2025-09-01,2026-01-31,k1,fg,F,0,50\n"
        files["results.csv"]? += "x5,,,l4,u1,fully graded,40,2026-01-31,\n"
        let district = try District(files)
        try district.load(Self.today)
        #expect(try district.snapshot().courseResults[0].map(\.percent) == [87, 80])
    }

    @Test func aRosterWithoutRolesSaysSo() throws {
        var files = Self.district12
        files["roles.csv"] = nil
        let message = try #require(try District(files).refusal(Self.today))
        #expect(message.contains("OneRoster 1.1 has 'role' in users.csv, 1.2 has roles.csv beside it"))
    }

    @Test func ownFilesNameTheRostersStudents() throws {
        let own = ["attendance.csv": "student_id,date,code\nu1,2026-02-03,A\n"]
        let district = try District(Self.district12.merging(own) { $1 })
        try district.load(Self.today)
        #expect(try district.snapshot().attendance[0].count == 1)
    }
}
