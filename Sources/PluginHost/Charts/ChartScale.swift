/// A straight axis whose ticks are round numbers: steps of 1, 2, 2.5 or 5 times a power of ten.
struct ChartScale {
    let low: Double
    let high: Double
    /// From the lowest to the highest, both ends included.
    let ticks: [Double]

    /// The most ticks that an axis gets.
    private static let tickLimit = 6

    /// An axis that holds all from one value to another. Equal ends are moved apart.
    init(from first: Double, to last: Double, format: FigureFormat) {
        var (low, high) = (min(first, last), max(first, last))
        if low == high {
            let room = low == 0 ? 1 : abs(low) / 2
            (low, high) = low >= 0 ? (0, low + room) : (low - room, high + room)
        }
        let step = Self.step(for: high - low, isWhole: format == .integer)
        let start = (low / step).rounded(.down)
        let end = (high / step - 1e-9).rounded(.up)
        // By whole steps: adding up a step would gather errors.
        ticks = (0...max(1, min(100, Int(end - start)))).map { (start + Double($0)) * step }
        self.low = ticks[0]
        self.high = ticks[ticks.count - 1]
    }

    /// Where a value lies: 0 at the low end, 1 at the high one. Values beyond lie at the end.
    func share(of value: Double) -> Double {
        min(1, max(0, (value - low) / (high - low)))
    }

    private static func step(for span: Double, isWhole: Bool) -> Double {
        var power = 1.0
        while power * 10 <= span { power *= 10 }
        while power > span { power /= 10 }
        power /= 10
        while true {
            for factor in [1, 2, 2.5, 5] {
                let step = power * factor
                if isWhole, step < 1 || step != step.rounded() { continue }
                // One more than the span needs, as its ends need not lie on ticks.
                if span / step <= Double(tickLimit - 1) { return step }
            }
            power *= 10
        }
    }
}
