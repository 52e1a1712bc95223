/// One step in the life of a linkage: a record of its own, so that nothing said before is lost.
///
/// A step that repeats the status before it is a note on how the linkage goes.
public struct LinkageStep: SnapshotRecord {
    /// The day.
    public let date: CalendarDate
    private let serviceNumber: UInt32
    /// What tells apart several linkages of one student to one service; none for the first.
    public private(set) var linkage: Text
    private let statusNumber: UInt32
    private let mentorNumber: Int32
    private let domainNumber: UInt32
    private let priorityNumber: UInt32
    /// Why it was proposed; none where not said.
    public private(set) var reason: Text
    /// What came of it; none where not said.
    public private(set) var outcome: Text
    /// The plugin that proposed it; none for a person.
    public private(set) var proposedBy: Text
    /// What there is to add. Confidential: for readers of notes only.
    public private(set) var note: Text

    /// One step; nil where a part is not known.
    ///
    /// - Parameters:
    ///   - service: The service's number in the snapshot's directory.
    ///   - mentor: The number of the mentor who coordinates it.
    ///   - domain: The domain of engagement it is to help with.
    ///   - priority: 1, the most urgent, to 5.
    public init(
        date: CalendarDate, service: Int, linkage: Text = .none, status: LinkageStatus, mentor: Int? = nil,
        domain: EngagementDomain? = nil, priority: Int? = nil, reason: Text = .none, outcome: Text = .none,
        proposedBy: Text = .none, note: Text = .none
    ) {
        self.date = date
        serviceNumber = UInt32(service)
        self.linkage = linkage
        statusNumber = status.rawValue
        mentorNumber = mentor.map { Int32($0) } ?? -1
        domainNumber = domain?.rawValue ?? .max
        priorityNumber = priority.map { UInt32($0) } ?? 0
        self.reason = reason
        self.outcome = outcome
        self.proposedBy = proposedBy
        self.note = note
    }

    /// The service's number in the snapshot's directory.
    public var service: Int { Int(serviceNumber) }
    /// How far the linkage has come with it.
    public var status: LinkageStatus { LinkageStatus(rawValue: statusNumber) ?? .proposed }
    /// The number of the mentor who coordinates it; nil where not said.
    public var mentor: Int? { mentorNumber < 0 ? nil : Int(mentorNumber) }
    /// The domain of engagement it is to help with; nil where not said.
    public var domain: EngagementDomain? { EngagementDomain(rawValue: domainNumber) }
    /// 1, the most urgent, to 5; nil where not said.
    public var priority: Int? { priorityNumber == 0 ? nil : Int(priorityNumber) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&linkage)
        visit(&reason)
        visit(&outcome)
        visit(&proposedBy)
        visit(&note)
    }
}
