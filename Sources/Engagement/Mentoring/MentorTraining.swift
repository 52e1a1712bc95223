/// A training that a mentor has had.
public struct MentorTraining: Sendable, Hashable {
    /// What it was, in the district's words.
    public let title: String
    /// The day on which it was completed; nil where not given.
    public let date: CalendarDate?
    /// Hours, 0 or more; nil where not given.
    public let hours: Double?
    /// The number of its origin in ``Snapshot/origins``; nil where nobody said.
    public internal(set) var origin: Int?

    /// A training; parts are taken as they are.
    public init(title: String, date: CalendarDate? = nil, hours: Double? = nil, origin: Int? = nil) {
        self.title = title
        self.date = date
        self.hours = hours
        self.origin = origin
    }
}
