import Engagement
import Testing

@Suite struct NearestNameTests {
    private static let fields = ["attendance", "discipline", "grade", "grades", "id"]

    @Test(arguments: [
        ("attendence", "attendance"), ("Attendance", "attendance"), ("atendance", "attendance"),
        ("attednance", "attendance"), ("grad", "grade"), ("grdae", "grade"), ("gradess", "grades"),
        ("di", "id"),
    ])
    func offersWhatWasMeant(written: String, meant: String) {
        #expect(nearestName(to: written, among: Self.fields) == meant)
    }

    @Test(arguments: ["homework", "xyz", "", "q", "attendance_and_more"])
    func offersNothingFarAway(written: String) {
        #expect(nearestName(to: written, among: Self.fields) == nil)
    }

    @Test func theFirstOfEquallyNearNamesIsOffered() {
        #expect(nearestName(to: "cat", among: ["bat", "hat"]) == "bat")
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "", 3), ("ab", "ba", 1), ("kitten", "sitting", 3), ("abcd", "acbd", 1),
    ])
    func countsEdits(left: String, right: String, edits: Int) {
        #expect(editDistance(Array(left.utf8), Array(right.utf8)) == edits)
        #expect(editDistance(Array(right.utf8), Array(left.utf8)) == edits)
    }
}
