import Engagement
import Records
import Testing

/// Whole files that no longer have what earlier ones had.
@Suite struct OneRosterBulkTests {
    private static let manifest =
        (OneRosterTests.district12["manifest.csv"] ?? "")
        + ["results", "lineItems", "demographics"].map { "file.\($0),bulk\n" }.joined()
    private static let allowing = ImportOptions(allowRemovals: true, today: day("2026-03-02"))

    /// The whole district, with its files marked as whole.
    private func district(manifest: String = manifest) throws -> District {
        let district = try District(OneRosterTests.district12)
        try district.write("manifest.csv", manifest)
        try district.load(OneRosterTests.today)
        return district
    }

    /// Writes a file of the district again without the lines that begin so.
    private func drop(_ ids: [String], from name: String, in district: District) throws {
        let lines = (OneRosterTests.district12[name] ?? "").split(separator: "\n")
        let kept = lines.filter { line in !ids.contains { line.hasPrefix($0 + ",") } }
        try district.write(name, kept.joined(separator: "\n") + "\n")
    }

    @Test func resultsThatAWholeFileLacksAreWithdrawn() throws {
        let district = try district()
        try drop(["x2", "x3"], from: "results.csv", in: district)
        #expect(
            try district.refusal(OneRosterTests.today)?.contains(
                "results.csv lacks 1 of the 1 grades of its classes from earlier files, which would be withdrawn; that is more than a tenth"
            ) == true)
        #expect(counts(try district.load(Self.allowing))["results.csv"] == [0, 0, 2, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.courseResults[0].isEmpty && snapshot.homework[1].isEmpty)
        #expect(snapshot.homework(of: 0)?.accuracy == 0.85)
        #expect(counts(try district.load(OneRosterTests.today))["results.csv"] == [0, 0, 0, 0])
    }

    @Test func lineItemsThatAWholeFileLacksTakeTheirResultsAlong() throws {
        let district = try district()
        try drop(["l1"], from: "lineItems.csv", in: district)
        try drop(["x1", "x2"], from: "results.csv", in: district)
        #expect(
            try district.refusal(OneRosterTests.today)?.contains(
                "lineItems.csv lacks 1 of the 3 line items of its classes from earlier files, which would be withdrawn with their results; that is more than a tenth"
            ) == true)
        #expect(counts(try district.load(Self.allowing))["lineItems.csv"] == [0, 0, 2, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.homework[0].isEmpty && snapshot.homework[1].isEmpty)
        #expect(snapshot.courseResults[0].count == 1)
        #expect(counts(try district.load(OneRosterTests.today))["lineItems.csv"] == [0, 0, 0, 0])
    }

    /// A new year's files have other classes: what the earlier ones brought stays.
    @Test func whatClassesOfEarlierYearsBroughtStays() throws {
        let district = try district()
        for name in ["classes.csv", "lineItems.csv", "results.csv"] {
            try drop(["k1", "l1", "l2", "l3", "x1", "x2", "x3", "x4"], from: name, in: district)
        }
        let classes = "sourcedId,title,courseSourcedId\nk2,Algebra II,c1\n"
        try district.write("classes.csv", classes)
        #expect(try district.load(OneRosterTests.today).files.allSatisfy { $0.ended == 0 })
        #expect(try district.snapshot().homework[0].count == 1)
    }

    /// Results of a student who has left stay as they were.
    @Test func resultsOfAStudentWhoLeftStay() throws {
        let district = try district()
        try drop(["r2"], from: "roles.csv", in: district)
        try district.write(
            "users.csv",
            (OneRosterTests.district12["users.csv"] ?? "").split(separator: "\n")
                .filter { !$0.contains(",u2,") }.joined(separator: "\n") + "\n")
        try drop(["x2"], from: "results.csv", in: district)
        #expect(counts(try district.load(Self.allowing))["results.csv"] == [0, 0, 0, 0])
        #expect(try district.snapshot(day("2026-03-02")).homework[1].count == 1)
    }

    @Test func withoutAManifestNothingIsTakenForMissing() throws {
        let district = try district(manifest: OneRosterTests.district12["manifest.csv"] ?? "")
        try drop(["x2", "x3"], from: "results.csv", in: district)
        try drop(["u1"], from: "demographics.csv", in: district)
        #expect(try district.load(OneRosterTests.today).files.allSatisfy { $0.ended == 0 })
    }

    @Test func demographicsThatAWholeFileLacksAreWithdrawn() throws {
        let district = try district()
        func facts() throws -> [String] {
            let snapshot = try district.snapshot()
            return snapshot.demographics[0].map { snapshot.texts[$0.name] }
        }
        let own = try District(["demographics.csv": "student_id,name,value\nu1,lunch,free\n"])
        _ = try district.database.importFiles([own.files], options: OneRosterTests.today, user: "t")
        #expect(try facts() == ["asian", "birth_date", "bus", "lunch", "sex"])
        // An empty field takes the fact away.
        try district.write("demographics.csv", "sourcedId,birthDate,sex,asian\nu1,2011-03-09,female,\n")
        #expect(counts(try district.load(OneRosterTests.today))["demographics.csv"] == [0, 0, 1, 0])
        #expect(try facts() == ["birth_date", "bus", "lunch", "sex"])
        try district.write("demographics.csv", "sourcedId,birthDate,sex\nt1,1980-01-01,female\n")
        #expect(
            try district.refusal(OneRosterTests.today)?.contains(
                "demographics.csv lacks 1 of the 1 students with demographics from earlier files, whose facts would be withdrawn; that is more than a tenth"
            ) == true)
        #expect(counts(try district.load(Self.allowing))["demographics.csv"] == [0, 0, 2, 0])
        #expect(try facts() == ["bus", "lunch"])
        #expect(counts(try district.load(OneRosterTests.today))["demographics.csv"] == [0, 0, 0, 0])
    }
}
