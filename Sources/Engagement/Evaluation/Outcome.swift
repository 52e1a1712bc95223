/// What became of a student, against which scores are measured.
public struct Outcome: SnapshotRecord {
    /// The day on which it was known; unknown where not said, and then it is in the snapshot of every day.
    public let date: CalendarDate
    /// The outcome's name, such as dropout.
    public private(set) var name: Text
    /// 1 if it came about and 0 if not, or how much of it.
    public let value: Double

    /// One outcome.
    public init(date: CalendarDate, name: Text, value: Double) {
        self.date = date
        self.name = name
        self.value = value
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&name)
    }
}
