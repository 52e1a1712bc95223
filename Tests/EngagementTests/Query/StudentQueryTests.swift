import Engagement
import Testing

@Suite struct StudentQueryTests {
    private let district = QueriedDistrict()

    @Test(
        arguments: [
            ("", [0, 1, 2, 3]), ("  ", [0, 1, 2, 3]),
            // Numbers, shares and grades.
            ("grade=9", [0]), ("grade = 09", [0]), ("grade>=9", [0, 1]), ("grade<KG", []), ("grade=kg", [2]),
            ("grade != 9", [1, 2]), ("grade <> 9", [1, 2]), ("grade == 10", [1]),
            ("grade in (9, 10)", [0, 1]),
            ("grade not in (9,10)", [2]), ("attendance.rate<0.9", [0]), ("attendance.rate<90%", [0]),
            ("attendance.rate>=50%", [0, 1, 2]), ("attendance.rate <= +0.5", [0]), ("score>20", [0]),
            ("score > -1.5", [0, 1]), ("check-and-connect.score<=20", [1]),
            // Texts and keys.
            ("name='ana rivera'", [0]), ("name=\"Bo O'Neil\"", [1]), ("name = 'Bo O''Neil'", [1]),
            ("name contains RIV", [0]), ("name contains \"ÅNG\"", [3]), ("name not contains a", [1, 2, 3]),
            ("id=S-1", [0]), ("id=s-1", []), ("id=s-4", [3]), ("id > S-2", [2, 3]), ("name < b", [0]),
            ("school=n", [0, 2]), ("school=N", []), ("school='north high'", [0, 2]), ("school != n", [1]),
            ("school contains high", [0, 1, 2]), ("mentor=m-1", [0, 1]), ("mentor='sam lee'", [0, 1]),
            ("mentor contains kim", [3]), ("tier=INTENSIVE", [0]), ("tier in (basic, intensive)", [0, 1]),
            // Dates.
            ("enrolled_from=2025-09-01", [0, 1, 2]), ("enrolled_from>2025-09-01", []),
            // What is missing.
            ("mentor missing", [2]), ("mentor is missing", [2]), ("mentor is not missing", [0, 1, 3]),
            ("grade not missing", [0, 1, 2]), ("tier != basic", [0]), ("not tier = basic", [0, 2, 3]),
            ("autonomy<3 or autonomy>=3", [0, 2]), ("tier not in (basic)", [0]), ("name missing", []),
            // Joined: 'and' binds tighter than 'or'.
            ("grade=9 or grade=10 and school=n", [0]), ("(grade=9 or grade=10) and school=s", [1]),
            ("not (grade=9 or grade=10)", [2, 3]), ("not grade=9 and school=n", [2]),
            ("NOT NOT grade=9", [0]),
            ("Grade=9 AND Attendance.Rate<90%", [0]), ("grade=9\tand\nschool=n", [0]), ("((grade=9))", [0]),
        ] as [(String, [Int])])
    func findsWhoIsMeant(query: String, rows: [Int]) throws {
        #expect(try district.snapshot.students(matching: query, results: district.results) == rows)
    }

