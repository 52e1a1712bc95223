/// One mentor's care for one student.
public struct CaseloadAssignment: SnapshotRecord {
    /// The mentor's number in the snapshot.
    public let mentor: UInt32
    /// The first day; unknown where not said.
    public let from: CalendarDate
    /// The last day; unknown where it has not ended.
    public let to: CalendarDate

    /// One assignment.
    public init(mentor: Int, from: CalendarDate, to: CalendarDate) {
        self.mentor = UInt32(mentor)
        self.from = from
        self.to = to
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {}
}
