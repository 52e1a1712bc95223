/// A goal that a student has set, in the student's own words.
public struct Goal: SnapshotRecord {
    /// The day it was set.
    public let setOn: CalendarDate
    /// The day by which it is to be reached; unknown where not said.
    public let due: CalendarDate
    /// The day it was reached or dropped; unknown while it is neither.
    public let closedOn: CalendarDate
    private let statusNumber: UInt32
    /// The goal.
    public private(set) var goal: Text
    private let progressPercent: Int32

    /// One goal.
    ///
    /// - Parameter progress: 0 to 100; nil where not said.
    public init(
        setOn: CalendarDate, due: CalendarDate, closedOn: CalendarDate, status: GoalStatus, goal: Text,
        progress: Int?
    ) {
        self.setOn = setOn
        self.due = due
        self.closedOn = closedOn
        statusNumber = status.rawValue
        self.goal = goal
        progressPercent = progress.map { Int32(clamping: $0) } ?? -1
    }

    /// What became of it.
    public var status: GoalStatus { GoalStatus(rawValue: statusNumber) ?? .active }
    /// How far the student has come, 0 to 100; nil where not said.
    public var progress: Int? { progressPercent < 0 ? nil : Int(progressPercent) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&goal)
    }
}
