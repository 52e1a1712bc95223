import NearestName
import Testing

@Suite struct NearestNameTests {
    private static let names = ["attendance", "discipline", "grade", "grades", "id", "name"]

    @Test(arguments: [
        ("attendence", "attendance"), ("Attendance", "attendance"), ("atendance", "attendance"),
        ("attednance", "attendance"), ("disciplin", "discipline"), ("grad", "grade"), ("garde", "grade"),
        ("grdae", "grade"), ("gradess", "grades"), ("di", "id"), ("nam", "name"), ("disc", "discipline"),
        ("attend", "attendance"),
    ])
    func offersWhatWasMeant(written: String, meant: String) {
        #expect(nearestName(to: written, among: Self.names) == meant)
    }

    @Test(arguments: ["homework", "xyz", "", "q", "attendance_and_more", String(repeating: "a", count: 65)])
    func offersNothingFarAway(written: String) {
        #expect(nearestName(to: written, among: Self.names) == nil)
    }

    @Test func ofEquallyNearNamesTheFirstInByteOrder() {
        #expect(nearestName(to: "cat", among: ["cut", "hat", "bat", "car"]) == "bat")
    }

    @Test func aLongNameIsComparedWithNone() {
        let long = String(repeating: "a", count: 100)
        #expect(nearestName(to: long, among: [long]) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "", 3), ("ab", "ba", 1), ("kitten", "sitting", 3), ("abcd", "acbd", 1),
    ])
    func countsEdits(left: String, right: String, edits: Int) {
        #expect(editDistance(Array(left.utf8), Array(right.utf8)) == edits)
        #expect(editDistance(Array(right.utf8), Array(left.utf8)) == edits)
    }
}
