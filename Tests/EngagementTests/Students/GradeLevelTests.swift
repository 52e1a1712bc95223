import Engagement
import Testing

@Suite struct GradeLevelTests {
    @Test(
        arguments: [
            ("PK", -1), ("pr", -1), ("KG", 0), ("k", 0), ("TK", 0), ("01", 1), ("1", 1), ("09", 9), ("9", 9),
            ("12", 12), ("13", 13),
        ] as [(String, Int8)])
    func readsYears(code: String, year: Int8) {
        #expect(GradeLevel.read(code) == .year(year))
    }

    @Test(arguments: ["UG", "ug", "PS", "IT", "AE", "Other", "OTHER"])
    func readsCodesWithoutAYear(code: String) {
        #expect(GradeLevel.read(code) == .ungraded)
    }

    @Test(arguments: ["", "0", "00", "14", "009", "-1", "+9", "9th", "nine", " 9", "９"])
    func refusesOtherTexts(code: String) {
        #expect(GradeLevel.read(code) == nil)
    }

    @Test func everyYearsCodeIsReadBack() {
        for year in Int8(-1)...13 {
            #expect(GradeLevel.read(GradeLevel.code(year)) == .year(year))
        }
        #expect(GradeLevel.code(9) == "09")
    }
}
