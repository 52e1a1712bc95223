/// How far a student had come with a goal on a day.
public struct GoalProgress: SnapshotRecord {
    /// The day.
    public let date: CalendarDate
    private let goalNumber: UInt32
    private let progressPercent: Int32

    /// Progress on a day.
    ///
    /// - Parameters:
    ///   - goal: The goal's place among the student's goals in the snapshot, from 0.
    ///   - progress: 0 to 100.
    public init(date: CalendarDate, goal: Int, progress: Int) {
        self.date = date
        goalNumber = UInt32(goal)
        progressPercent = Int32(clamping: progress)
    }

    /// The goal's place among the student's goals in the snapshot, from 0.
    public var goal: Int { Int(goalNumber) }
    /// How far the student had come, 0 to 100.
    public var progress: Int { Int(progressPercent) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {}
}
