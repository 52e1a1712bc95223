/// All indicators of a district, in a fixed order: the built-in ones, then the district's own by id.
public struct IndicatorCatalog: Sendable {
    /// The indicators in the catalog's order; a row's number is an indicator's number in a snapshot.
    public let indicators: [Indicator]
    private let numbers: [String: Int]
    private let subscales: [String: Int]

    /// The built-in indicators and a district's own.
    ///
    /// - Parameter own: The indicators of `indicators.csv`, in any order. One with the id of a built-in
    ///   indicator is left out: a built-in meaning is never redefined.
    public init(own: [Indicator] = []) {
        let builtIn = Set(Self.builtIn.map(\.id))
        let added = own.filter { !builtIn.contains($0.id) }
            .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        indicators = Self.builtIn + added
        var numbers: [String: Int] = [:]
        for (number, indicator) in indicators.enumerated() where numbers[indicator.id] == nil {
            numbers[indicator.id] = number
        }
        self.numbers = numbers
        subscales = Self.subscaleNames.compactMapValues { numbers[$0] }
    }

    /// The number of the indicator with this id; nil if the catalog has none.
    public func number(of id: String) -> Int? { numbers[id] }

    /// The indicator with this id; nil if the catalog has none.
    public subscript(id: String) -> Indicator? { numbers[id].map { indicators[$0] } }

    /// The number of the indicator that a survey's subscale measures; nil if it measures none in the catalog.
    ///
    /// A subscale is named by the indicator's id or as the Student Engagement Instrument names it.
    public func number(ofSubscale name: String) -> Int? { subscales[name] ?? numbers[name] }

    /// Names of subscales that stand for an indicator of another name, and those that stand for none.
    ///
    /// The Student Engagement Instrument (Appleton, Christenson, Kim and Reschly 2006) reports these.
    public static let subscaleNames: [String: String] = [
        "teacher_student_relationships": "adult_relationships",
        "peer_support": "peer_relationships",
        "family_support_for_learning": "family_support",
        "control_and_relevance": "relevance",
        "future_goals": "personal_goals",
    ]

    /// Subscales that are kept but measure no indicator: extrinsic motivation is in no engagement domain.
    public static let subscalesWithoutIndicator: Set<String> = ["extrinsic_motivation"]
}
