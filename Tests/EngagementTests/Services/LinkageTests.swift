import Engagement
import Testing

@Suite struct LinkageTests {
    private func snapshot(asOf: String) -> Snapshot {
        var district = SmallDistrict(asOf: asOf)
        district.builder.directory.services = [
            Service(id: "a", name: "Club"), Service(id: "b", name: "Clinic"),
        ]
        let mentor = district.builder.addMentor(Mentor(id: "lee", name: "Sam Lee"))
        let (reason, again, outcome) = (
            district.builder.intern("homework"), district.builder.intern("2"), district.builder.intern("ok")
        )
        for step in [
            LinkageStep(
                date: day("2025-09-02"), service: 0, status: .proposed, domain: .academic, priority: 2,
                reason: reason),
            LinkageStep(date: day("2025-09-03"), service: 1, status: .referred),
            LinkageStep(date: day("2025-09-05"), service: 0, status: .active, mentor: mentor),
            LinkageStep(date: day("2025-09-15"), service: 0, status: .active),
            LinkageStep(date: day("2025-09-20"), service: 0, status: .completed, outcome: outcome),
            LinkageStep(date: day("2025-09-25"), service: 0, linkage: again, status: .proposed),
        ] {
            district.builder.add(step, to: 0)
        }
        return district.snapshot()
    }

    @Test func stepsMakeLinkages() throws {
        let snapshot = snapshot(asOf: "2025-09-30")
        let linkages = snapshot.linkages(of: 0)
        #expect(linkages.map(\.service) == [0, 1, 0])
        #expect(linkages.map(\.status) == [.completed, .referred, .proposed])
        #expect(linkages.map(\.isOpen) == [false, true, true])
        let first = try #require(linkages.first)
        #expect(first.begun == day("2025-09-02") && first.closedOn == day("2025-09-20"))
        #expect(first.mentor == 0 && first.domain == .academic && first.priority == 2)
        #expect(snapshot.texts[first.reason] == "homework")
        #expect(snapshot.texts[first.outcome] == "ok")
        #expect(snapshot.linkages(of: 1).isEmpty)
    }

    @Test func aDayShowsWhatHadHappenedByThen() throws {
        let linkage = try #require(snapshot(asOf: "2025-09-16").linkages(of: 0).first)
        #expect(linkage.status == .active && linkage.closedOn == nil)
        #expect(linkage.since == day("2025-09-05"))
        #expect(linkage.last.date == day("2025-09-15"))
    }
}
