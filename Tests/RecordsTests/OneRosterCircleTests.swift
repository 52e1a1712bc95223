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
        #expect(summary.files.first { $0.name.hasSuffix("users.csv") }?.leftOut == 2)
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
