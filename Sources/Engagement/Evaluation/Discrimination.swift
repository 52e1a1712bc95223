/// How well a score tells those to whom the outcome came from those to whom it did not.
public struct Discrimination: Sendable, Hashable {
    /// Students to whom the outcome came, and to whom it did not.
    public let positives: Int
    public let negatives: Int
    /// The area under the ROC curve: how often one to whom the outcome came has the higher score of two, ties
    /// counting half. 0...1; 0.5 is a coin.
    public let area: Double
    /// The standard error of ``area`` after Hanley and McNeil (Radiology 143, 1982, pp. 29 to 36).
    public let standardError: Double

    /// The score's discrimination; nil where all had the outcome or none had.
    public init?(_ students: [ScoredOutcome]) {
        positives = students.count { $0.happened }
        negatives = students.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        let ordered = students.sorted { $0.risk < $1.risk }
        // The sum of ranks of those with the outcome; equal scores share the mean of their ranks.
        var ranks = 0.0
        var start = 0
        while start < ordered.count {
            var end = start
            while end < ordered.count, ordered[end].risk == ordered[start].risk { end += 1 }
            let shared = Double(start + 1 + end) / 2
            ranks += shared * Double(ordered[start..<end].count { $0.happened })
            start = end
        }
        let (with, without) = (Double(positives), Double(negatives))
        let area = (ranks - with * (with + 1) / 2) / (with * without)
        let one = area / (2 - area)
        let two = 2 * area * area / (1 + area)
        let variance =
            (area * (1 - area) + (with - 1) * (one - area * area) + (without - 1) * (two - area * area))
            / (with * without)
        self.area = area
        standardError = max(0, variance).squareRoot()
    }
}
