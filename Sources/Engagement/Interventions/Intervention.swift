/// Help that a student gets under the program.
public struct Intervention: SnapshotRecord {
    /// The first day.
    public let start: CalendarDate
    /// The last day; unknown where it has not ended.
    public let end: CalendarDate
    private let kindNumber: UInt32
    private let focusNumber: UInt32
    private let roleNumber: UInt32
    private let statusNumber: UInt32
    private let mentorNumber: Int32
    /// The ids of the indicators it is meant to move, separated by spaces; none where not said.
    public private(set) var indicators: Text
    /// What came of it; none where not said.
    public private(set) var outcome: Text
    /// What was added in words. Confidential: for readers of notes only.
    public private(set) var note: Text

    /// One intervention; nil where a part is not known.
    ///
    /// - Parameter mentor: The mentor's number in the snapshot.
    public init(
        start: CalendarDate, end: CalendarDate, kind: InterventionKind, focus: InterventionFocus?,
        role: MentorRole?, status: InterventionStatus, mentor: Int?, indicators: Text = .none,
        outcome: Text = .none, note: Text = .none
    ) {
        self.start = start
        self.end = end
        kindNumber = kind.rawValue
        focusNumber = focus?.rawValue ?? .max
        roleNumber = role?.rawValue ?? .max
        statusNumber = status.rawValue
        mentorNumber = mentor.map { Int32($0) } ?? -1
        self.indicators = indicators
        self.outcome = outcome
        self.note = note
    }

    /// How much help it is.
    public var kind: InterventionKind { InterventionKind(rawValue: kindNumber) ?? .basic }
    /// What it works on; nil where not said.
    public var focus: InterventionFocus? { InterventionFocus(rawValue: focusNumber) }
    /// In which role the mentor acts; nil where not said.
    public var role: MentorRole? { MentorRole(rawValue: roleNumber) }
    /// How far it has come.
    public var status: InterventionStatus { InterventionStatus(rawValue: statusNumber) ?? .active }
    /// Whether it is under way: not planned only, and not over.
    public var isOpen: Bool { status == .active && end == .unknown }
    /// The mentor's number in the snapshot; nil where not known.
    public var mentor: Int? { mentorNumber < 0 ? nil : Int(mentorNumber) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&indicators)
        visit(&outcome)
        visit(&note)
    }
}
