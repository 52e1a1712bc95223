import Engagement
import Testing

@Suite struct DiscriminationTests {
    /// Pairs counted by hand: each of those with the outcome against each of those without.
    @Test(
        arguments: [
            ([3, 2], [1, 0], 1.0), ([1, 0], [3, 2], 0.0), ([1, 1], [1, 1], 0.5),
            ([3, 1], [2, 0], 0.75), ([2, 2, 5], [2, 1], (0.5 + 1) / 6 * 2 + 2.0 / 6),
        ] as [([Double], [Double], Double)])
    func isTheShareOfPairsInTheRightOrder(with: [Double], without: [Double], area: Double) throws {
        let students =
            with.map { ScoredOutcome(risk: $0, happened: true) }
            + without.map { ScoredOutcome(risk: $0, happened: false) }
        let figures = try #require(Discrimination(students))
        #expect(abs(figures.area - area) < 1e-12)
        #expect(figures.positives == with.count && figures.negatives == without.count)
    }

    /// The worked example of Hanley and McNeil (1982), table II: 58 normal and 51 abnormal images in five
    /// categories of rating, an area of 0.893 with a standard error of 0.032.
    @Test func agreesWithHanleyAndMcNeil() throws {
        let normal = [33, 6, 6, 11, 2]
        let abnormal = [3, 2, 2, 11, 33]
        let students = [(normal, false), (abnormal, true)].flatMap { counts, happened in
            counts.enumerated().flatMap { rating, count in
                [ScoredOutcome](repeating: .init(risk: Double(rating), happened: happened), count: count)
            }
        }
        let figures = try #require(Discrimination(students))
        #expect(abs(figures.area - 0.893) < 0.0005)
        #expect(abs(figures.standardError - 0.032) < 0.001)
    }

    @Test(arguments: [true, false])
    func isNothingWhereAllWentOneWay(happened: Bool) {
        #expect(
            Discrimination([.init(risk: 1, happened: happened), .init(risk: 2, happened: happened)]) == nil)
        #expect(Discrimination([]) == nil)
    }
}
