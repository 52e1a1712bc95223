import Engagement
import Foundation
import Records
import Testing

/// Deltas in which users or roles stand alone, and students whose role ends.
@Suite struct OneRosterRolesTests {
    private static let users = "sourcedId,status,dateLastModified,enabledUser,givenName,familyName,grades\n"
    private static let roles =
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"

    /// The whole district, and then a delta with these rows.
    private func delta(users: String? = nil, roles: String? = nil) throws -> (District, ImportSummary) {
        let district = try District(OneRosterTests.district12)
        try district.load(OneRosterTests.today)
        var manifest = "propertyName,value\noneroster.version,1.2\n"
        if let users {
            manifest += "file.users,delta\n"
            try district.write("delta/users.csv", Self.users + users)
        }
        if let roles {
            manifest += "file.roles,delta\n"
            try district.write("delta/roles.csv", Self.roles + roles)
        }
        try district.write("delta/manifest.csv", manifest)
        let summary = try district.database.importFiles(
            [district.files + "/delta"], options: OneRosterTests.today, user: "t")
        return (district, summary)
    }

    @Test func usersAloneKeepTheirRoles() throws {
        let (district, summary) = try delta(
            users: "u1,active,2026-02-28,true,Amara,Okafor-Lind,10\nt1,active,2026-02-28,true,Ida,Marsh,\n")
        #expect(counts(summary)["users.csv"] == [0, 1, 0, 0])
        #expect(summary.files.first { $0.name.hasSuffix("users.csv") }?.unread == ["user without a role": 1])
        let snapshot = try district.snapshot()
        #expect(snapshot.name(of: 0) == "Ami Okafor-Lind" && snapshot.grade(of: 0) == 10)
        #expect(snapshot.school(of: 0)?.name == "North High")
        #expect(snapshot.students.enrolledFrom[0] == day("2025-09-02"))
    }

    @Test func aUserWhoseRoleIsNotInTheDeltaStaysAStudent() throws {
        let (district, summary) = try delta(
            users: "u1,active,2026-02-28,true,Amara,Okafor-Lind,9\n",
            roles: "r2,active,2026-02-28,u2,primary,student,2025-09-03,,HS\n")
        #expect(counts(summary)["users.csv"] == [0, 1, 0, 0])
        #expect(counts(summary)["roles.csv"] == [0, 1, 0, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.name(of: 0) == "Ami Okafor-Lind")
        #expect(snapshot.name(of: 1) == "Bo Lind" && snapshot.students.enrolledFrom[1] == day("2025-09-03"))
    }

    @Test func rolesAloneEndAStudent() throws {
        let (district, summary) = try delta(
            roles:
                "r2,tobedeleted,2026-02-28,u2,primary,student,,,HS\nr3,tobedeleted,,t1,primary,teacher,,,HS\n"
        )
        #expect(counts(summary)["roles.csv"] == [0, 0, 1, 0])
        #expect(try district.snapshot().students.count == 1)
        #expect(try district.snapshot(day("2026-03-01")).students.count == 2)
    }

    @Test func aRoleElsewhereThatEndsIsNotTheStudents() throws {
        let (district, _) = try delta(roles: "r9,tobedeleted,2026-02-28,u2,secondary,student,,,OTHER\n")
        #expect(try district.snapshot().students.count == 2)
    }

    @Test func aWithdrawnRoleOfNobodyIsCounted() throws {
        let (district, summary) = try delta(roles: "r8,tobedeleted,2026-02-28,u8,primary,student,,,HS\n")
        #expect(try district.snapshot().students.count == 2)
        #expect(summary.files.map(\.unread) == [["withdrawn role of nobody on record": 1]])
    }

    @Test func aRoleOfNobodyIsRefused() throws {
        let error = #expect(throws: RecordsError.self) {
            try delta(roles: "r8,active,2026-02-28,u8,primary,student,,,HS\n")
        }
        #expect(
            "\(try #require(error))".contains(
                "roles.csv, line 2, column userSourcedId: 'u8' is no student on record and has no row in users.csv"
            ), "\(String(describing: error))")
    }

    /// A row that is let out with --rejects says that its student is still there.
    @Test func aRefusedRowDoesNotEndItsStudent() throws {
        let district = try District(OneRosterTests.district12)
        try district.load(OneRosterTests.today)
        let users = try #require(OneRosterTests.district12["users.csv"])
        try district.write(
            "users.csv", users.replacingOccurrences(of: ",,,,HS,,\nMarsh", with: ",,,,XX,,\nMarsh"))
        let roles = try #require(OneRosterTests.district12["roles.csv"])
        try district.write("roles.csv", roles.replacingOccurrences(of: "student,,,HS", with: "student,,,XX"))
        let summary = try district.load(
            ImportOptions(keepGoodRows: true, today: OneRosterTests.today.today))
        #expect(counts(summary)["users.csv"] == [0, 0, 0, 1])
        #expect(try district.snapshot().students.count == 2)
    }
}
