import Engagement
import Testing

@Suite struct IndicatorCatalogTests {
    @Test func idsAreValidAndNoTwoTheSame() {
        let ids = IndicatorCatalog.builtIn.map(\.id)
        #expect(ids.filter { !Indicator.isValidID($0) } == [])
        #expect(Set(ids).count == ids.count)
        #expect(IndicatorCatalog.builtIn.filter { $0.title.isEmpty || $0.unit.isEmpty } == [])
    }

    /// The rows M1 to M4 of the mission: what each domain must be able to show.
    @Test(
        arguments: [
            (.academic, ["time_on_task", "credits_earned", "homework_completion", "homework_accuracy"]),
            (
                .behavioral,
                [
                    "attendance_rate", "absences", "tardies", "missed_classes", "attendance_streak",
                    "in_school_suspensions", "out_of_school_suspensions", "suspension_days",
                    "behavior_referrals", "detentions", "class_participation",
                    "extracurricular_participation",
                ]
            ),
            (
                .cognitive,
                ["self_regulation", "relevance", "value_of_learning", "personal_goals", "autonomy"]
            ),
            (.affective, ["belonging", "adult_relationships", "peer_relationships", "family_support"]),
        ] as [(EngagementDomain, [String])])
    func everyDomainIsCovered(domain: EngagementDomain, ids: [String]) {
        let known = IndicatorCatalog.builtIn.filter { $0.domain == domain }.map(\.id)
        #expect(Set(known) == Set(ids))
    }

    @Test func burdensCountDownwards() {
        let down = IndicatorCatalog.builtIn.filter { $0.direction == .lowerIsBetter }.map(\.id)
        #expect(
            Set(down) == [
                "absences", "tardies", "missed_classes", "behavior_referrals", "detentions",
                "in_school_suspensions", "out_of_school_suspensions", "suspension_days",
            ])
    }

    @Test func aDistrictsOwnComeBehindTheBuiltInOnesById() {
        let catalog = IndicatorCatalog(own: ["zeal", "age", "absences"].map(Self.own))
        #expect(catalog.indicators.map(\.id) == IndicatorCatalog.builtIn.map(\.id) + ["age", "zeal"])
        #expect(catalog["absences"]?.unit == "days", "a built-in meaning is never redefined")
        #expect(catalog.number(of: "age") == IndicatorCatalog.builtIn.count)
        #expect(catalog.number(of: "unheard") == nil)
        #expect(catalog["unheard"] == nil)
    }

    @Test func subscalesLeadToIndicators() {
        let catalog = IndicatorCatalog()
        for (subscale, indicator) in IndicatorCatalog.subscaleNames {
            #expect(catalog.number(of: indicator) != nil, "\(subscale) leads to \(indicator)")
            #expect(catalog.number(ofSubscale: subscale) == catalog.number(of: indicator))
        }
        #expect(catalog.number(ofSubscale: "autonomy") == catalog.number(of: "autonomy"))
        #expect(catalog.number(ofSubscale: "extrinsic_motivation") == nil)
    }

    private static func own(_ id: String) -> Indicator {
        Indicator(id: id, domain: .academic, title: id, unit: "own", cadence: .term, kind: .observations)
    }
}
