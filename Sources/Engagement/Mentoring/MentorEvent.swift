/// A school or community event at which a mentor was present, with students or for them.
///
/// Students who were there have an ``Activity`` of the same name on the day.
public struct MentorEvent: Sendable, Hashable {
    /// The day.
    public let date: CalendarDate
    /// What kind of event it was.
    public let kind: ActivityKind
    /// What it was called.
    public let name: String
    /// Hours attended, 0 or more; nil where not given.
    public let hours: Double?
    /// What there is to add; empty where nothing.
    public let note: String
    /// The number of its origin in ``Snapshot/origins``; nil where nobody said.
    public internal(set) var origin: Int?

    /// An event; parts are taken as they are.
    public init(
        date: CalendarDate, kind: ActivityKind, name: String, hours: Double? = nil, note: String = "",
        origin: Int? = nil
    ) {
        self.date = date
        self.kind = kind
        self.name = name
        self.hours = hours
        self.note = note
        self.origin = origin
    }

    /// The event without what somebody added in words, who may have named students.
    var withoutNote: MentorEvent { MentorEvent(date: date, kind: kind, name: name, hours: hours) }
}

extension Snapshot {
    /// Whether a student's activity is a mentor's event: the same day and the same name.
    public func isSame(_ activity: Activity, _ event: MentorEvent) -> Bool {
        activity.date == event.date && texts.utf8(activity.name).elementsEqual(event.name.utf8)
    }

    /// The mentors who were at what a student took part in, by their numbers.
    public func mentors(at activity: Activity) -> [Int] {
        mentors.indices.filter { mentors[$0].events.contains { isSame(activity, $0) } }
    }
}
