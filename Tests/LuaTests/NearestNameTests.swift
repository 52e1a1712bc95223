import Testing

@testable import Lua

@Suite struct NearestNameTests {
    @Test(
        arguments: [
            ("attendence", "attendance"), ("Grade", "grade"), ("garde", "grade"), ("grad", "grade"),
            ("disciplin", "discipline"), ("x", nil), ("", nil), ("completely_else", nil), ("nam", "name"),
        ] as [(String, String?)])
    func theNameThatWasMeant(_ name: String, _ expected: String?) {
        #expect(
            nearestName(to: name, among: ["attendance", "grade", "discipline", "name", "id"]) == expected)
    }

    @Test func ofEquallyNearNamesTheFirstInTheAlphabet() {
        #expect(nearestName(to: "cat", among: ["cut", "bat", "car"]) == "bat")
    }
}
