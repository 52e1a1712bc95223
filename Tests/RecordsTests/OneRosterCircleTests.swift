import Engagement
import Records
import Testing

/// Guardians by `agentSourcedIds`.
@Suite struct OneRosterCircleTests {
    private static let header =
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,sms,phone,agentSourcedIds,grades\n"
    private static let orgs =
        "sourcedId,status,dateLastModified,name,type\nHS,,,North High,school\n"

    private func district(_ users: String...) throws -> District {
        try District(["orgs.csv": Self.orgs, "users.csv": Self.header + users.joined(separator: "\n") + "\n"])
    }

    private func load(_ users: [String], into district: District, isDelta: Bool = false) throws
        -> ImportSummary
    {
        try district.write("users.csv", Self.header + users.joined(separator: "\n") + "\n")
        try district.write(
            "manifest.csv", "propertyName,value\nfile.users,\(isDelta ? "delta" : "bulk")\n")
        return try district.load(OneRosterTests.today)
    }

    private static let amara = "u1,,,true,HS,student,amara,Amara,Okafor,,,,\"g1,g2\",09"
    private static let bo = "u2,,,true,HS,student,bo,Bo,Lind,,,,,10"
    private static let ngozi = "g1,,,true,HS,parent,ngozi,Ngozi,Okafor,n@x,,555-1,,"
    private static let lars = "g2,,,true,HS,relative,lars,Lars,Lind,,555-2,,u2,"

    private func circle(_ district: District, _ row: Int) throws -> [String] {
        let snapshot = try district.snapshot()
        return snapshot.guardians[row].map { person in
            [person.name, person.relationship, person.phone].map { snapshot.texts.ifKnown($0) ?? "-" }
                .joined(separator: " ")
        }
    }

