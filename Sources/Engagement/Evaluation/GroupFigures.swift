/// How a score does for one group of students: what gaps between groups are read from.
public struct GroupFigures: Sendable, Hashable {
    /// The group's name, as it is on record.
    public let group: String
    public let students: Int
    /// Students to whom the outcome came.
    public let happened: Int
    /// Nil where the outcome came to all of the group or to none.
    public let discrimination: Discrimination?
    /// Of those to whom the outcome came, the share that is flagged, 0...1; nil where it came to none.
    public let recall: Double?
    /// Of those to whom it did not come, the share that is flagged all the same, 0...1; nil where it came to all.
    public let falseAlarms: Double?

    /// The figures of one group.
    ///
    /// - Parameter isFlagged: Whether the score would give a student a seat.
    public init(group: String, _ students: [ScoredOutcome], isFlagged: (ScoredOutcome) -> Bool) {
        self.group = group
        self.students = students.count
        let with = students.filter(\.happened)
        let without = students.filter { !$0.happened }
        happened = with.count
        discrimination = Discrimination(students)
        recall = with.isEmpty ? nil : Double(with.count(where: isFlagged)) / Double(with.count)
        falseAlarms = without.isEmpty ? nil : Double(without.count(where: isFlagged)) / Double(without.count)
    }
}
