import Engagement
import Records
import Testing

/// What a file of a few columns leaves on record must be what a whole file could bring.
@Suite struct MergedRowTests {
    @Test(arguments: [
        (
            "students.csv", "student_id,enrolled_from,enrolled_to\nS-1,2025-09-01,\n",
            "student_id,enrolled_to\nS-1,2025-08-31\n",
            "line 2: enrolled_to: lies before 2025-09-01, on which it begins, which is on record"
        ),
        (
            "goals.csv", "student_id,set_on,goal,status,closed_on\nS-1,2025-09-22,G,reached,2026-01-20\n",
            "student_id,set_on,goal,status\nS-1,2025-09-22,G,active\n",
            "line 2: closed_on, which is on record and not in this file: is given, but the goal is active"
        ),
        (
            "indicators.csv", "id,domain,title,unit,minimum,maximum\nreading,academic,R,min,0,20\n",
            "id,domain,title,unit,minimum\nreading,academic,R,min,30\n",
            "line 2: maximum, which is on record and not in this file: is less than the minimum, 30"
        ),
        (
            "homework.csv", "student_id,homework_id,title,due\nS-1,h,T,2025-10-03\n",
            "student_id,homework_id,title,assigned\nS-1,h,T,2025-11-01\n",
            "line 2: due, which is on record and not in this file: lies before 2025-11-01"
        ),
        (
            "services.csv", "id,name,minimum_age,maximum_age\nV,Club,12,15\n",
            "id,name,minimum_age\nV,Club,16\n",
            "line 2: maximum_age, which is on record and not in this file: "
        ),
    ])
    func whatCannotStandTogetherIsRefused(
        file: String, before: String, after: String, message: String
    ) throws {
        let district = try District(oneStudent([file: before]))
        try district.load()
        let fingerprint = try district.snapshot().fingerprint
        try district.write(file, after)
        let error = #expect(throws: RecordsError.self) { try district.load() }
        let said = try #require(error).description
        #expect(said.contains("\(file), \(message)"), "\(said)")
        #expect(try district.snapshot().fingerprint == fingerprint)
        let summary = try district.load(ImportOptions(keepGoodRows: true))
        #expect(counts(summary)[file] == [0, 0, 0, 1])
    }

    /// An indicator's range may not leave out what was observed.
    @Test func aRangeHoldsWhatWasObserved() throws {
        let header = "id,domain,title,unit,minimum,maximum\n"
        let district = try District(
            oneStudent([
                "indicators.csv": header + "reading,academic,R,min,0,2000\n",
                "observations.csv": "student_id,indicator,date,value\nS-1,reading,2026-01-05,1500\n",
            ]))
        try district.load()
        try district.write("indicators.csv", header + "reading,academic,R,min,0,100\n")
        let error = #expect(throws: RecordsError.self) { try district.load() }
        let said = try #require(error).description
        #expect(
            said.contains(
                "indicators.csv, line 2, column maximum: '100' leaves out values on record: 1500 of S-1 on 2026-01-05"
            ),
            "\(said)")
        try district.write("indicators.csv", header + "reading,academic,R,min,1,1500\n")
        #expect(counts(try district.load())["indicators.csv"] == [0, 1, 0, 0])
    }
}
