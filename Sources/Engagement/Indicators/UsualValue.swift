/// What a student's values of an indicator usually are, as far as the latest ones tell.
///
/// A rating of 0 to 10 moves by a point from one lesson to the next without anything having happened. A list
/// of who slipped that names half a caseload each time is not read; so a value counts as a slip only against
/// what is usual for this student: steady students stand out at a small fall, changeable ones at a large one.
public struct UsualValue: Sendable, Hashable {
    /// How many values make the usual one at most: two months of weekly checks.
    public static let latest = 8
    /// How many values there must be before anything is usual.
    public static let least = 3

    /// The mean of the latest values.
    public let mean: Double
    /// Their standard deviation, in the indicator's unit: how much they move without a reason.
    public let deviation: Double

    /// The usual value among earlier ones, the oldest first; nil where there are fewer than ``least``.
    public init?(_ earlier: some BidirectionalCollection<Double>) {
        let values = earlier.suffix(Self.latest)
        guard values.count >= Self.least else { return nil }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = (squares / (count - 1)).squareRoot()
    }
}

extension Indicator {
    /// Whether a value is worse than a student's earlier ones by enough to be told of.
    ///
    /// With a usual value, it is worse than that by twice what the values usually move (one in some twenty
    /// would be by chance alone), and by a tenth of the range, so that a student whose values never move is
    /// not named for a trifle. Without one, it is worse than the value before by a fifth of the range. Where
    /// there is no range, a quarter of the usual value stands for a tenth, half of the value before for a
    /// fifth; and of what is counted from 0 a student with 4 usually has 2 to 6, so that a count moves by at
    /// least its root.
    ///
    /// - Parameter earlier: The values before it, the oldest first; without any, nothing is a slip.
    public func isSlip(to value: Double, after earlier: some BidirectionalCollection<Double>) -> Bool {
        let range: Double? = if let minimum, let maximum { maximum - minimum } else { nil }
        let expected: Double
        var least: Double
        if let usual = UsualValue(earlier) {
            expected = usual.mean
            least = max(2 * usual.deviation, range.map { $0 / 10 } ?? abs(expected) / 4)
            if range == nil, minimum == 0 { least = max(least, 2 * expected.squareRoot()) }
        } else if let before = earlier.last {
            expected = before
            least = range.map { $0 / 5 } ?? abs(expected) / 2
        } else {
            return false
        }
        let fall = direction == .higherIsBetter ? expected - value : value - expected
        // Tenths are not exact: 0.7 to 0.6 of 0 to 1 is a tenth.
        return fall > 0 && fall >= least - 1e-9
    }
}
