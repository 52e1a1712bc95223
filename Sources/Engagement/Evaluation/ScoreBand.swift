/// Students whose scores lie close together, and how often the outcome came to them: what calibration is read
/// from.
public struct ScoreBand: Sendable, Hashable {
    /// The least and the greatest score in it, as the plugin gave them.
    public let scores: ClosedRange<Double>
    public let students: Int
    /// To how many of them the outcome came.
    public let happened: Int

    /// The share to whom the outcome came, 0...1.
    public var rate: Double { Double(happened) / Double(students) }

    /// Bands of about as many students each, from the lowest scores to the highest. Equal scores stay together,
    /// so there may be fewer bands than asked for.
    public static func bands(of students: [(score: Double, happened: Bool)], count: Int) -> [ScoreBand] {
        let ordered = students.sorted { $0.score < $1.score }
        var bands: [ScoreBand] = []
        var start = 0
        for band in 1...max(1, count) {
            var end = max(start, ordered.count * band / max(1, count))
            guard end > start else { continue }
            while end < ordered.count, ordered[end].score == ordered[end - 1].score { end += 1 }
            let part = ordered[start..<end]
            bands.append(
                ScoreBand(
                    scores: part[start].score...part[end - 1].score, students: part.count,
                    happened: part.count { $0.happened }))
            start = end
        }
        return bands
    }
}
