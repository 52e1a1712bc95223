import Engagement
import Testing

@Suite struct LinkageReviewTests {
    /// Two tutoring services and a clinic; the snapshot shows the 30th of September.
    private func review(_ steps: [(String, Int, LinkageStatus, EngagementDomain?)]) -> LinkageReview {
        var district = SmallDistrict(asOf: "2025-09-30")
        var (club, lab, clinic) = (
            Service(id: "a", name: "Club"), Service(id: "b", name: "Lab"), Service(id: "c", name: "Clinic")
        )
        club.terms = [ServiceTerm(name: "Tutoring")]
        lab.terms = [ServiceTerm(name: "Science"), ServiceTerm(name: "Tutoring")]
        clinic.terms = [ServiceTerm(name: "Health")]
        district.builder.directory.services = [club, lab, clinic]
        for (date, service, status, domain) in steps {
            district.builder.add(
                LinkageStep(date: day(date), service: service, status: status, domain: domain), to: 0)
        }
        return LinkageReview(district.snapshot(), row: 0)
    }

    @Test(
        arguments: [
            (LinkageStatus.active, "Club, active since 2025-09-29: it is offered no more"),
            (.proposed, "Club, proposed since 2025-09-29: it is offered no more"), (.completed, nil),
        ] as [(LinkageStatus, String?)])
    func aServiceThatLeftTheDirectoryIsSaid(_ status: LinkageStatus, _ said: String?) {
        var district = SmallDistrict(asOf: "2025-09-30")
        var club = Service(id: "a", name: "Club")
        club.endedOn = day("2025-09-30")
        district.builder.directory.services = [club]
        district.builder.add(LinkageStep(date: day("2025-09-29"), service: 0, status: status), to: 0)
        #expect(
            LinkageReview(district.snapshot(), row: 0).due() == said.map { ["see what becomes of \($0)"] }
                ?? [])
    }

    @Test func twoOpenServicesOfOneKindOverlap() throws {
        let review = review([
            ("2025-09-01", 0, .active, nil), ("2025-09-02", 1, .referred, nil),
            ("2025-09-03", 2, .active, nil),
        ])
        let overlap = try #require(review.overlaps.first)
        #expect(review.overlaps.count == 1)
        #expect(overlap.kind == "Tutoring" && overlap.first.service == 0 && overlap.second.service == 1)
    }

    @Test func aClosedOneOverlapsWithNothing() {
        let review = review([
            ("2025-09-01", 0, .active, nil), ("2025-09-02", 1, .active, nil), ("2025-09-09", 1, .ended, nil),
        ])
        #expect(review.overlaps.isEmpty)
        #expect(review.open.map(\.service) == [0])
    }

    @Test func aDomainWithAnOpenLinkageIsNoGap() {
        let review = review([
            ("2025-09-01", 0, .active, .academic), ("2025-09-01", 2, .referred, .affective),
            ("2025-09-05", 2, .declined, nil),
        ])
        #expect(review.gaps(among: [.academic, .affective]) == [.affective])
        #expect(review.gaps(among: []) == [])
    }

    @Test(
        arguments: [
            ("2025-09-16", .proposed, "decide on Club, proposed on 2025-09-16"),
            ("2025-09-17", .proposed, nil),
            ("2025-09-16", .referred, "ask whether Club has taken the student in, referred on 2025-09-16"),
            ("2025-09-16", .enrolled, "see that Club begins, enrolled on 2025-09-16"),
            ("2025-09-01", .active, nil),
            ("2025-08-31", .active, "note how Club goes: the last note is 30 days old"),
        ] as [(String, LinkageStatus, String?)])
    func whatIsDue(date: String, status: LinkageStatus, line: String?) {
        #expect(review([(date, 0, status, nil)]).due() == [line].compactMap(\.self))
    }

    @Test func riskIsWhatTheBundledPluginsFound() {
        func results(_ plugin: String, _ domains: DomainScores) -> RunResults {
            RunResults(
                run: Run(
                    started: 0, finished: 1, user: "", plugin: plugin, version: "", pluginHash: "",
                    options: "{}", asOf: day("2025-09-30"), fingerprint: "", seed: 0, hostVersion: ""),
                outcomes: ["a": .scored(Score(score: 1, domains: domains))])
        }
        let risk = DomainRisk([
            results("engagement-index", [.academic: 80, .cognitive: 49.9, .affective: 50]),
            results("check-and-connect", [.academic: 10, .behavioral: 0]),
            results("other", [.affective: 0]),
        ])
        #expect(risk.domains(of: "a") == [.academic, .cognitive])
        #expect(risk.domains(of: "b") == [])
        #expect(risk.isKnown && !DomainRisk([]).isKnown)
    }

    @Test func theDistrictSaysFromWhereOnItIsRisk() {
        func results(_ plugin: String, _ risk: DomainRisk.Line?) -> RunResults {
            var results = RunResults(
                run: Run(
                    started: 0, finished: 1, user: "", plugin: plugin, version: "", pluginHash: "",
                    options: "{}", asOf: day("2025-09-30"), fingerprint: "", seed: 0, hostVersion: ""),
                outcomes: ["a": .scored(Score(score: 1, domains: [.academic: 60, .behavioral: 0]))])
            results.risk = risk
            return results
        }
        func domains(_ plugin: String, _ risk: DomainRisk.Line?) -> [EngagementDomain] {
            DomainRisk([results(plugin, risk)]).domains(of: "a")
        }
        #expect(domains("our-own", nil).isEmpty)
        #expect(domains("our-own", .below(60)) == [.behavioral])
        #expect(domains("our-own", .below(70)) == [.academic, .behavioral])
        #expect(domains("our-own", .above(0)) == [.academic])
        #expect(domains("check-and-connect", nil) == [.academic])
        #expect(domains("check-and-connect", .never).isEmpty)
        #expect(!DomainRisk([results("check-and-connect", .never)]).isKnown)
    }

    /// Gaps come from scores and linkages: they are there for who may read both.
    @Test func gapsAreAFieldForReadersOfScoresAndLinkages() throws {
        var district = SmallDistrict(asOf: "2025-09-30")
        district.builder.directory.services = [Service(id: "a", name: "Club")]
        district.builder.add(
            LinkageStep(date: day("2025-09-01"), service: 0, status: .active, domain: .academic), to: 0)
        let run = Run(
            started: 0, finished: 1, user: "", plugin: "check-and-connect", version: "", pluginHash: "",
            options: "{}", asOf: day("2025-09-30"), fingerprint: "", seed: 0, hostVersion: "")
        let score = StudentOutcome.scored(Score(score: 1, domains: [.academic: 9, .behavioral: 9]))
        let results = [RunResults(run: run, outcomes: ["a": score, "b": score])]
        let snapshot = district.snapshot()
        let fields = StudentFields(snapshot, results: results)
        let gaps = try fields.field(named: "linkages.gap_domains")
        #expect(gaps.value(row: 0) == .text("behavioral"))
        #expect(gaps.value(row: 1) == .text("academic, behavioral"))
        #expect(try fields.field(named: "linkages.gaps").value(row: 1) == .number(2))
        #expect(try StudentQuery("linkages.gaps > 1", fields: fields).rows == [1])
        for kinds in [[.linkages], [.scores]] as [Set<RecordKind>] {
            let some = StudentFields(snapshot, results: results, reading: kinds)
            #expect(throws: FieldError.self) { try some.field(named: "linkages.gaps") }
        }
    }

    @Test(
        arguments: [
            ("2010-09-30", 15), ("2010-10-01", 14), ("2008-02-29", 17), ("unknown", nil), ("2026-01-01", nil),
        ] as [(String, Int?)])
    func anAgeIsInWholeYears(born: String, age: Int?) {
        var district = SmallDistrict(asOf: "2025-09-30")
        let (name, value) = (district.builder.intern("birth_date"), district.builder.intern(born))
        district.builder.add(Demographic(name: name, value: value), to: 0)
        let snapshot = district.snapshot()
        #expect(snapshot.age(of: 0) == age)
        #expect(snapshot.age(of: 1) == nil)
    }
}
