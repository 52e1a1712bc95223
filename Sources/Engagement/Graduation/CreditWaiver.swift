/// Credits that a student need not earn.
public struct CreditWaiver: SnapshotRecord {
    /// The day it was granted; unknown where not given.
    public let date: CalendarDate
    /// The subject of the requirement.
    public private(set) var subject: Text
    /// Why, in the school's words; none where not given.
    public private(set) var reason: Text
    // Keeps the layout free of bytes that no one set.
    private let filling: UInt32 = 0
    /// Credits waived, 0 or more; NaN for all that the subject requires.
    public let credits: Double

    /// A waiver; of all credits of the subject where `credits` is nil.
    public init(date: CalendarDate, subject: Text, reason: Text = .none, credits: Double? = nil) {
        self.date = date
        self.subject = subject
        self.reason = reason
        self.credits = credits ?? .nan
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&subject)
        visit(&reason)
    }
}
