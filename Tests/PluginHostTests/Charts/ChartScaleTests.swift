import Testing

@testable import PluginHost

@Suite struct ChartScaleTests {
    @Test(
        arguments: [
            (0, 1, .percent, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0, 3, .integer, [0, 1, 2, 3]),
            (0, 1, .integer, [0, 1]), (0, 97, .number, [0, 20, 40, 60, 80, 100]),
            (1.5, 3.5, .number, [1.5, 2, 2.5, 3, 3.5]), (-3, 4, .integer, [-4, -2, 0, 2, 4]),
            (5, 5, .number, [0, 2, 4, 6, 8]), (0, 0, .integer, [0, 1]),
            (0, 1_234_567, .number, [0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]),
        ] as [(Double, Double, FigureFormat, [Double])])
    func ticksAreRound(low: Double, high: Double, format: FigureFormat, ticks: [Double]) {
        let scale = ChartScale(from: low, to: high, format: format)
        #expect(scale.ticks.count == ticks.count, "\(scale.ticks)")
        for (tick, expected) in zip(scale.ticks, ticks) { #expect(abs(tick - expected) < 1e-9) }
        #expect(scale.share(of: low) >= 0 && scale.share(of: high) <= 1)
        #expect(scale.low <= low && scale.high >= high)
    }

    @Test func whatIsBeyondLiesAtTheEnd() {
        let scale = ChartScale(from: 0, to: 10, format: .number)
        #expect(scale.share(of: -5) == 0)
        #expect(scale.share(of: 50) == 1)
        #expect(scale.share(of: 5) == 0.5)
    }
}
