/// One consequence of an incident of behavior.
public struct DisciplineEvent: SnapshotRecord {
    /// The day of the incident or of the suspension's begin.
    public let date: CalendarDate
    private let kindNumber: UInt32
    /// The incident's id; none where the district gives none.
    public private(set) var incident: Text
    /// What happened. Confidential: for readers of notes only.
    public private(set) var note: Text
    /// School days of suspension, 0 or more; halves are possible. 0 for referrals and detentions.
    public let days: Double

    /// One consequence.
    public init(
        date: CalendarDate, kind: DisciplineKind, days: Double, incident: Text = .none, note: Text = .none
    ) {
        self.date = date
        kindNumber = kind.rawValue
        self.incident = incident
        self.note = note
        self.days = days
    }

    /// What was recorded.
    public var kind: DisciplineKind { DisciplineKind(rawValue: kindNumber) ?? .referral }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&incident)
        visit(&note)
    }
}
