/// One rule of the program, as a figure for one mentor: whether the program is followed as designed.
public struct FidelityRule: Sendable, Hashable {
    /// What a value's number is.
    public enum Unit: UInt32, Vocabulary {
        /// A share, 0 to 1 for 0 to 100 %.
        case share
        /// A number as it is.
        case number

        /// The word for it in Lua.
        public var name: String { self == .share ? "share" : "number" }
    }

    /// The rule's name for people.
    public let name: String
    /// What was found; nil where nothing could be.
    public let value: Double?
    /// What the program asks for; nil where it asks for no figure.
    public let target: Double?
    /// Whether the rule is kept; nil where it could not be assessed.
    public let isMet: Bool?
    /// What ``value`` and ``target`` are.
    public let unit: Unit
    /// Of how many students the value is a figure; nil where it is one of none.
    public let students: Int?
    /// What there is to add for people; empty where nothing.
    public let note: String

    /// A rule; parts are taken as they are.
    public init(
        name: String, value: Double?, target: Double?, isMet: Bool?, unit: Unit = .number,
        students: Int? = nil, note: String = ""
    ) {
        self.name = name
        self.value = value
        self.target = target
        self.isMet = isMet
        self.unit = unit
        self.students = students
        self.note = note
    }

    /// The same rule, without what there is to add.
    public var withoutNote: FidelityRule {
        FidelityRule(name: name, value: value, target: target, isMet: isMet, unit: unit, students: students)
    }
}