    @Test(arguments: [
        ("attendence.rate<0.9", 1, "no field 'attendence.rate'; did you mean 'attendance.rate'?"),
        (
            "grade=9 and attendence.rate<0.9", 13,
            "no field 'attendence.rate'; did you mean 'attendance.rate'?"
        ),
        ("grade", 6, "found the end behind 'grade', expected = != < <= > >= in, contains or missing"),
        ("grade 9", 7, "found '9' behind 'grade', expected = != < <= > >= in, contains or missing"),
        ("grade=", 7, "found the end, expected a value for 'grade'"),
        ("grade=(9)", 7, "found '(', expected a value for 'grade'"),
        ("grade=ninth", 7, "'ninth' is no grade; write 9, 09 or KG"),
        ("9=grade", 1, "no field '9'"),
        ("grade=9 and", 12, "found the end, expected a field's name"),
        (
            "grade=9 grade=10", 9,
            "found 'grade', expected 'and', 'or' or the end; put a text with spaces in quotes: \"9 grade\""
        ),
        (
            "school=North High", 14,
            "found 'High', expected 'and', 'or' or the end; put a text with spaces in quotes: \"North High\""
        ),
        ("grade=9 && id=S-1", 9, "found '&&', expected 'and', 'or' or the end; write 'and'"),
        ("grade=9 || id=S-1", 9, "found '||', expected 'and', 'or' or the end; write 'or'"),
        ("(grade=9", 9, "found the end, expected ')'"),
        ("grade=9)", 8, "found ')', expected 'and', 'or' or the end"),
        ("name='Ana", 6, "the quote ' is never closed"),
        ("é=1 and name=\"", 14, "the quote \" is never closed"),
        ("grade ! 9", 7, "found '!', expected '!='"),
        (
            "attendance.rate<90", 17,
            "'attendance.rate' is a share of school days between 0 and 1; write 0.9 or 90%"
        ),
        (
            "attendance.rate<-0.1", 17,
            "'attendance.rate' is a share of school days between 0 and 1; write 0.9 or 90%"
        ),
        ("score>80%", 7, "'check-and-connect.score' counts points, not percent; leave out the %"),
        ("score>nan", 7, "'nan' is no number; 'check-and-connect.score' counts points"),
        ("score>0x10", 7, "'0x10' is no number; 'check-and-connect.score' counts points"),
        ("score>1e3", 7, "'1e3' is no number; 'check-and-connect.score' counts points"),
        ("score>1.2.3", 7, "'1.2.3' is no number; 'check-and-connect.score' counts points"),
        ("score>.5", 7, "'.5' is no number; 'check-and-connect.score' counts points"),
        (
            "enrolled_from>2026-02-30", 15,
            "'2026-02-30' is no date; 'enrolled_from' is compared with one such as 2026-01-31"
        ),
        ("grade contains 9", 7, "'grade' is a number; only texts can contain something"),
        ("grade in 9", 10, "found '9', expected '(' and a list of values"),
        ("grade in ()", 11, "found ')', expected a value for 'grade'"),
        ("grade in (9 10)", 13, "found '10', expected ',' or ')'"),
        ("grade is 9", 10, "found '9', expected 'missing'; compare with '='"),
        ("and", 1, "no field 'and'"),
        ("= 9", 1, "found '=', expected a field's name"),
    ])
    func saysWhatIsWrongAndWhere(query: String, column: Int, message: String) {
        let error = #expect(throws: QueryError.self) {
            try StudentQuery(query, fields: district.fields)
        }
        #expect(error?.message == message)
        #expect(error?.column == column)
        #expect(error?.query == query)
        #expect(error?.description == "column \(column): \(message)")
    }

    @Test(arguments: ["(", "not "])
    func deepNestingIsRefusedInsteadOfOverflowing(part: String) {
        let query = String(repeating: part, count: 100_000) + "grade=9"
        let error = #expect(throws: QueryError.self) { try StudentQuery(query, fields: district.fields) }
        #expect(error?.message == "the query is nested more than 200 deep")
    }

    @Test func aNumberTooLargeForTheMachineIsNone() {
        let query = "score<1" + String(repeating: "0", count: 400)
        #expect(throws: QueryError.self) { try StudentQuery(query, fields: district.fields) }
    }

    @Test func bareScoresOfSeveralPluginsAreAnError() {
        let two = QueriedDistrict(plugins: ["a", "b"])
        let error = #expect(throws: QueryError.self) { try StudentQuery("tier=basic", fields: two.fields) }
        #expect(
            error?.message
                == "'tier' leaves open whose, as check-and-connect has no results; write a.tier or b.tier")
    }
}
