import Engagement
import Testing

@Suite struct MentorNameTests {
    private let snapshot: Snapshot

    init() {
        var builder = SnapshotBuilder(asOf: day("2025-09-30"))
        for (id, name) in [("a", "Jo Kim"), ("b", "Sam Lee"), ("c", "Kim Lee"), ("kim", "Al Moe")] {
            _ = builder.addMentor(Mentor(id: Identifier(id), name: name))
        }
        snapshot = builder.finish()
    }

    @Test(
        arguments: [
            ("kim", [3]), ("KIM", [0, 2]), ("jo kim", [0]), ("lee", [1, 2]), ("Sam", [1]), ("A", []),
            ("zed", []),
            ("", []),
        ] as [(String, [Int])])
    func anIdComesBeforeANameAndANameBeforeAWordOfIt(name: String, mentors: [Int]) {
        #expect(snapshot.mentors(named: name) == mentors)
    }
}
