/// One consequence of an incident of behavior.
public struct DisciplineEvent: SnapshotRecord {
    /// The day of the incident or of the suspension's begin.
    public let date: CalendarDate
    private let kindNumber: UInt32
    /// School days of suspension, 0 or more; halves are possible. 0 for referrals and detentions.
    public let days: Double

    /// One consequence.
    public init(date: CalendarDate, kind: DisciplineKind, days: Double) {
        self.date = date
        kindNumber = kind.rawValue
        self.days = days
    }

    /// What was recorded.
    public var kind: DisciplineKind { DisciplineKind(rawValue: kindNumber) ?? .referral }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {}
}
