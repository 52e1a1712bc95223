/// A stretch of the school's year with a begin and an end.
public struct Term: Sendable, Hashable {
    /// The district's own id.
    public let id: Identifier
    /// The name for people.
    public let title: String
    /// What stretch it is.
    public let kind: TermKind
    /// The first day.
    public let start: CalendarDate
    /// The last day.
    public let end: CalendarDate

    /// A term; its parts are taken as they are.
    public init(id: Identifier, title: String, kind: TermKind, start: CalendarDate, end: CalendarDate) {
        self.id = id
        self.title = title
        self.kind = kind
        self.start = start
        self.end = end
    }
}
