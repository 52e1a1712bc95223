import Engagement
import Records
import Testing

/// Deltas that name what earlier files brought.
@Suite struct OneRosterDeltaTests {
    private static let header =
        "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax,metadata.weight\n"

    /// The whole district, and then only these files.
    private func load(_ files: [String: String]) throws -> (District, ImportSummary) {
        let district = try District(OneRosterTests.district12)
        try district.load(OneRosterTests.today)
        return (district, try load(files, into: district))
    }

    private func load(_ files: [String: String], into district: District) throws -> ImportSummary {
        for (name, text) in files { try district.write("delta/\(name)", text) }
        return try district.database.importFiles(
            [district.files + "/delta"], options: OneRosterTests.today, user: "t")
    }

    @Test(arguments: ["1.1", "1.2"])
    func resultsNeedNoLineItemsAgain(_ version: String) throws {
        let manifest =
            "propertyName,value\noneroster.version,\(version)\nfile.results,delta\nfile.lineItems,absent\n"
        let results = OneRosterTests.delta(
            "x2,active,,l1,u2,fully graded,10,2025-09-14,", "x3,active,,l2,u1,fully graded,45,2026-01-31,",
            "x4,active,,l3,u1,fully graded,6,2025-09-20,",
            "x1,tobedeleted,,l1,u1,fully graded,17,2025-09-13,",
            "x7,tobedeleted,,l7,u1,fully graded,1,2025-09-13,")
        let (district, summary) = try load(["manifest.csv": manifest, "results.csv": results])
        #expect(counts(summary)["results.csv"] == [0, 2, 1, 0])
        #expect(
            summary.files.first { $0.name.hasSuffix("results.csv") }?.unmapped.values.reduce(0, +) == 1)
        let snapshot = try district.snapshot()
        #expect(snapshot.homework(of: 1)?.accuracy == 0.5 && snapshot.homework[0].isEmpty)
        #expect(snapshot.courseResults[0].first?.percent == 90)
    }

    @Test func aLineItemThatNobodyKnowsIsRefused() throws {
        let district = try District(OneRosterTests.district12)
        try district.load(OneRosterTests.today)
        try district.write(
            "delta/results.csv", OneRosterTests.delta("x9,,,l9,u2,fully graded,10,2025-09-14,"))
        let message = #expect(throws: RecordsError.self) {
            try district.database.importFiles(
                [district.files + "/delta"], options: OneRosterTests.today, user: "t")
        }
        #expect(
            "\(try #require(message))".contains(
                "column lineItemSourcedId: 'l9' is not on record, and lineItems.csv is not beside results.csv"
            ))
    }

    @Test func newLineItemsNameCategoriesAndClassesOnRecord() throws {
        let items =
            Self.header + "l5,active,,Sums,,2025-10-01,2025-10-03,k1,hw,F,0,10,2\n"
            + "l6,active,,Midterm grade,,2025-10-01,2025-10-03,k1,fg,F,0,100,\n"
        let results = OneRosterTests.delta(
            "x5,active,,l5,u2,fully graded,9,2025-10-04,", "x6,active,,l6,u2,fully graded,71,2025-10-04,")
        let (district, summary) = try load(["lineItems.csv": items, "results.csv": results])
        #expect(counts(summary)["results.csv"] == [2, 0, 0, 0])
        #expect(summary.files.flatMap(\.ignoredColumns) == ["metadata.weight"])
        let snapshot = try district.snapshot()
        #expect(snapshot.homework(of: 1)?.accuracy == 0.9)
        let grade = try #require(snapshot.courseResults[1].first)
        #expect(snapshot.texts[grade.course] == "Algebra I" && snapshot.texts[grade.subject] == "Mathematics")
        #expect(snapshot.texts[grade.term] == "Fall" && grade.percent == 71)
    }

    @Test func aWithdrawnLineItemTakesItsResultsAlong() throws {
        let items =
            Self.header + "l1,tobedeleted,2026-02-01,Fractions,,2025-09-10,2025-09-12,k1,hw,F,0,20,\n"
            + "l2,tobedeleted,2026-02-01,Fall grade,,2025-09-01,2026-01-31,k1,fg,F,0,50,\n"
        let (district, summary) = try load([
            "lineItems.csv": items,
            "results.csv": OneRosterTests.delta(
                "x1,tobedeleted,2026-02-01,l1,u1,fully graded,17,2025-09-13,"),
        ])
        #expect(counts(summary)["lineItems.csv"] == [0, 0, 3, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.homework[0].isEmpty && snapshot.homework[1].isEmpty)
        #expect(snapshot.courseResults[0].isEmpty)
        // Another time there is nothing left to withdraw, and the line item is gone.
        #expect(counts(try load([:], into: district))["lineItems.csv"] == [0, 0, 0, 0])
    }

    @Test func homeworkFollowsItsLineItem() throws {
        let items = Self.header + "l1,active,2026-02-01,Fractions 1,,2025-09-10,2025-09-15,k1,hw,F,0,34,\n"
        let (district, summary) = try load(["lineItems.csv": items])
        #expect(counts(summary)["lineItems.csv"] == [0, 2, 0, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.homework[0].map(\.due) == [day("2025-09-15")])
        #expect(snapshot.homework(of: 0)?.accuracy == 0.5)
        #expect(counts(try load([:], into: district))["lineItems.csv"] == [0, 0, 0, 0])
    }

    @Test func enrollmentsAreCheckedCountedAndNamed() throws {
        let header =
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
        let rows = [
            "e1,active,,k1,HS,u1,student,,2025-09-01,", "e2,active,,k1,HS,t1,teacher,true,,",
            "e3,tobedeleted,,k9,HS,u2,student,,,",
        ]
        let (district, summary) = try load(["enrollments.csv": header + rows.joined(separator: "\n") + "\n"])
        let file = try #require(summary.files.first { $0.name.hasSuffix("enrollments.csv") })
        #expect(file.rowsRead == 3 && file.refused == 0)
        #expect(
            file.unread == ["student in a class": 1, "teacher in a class": 1, "withdrawn from a class": 1])
        for (row, message) in [
            ("e4,active,,k7,HS,u1,student,,,", "column classSourcedId: 'k7' is not in classes.csv"),
            ("e4,active,,k1,HS,u9,student,,,", "column userSourcedId: 'u9' is no student on record"),
            ("e4,active,,k1,HS,u1,studnet,,,", "column role: 'studnet' is no role (did you mean 'student'?)"),
            ("e4,active,,k1,HS,u1,student,,2025-02-30,", "column beginDate: '2025-02-30' is not a day"),
            ("e4,gone,,k1,HS,u1,student,,,", "column status: 'gone' is no status"),
        ] {
            let error = #expect(throws: RecordsError.self) {
                try load(["enrollments.csv": header + row + "\n"], into: district)
            }
            #expect("\(try #require(error))".contains("enrollments.csv, line 2, " + message))
        }
    }
}
