/// A training that a mentor has had.
public struct MentorTraining: Sendable, Hashable {
    /// What it was, in the district's words.
    public let title: String
    /// The day on which it was completed; nil where not given.
    public let date: CalendarDate?
    /// Hours, 0 or more; nil where not given.
    public let hours: Double?

    /// A training; parts are taken as they are.
    public init(title: String, date: CalendarDate? = nil, hours: Double? = nil) {
        self.title = title
        self.date = date
        self.hours = hours
    }
}