    @Test func eitherRowMayNameTheOther() throws {
        let district = try district(
            Self.amara, Self.bo, Self.ngozi, Self.lars,
            "c1,,,true,HS,counselor,cy,Cy,Dole,,,,u1,", "g3,,,true,HS,guardian,pat,Pat,Ray,,,,,")
        let summary = try district.load(OneRosterTests.today)
        // Two students and three ties; the counselor and a guardian of nobody are left out.
        #expect(counts(summary)["users.csv"] == [5, 0, 0, 0])
        #expect(
            summary.files.first { $0.name.hasSuffix("users.csv") }?.unread
                == ["guardian of no student": 1, "user who is a counselor": 1])
        #expect(try circle(district, 0) == ["Ngozi Okafor parent 555-1", "Lars Lind relative 555-2"])
        #expect(try circle(district, 1) == ["Lars Lind relative 555-2"])
        #expect(counts(try district.load(OneRosterTests.today))["users.csv"] == [0, 0, 0, 0])
    }

    @Test func whoIsNamedNoLongerLeavesTheCircle() throws {
        let district = try district(Self.amara, Self.bo, Self.ngozi, Self.lars)
        try district.load(OneRosterTests.today)
        let amara = Self.amara.replacing("\"g1,g2\"", with: "g1")
        let summary = try load([amara, Self.bo, Self.ngozi, Self.lars], into: district)
        #expect(counts(summary)["users.csv"] == [0, 0, 1, 0])
        #expect(try circle(district, 0) == ["Ngozi Okafor parent 555-1"])
        #expect(try circle(district, 1) == ["Lars Lind relative 555-2"])
    }

    @Test func aDeltaChangesAndWithdrawsGuardians() throws {
        let district = try district(Self.amara, Self.bo, Self.ngozi, Self.lars)
        try district.load(OneRosterTests.today)
        let ngozi = Self.ngozi.replacing("555-1", with: "555-9")
        let lars = Self.lars.replacing("g2,,", with: "g2,tobedeleted,")
        let summary = try load([ngozi, lars], into: district, isDelta: true)
        #expect(counts(summary)["users.csv"] == [0, 1, 2, 0])
        #expect(try circle(district, 0) == ["Ngozi Okafor parent 555-9"])
        #expect(try circle(district, 1) == [])
    }

    /// A student's row that still names a guardian does not keep one whom the same delta withdraws.
    @Test func whoIsWithdrawnLeavesThoughAStudentStillNamesThem() throws {
        let district = try district(Self.amara, Self.bo, Self.ngozi, Self.lars)
        try district.load(OneRosterTests.today)
        let ngozi = Self.ngozi.replacing("g1,,", with: "g1,tobedeleted,")
        let summary = try load([Self.amara, ngozi], into: district, isDelta: true)
        #expect(counts(summary)["users.csv"] == [0, 0, 1, 0])
        #expect(try circle(district, 0) == ["Lars Lind relative 555-2"])
        // Named once more they do not come back; with a row of their own they do.
        #expect(
            counts(try load([Self.amara], into: district, isDelta: true))["users.csv"] == [0, 0, 0, 0])
        #expect(try circle(district, 0) == ["Lars Lind relative 555-2"])
        #expect(
            counts(try load([Self.ngozi], into: district, isDelta: true))["users.csv"] == [1, 0, 0, 0])
        #expect(try circle(district, 0) == ["Ngozi Okafor parent 555-1", "Lars Lind relative 555-2"])
    }

    /// A delta that takes a guardian's role away in roles.csv says the same.
    @Test func whoseRoleIsWithdrawnLeavesTheCircle() throws {
        let header =
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
        let district = try district(Self.amara, Self.ngozi, Self.lars)
        try district.load(OneRosterTests.today)
        try district.write("delta/roles.csv", header + "r1,tobedeleted,,g1,primary,parent,,,HS\n")
        try district.write(
            "delta/manifest.csv",
            "propertyName,value\noneroster.version,1.2\nfile.users,delta\nfile.roles,delta\n")
        try district.write(
            "delta/users.csv",
            "sourcedId,status,givenName,familyName,agentSourcedIds\nu1,active,Amara,Okafor,\"g1,g2\"\n")
        let summary = try district.database.importFiles(
            [district.files + "/delta"], options: OneRosterTests.today, user: "t")
        #expect(summary.files.map(\.ended).reduce(0, +) == 1)
        #expect(try circle(district, 0) == ["Lars Lind relative 555-2"])
    }

    private static let family = (10..<30).flatMap { number in
        [
            "u\(number),,,true,HS,student,x,Given,Family,,,,g\(number),09",
            "g\(number),,,true,HS,parent,x,Parent,P\(number),,,,,",
        ]
    }

    @Test func aGuardianMissingFromAWholeRosterIsEnded() throws {
        let district = try District(["orgs.csv": Self.orgs])
        _ = try load(Self.family, into: district)
        let own = try District(["guardians.csv": "student_id,guardian_id,name\nu10,X-1,Aunt\n"])
        _ = try district.database.importFiles([own.files], options: OneRosterTests.today, user: "t")
        // The students' rows still name two of those who are gone.
        let rows = Self.family.filter { !$0.hasPrefix("g10,") && !$0.hasPrefix("g11,") }
        let summary = try load(rows, into: district)
        #expect(counts(summary)["users.csv"] == [0, 0, 2, 0])
        #expect(try circle(district, 0) == ["Aunt - -"])
        #expect(try circle(district, 1) == [])
        #expect(try circle(district, 2) == ["Parent P12 parent -"])
        #expect(counts(try load(rows, into: district))["users.csv"] == [0, 0, 0, 0])
        #expect(counts(try load(Self.family, into: district))["users.csv"] == [2, 0, 0, 0])
        #expect(try circle(district, 1) == ["Parent P11 parent -"])
        // Whoever is a teacher now is nobody's guardian.
        let teacher = Self.family.map { $0.replacing("g12,,,true,HS,parent", with: "g12,,,true,HS,teacher") }
        #expect(counts(try load(teacher, into: district))["users.csv"] == [0, 0, 1, 0])
    }

    @Test func moreThanATenthOfTheGuardiansMissingAsksFirst() throws {
        let district = try District(["orgs.csv": Self.orgs])
        _ = try load(Self.family, into: district)
        try district.write(
            "users.csv",
            Self.header
                + Self.family.filter { !["g10", "g11", "g12"].contains($0.prefix(3)) }.joined(separator: "\n")
        )
        let message = try #require(try district.refusal(OneRosterTests.today))
        #expect(
            message.contains(
                "users.csv lacks 3 of the 20 guardians from earlier rosters, who would leave their students' circles; "
                    + "that is more than a tenth. Nothing was imported: check that the file is whole, or confirm with "
                    + "--allow-removals"), "\(message)")
        let allowed = ImportOptions(allowRemovals: true, today: day("2026-03-02"))
        #expect(counts(try district.load(allowed))["users.csv"] == [0, 0, 3, 0])
    }

    /// The circle of a student who has left stays as it was.
    @Test func theGuardianOfAStudentWhoLeftStays() throws {
        let district = try District(["orgs.csv": Self.orgs])
        _ = try load(Self.family, into: district)
        let rows = Self.family.filter { !$0.hasPrefix("g10,") && !$0.hasPrefix("u10,") }
        #expect(counts(try load(rows, into: district))["users.csv"] == [0, 0, 1, 0])
        let before = try district.snapshot(day("2026-03-01"))
        #expect(before.guardians[0].count == 1)
    }

    @Test func anAgentWhoIsNotThereIsCountedAndNamed() throws {
        let district = try district(Self.amara, Self.ngozi, "g4,,,true,HS,parent,kim,Kim,Ray,,,,u9,")
        let summary = try district.load(OneRosterTests.today)
        let file = try #require(summary.files.first { $0.name.hasSuffix("users.csv") })
        #expect(file.unread == ["agent who is no guardian": 1, "agent who is no student": 1])
        #expect(try circle(district, 0) == ["Ngozi Okafor parent 555-1"])
    }

    @Test func aGuardianWithoutANameIsRefused() throws {
        let district = try district(Self.amara, "g1,,,true,HS,parent,x,,,,,,,")
        let refusal = try #require(try district.refusal(OneRosterTests.today))
        #expect(
            refusal.contains("users.csv, line 3: the guardian g1: is empty; a text is needed"), "\(refusal)")
        let summary = try district.load(
            ImportOptions(keepGoodRows: true, today: OneRosterTests.today.today))
        #expect(counts(summary)["users.csv"] == [1, 0, 0, 1])
    }

    @Test func aGuardiansDetailsFollowWithoutAgents() throws {
        let district = try district(Self.amara, Self.ngozi, Self.lars)
        try district.load(OneRosterTests.today)
        let own = try District(["guardians.csv": "student_id,guardian_id,name\nu1,g1,Mrs Okafor\n"])
        _ = try district.database.importFiles([own.files], options: OneRosterTests.today, user: "t")
        #expect(try circle(district, 0).first == "Mrs Okafor parent 555-1")
    }
}
