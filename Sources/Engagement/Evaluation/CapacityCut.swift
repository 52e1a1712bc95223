/// What comes of giving a program's seats to the students with the highest risk.
public struct CapacityCut: Sendable, Hashable {
    /// Seats given: never more than there are students.
    public let seats: Int
    /// How many of the seats go to students to whom the outcome came. Where the last seats are among equal
    /// scores, the mean over all ways to give them.
    public let reached: Double
    /// Students to whom the outcome came, with a seat and without.
    public let positives: Int
    public let students: Int

    /// The share of the seats that go to students to whom the outcome came, 0...1.
    public var precision: Double { reached / Double(seats) }
    /// The share of those to whom the outcome came that have a seat, 0...1; nil where it came to none.
    public var recall: Double? { positives == 0 ? nil : reached / Double(positives) }
    /// How many times better than seats drawn by lot; nil where the outcome came to none.
    public var lift: Double? {
        positives == 0 ? nil : precision / (Double(positives) / Double(students))
    }

    /// The cut at so many seats; nil for none or without students.
    public init?(_ students: [ScoredOutcome], seats: Int) {
        guard seats > 0, !students.isEmpty else { return nil }
        self.seats = min(seats, students.count)
        self.students = students.count
        positives = students.count { $0.happened }
        let ordered = students.sorted { $0.risk > $1.risk }
        let last = ordered[self.seats - 1].risk
        let above = ordered.prefix { $0.risk > last }
        let tied = ordered.dropFirst(above.count).prefix { $0.risk == last }
        let share = Double(self.seats - above.count) / Double(tied.count)
        reached = Double(above.count { $0.happened }) + share * Double(tied.count { $0.happened })
    }
}
