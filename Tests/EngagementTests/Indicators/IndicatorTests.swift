import Engagement
import Testing

@Suite struct IndicatorTests {
    private func indicator(_ minimum: Double?, _ maximum: Double?) -> Indicator {
        Indicator(
            id: "x", domain: .academic, title: "X", unit: "", minimum: minimum, maximum: maximum,
            cadence: .daily, kind: .observations)
    }

    @Test(
        arguments: [
            (0, 10, "0 to 10"), (0, nil, "at least 0"), (nil, 1.5, "at most 1.5"), (nil, nil, "any number"),
            (-1e300, 1, "-1e+300 to 1"),
        ] as [(Double?, Double?, String)])
    func saysItsRange(minimum: Double?, maximum: Double?, description: String) {
        #expect(indicator(minimum, maximum).rangeDescription == description)
    }

    @Test(
        arguments: [
            (0, true), (10, true), (5.5, true), (-0.01, false), (10.01, false), (.nan, false),
            (.infinity, false),
        ] as [(Double, Bool)])
    func admitsValuesOfItsRange(value: Double, admitted: Bool) {
        #expect(indicator(0, 10).admits(value) == admitted)
    }

    @Test func anyNumberMustStillBeANumber() {
        #expect(indicator(nil, nil).admits(-1e9))
        #expect(!indicator(nil, nil).admits(.nan))
        #expect(!indicator(nil, nil).admits(-.infinity))
    }

    @Test(arguments: [
        ("time_on_task", true), ("a", true), ("a1", true), ("", false), ("1a", false), ("_a", false),
        ("Time", false), ("a b", false), ("a.b", false), ("a-b", false), ("é", false),
    ])
    func idsAreWordsOfLowerCaseLetters(id: String, valid: Bool) {
        #expect(Indicator.isValidID(id) == valid)
    }
}
