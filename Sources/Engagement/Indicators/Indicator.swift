/// One alterable sign of engagement: what is measured, in which unit, and which way is better.
public struct Indicator: Sendable, Hashable {
    /// How often a value is expected.
    public enum Cadence: UInt32, Vocabulary {
        case daily, weekly, term, twiceAYear

        /// The word for it in `indicators.csv`.
        public var name: String {
            switch self {
            case .daily: "daily"
            case .weekly: "weekly"
            case .term: "term"
            case .twiceAYear: "twice_a_year"
            }
        }
    }

    /// Which way a student is better off.
    public enum Direction: UInt32, Vocabulary {
        case higherIsBetter, lowerIsBetter

        /// The word for it in `indicators.csv`.
        public var name: String {
            switch self {
            case .higherIsBetter: "higher"
            case .lowerIsBetter: "lower"
            }
        }
    }

    /// The name in files, queries and Lua: lower-case letters, digits and `_`, beginning with a letter.
    public let id: String
    /// The kind of engagement it is a sign of.
    public let domain: EngagementDomain
    /// The name for people.
    public let title: String
    /// The unit in the plural (`days`, `credits`), or what 1 stands for (`share of school days`).
    public let unit: String
    /// The least value that can be; nil where there is none.
    public let minimum: Double?
    /// The greatest value that can be; nil where there is none.
    public let maximum: Double?
    /// Which way is better.
    public let direction: Direction
    /// How often a value is expected.
    public let cadence: Cadence
    /// The kind of record its values are made of. For ``RecordKind/survey``, single observations count too.
    public let kind: RecordKind
    /// The instrument or rule behind it, for people; empty where the district said nothing.
    public let source: String

    /// A description of one indicator; its parts are taken as they are.
    public init(
        id: String, domain: EngagementDomain, title: String, unit: String, minimum: Double? = nil,
        maximum: Double? = nil, direction: Direction = .higherIsBetter, cadence: Cadence,
        kind: RecordKind, source: String = ""
    ) {
        self.id = id
        self.domain = domain
        self.title = title
        self.unit = unit
        self.minimum = minimum
        self.maximum = maximum
        self.direction = direction
        self.cadence = cadence
        self.kind = kind
        self.source = source
    }

    /// Whether a value can be recorded: finite and inside the range.
    public func admits(_ value: Double) -> Bool {
        value.isFinite && value >= minimum ?? -.infinity && value <= maximum ?? .infinity
    }

    /// The range for people: `0 to 10`, `at least 0`, `any number`.
    public var rangeDescription: String {
        func plain(_ number: Double) -> String {
            number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
        }
        return switch (minimum, maximum) {
        case (let low?, let high?): "\(plain(low)) to \(plain(high))"
        case (let low?, nil): "at least \(plain(low))"
        case (nil, let high?): "at most \(plain(high))"
        case (nil, nil): "any number"
        }
    }

    /// Whether a text can be an indicator's id: lower-case letters, digits and `_`, beginning with a letter.
    public static func isValidID(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first) else { return false }
        return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }
}
