/// One piece of homework given to one student.
public struct HomeworkItem: SnapshotRecord {
    /// When it was given out; unknown where not said.
    public let assigned: CalendarDate
    /// When it was due; unknown where not said.
    public let due: CalendarDate
    /// The piece's title.
    public private(set) var title: Text
    private let statusNumber: UInt32
    /// Points reached, 0 or more; NaN where not graded.
    public let score: Double
    /// Points that could be reached, more than 0; NaN where not said.
    public let maximum: Double

    /// One piece of homework; nil where a part is not known.
    public init(
        assigned: CalendarDate, due: CalendarDate, title: Text, status: HomeworkStatus, score: Double?,
        maximum: Double?
    ) {
        self.assigned = assigned
        self.due = due
        self.title = title
        statusNumber = status.rawValue
        self.score = score ?? .nan
        self.maximum = maximum ?? .nan
    }

    /// How far it has come.
    public var status: HomeworkStatus { HomeworkStatus(rawValue: statusNumber) ?? .exempt }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&title)
    }
}
