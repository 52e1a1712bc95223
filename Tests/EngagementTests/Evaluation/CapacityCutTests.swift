import Engagement
import Testing

@Suite struct CapacityCutTests {
    private let students = [
        ScoredOutcome(risk: 9, happened: true), ScoredOutcome(risk: 5, happened: true),
        ScoredOutcome(risk: 5, happened: false), ScoredOutcome(risk: 1, happened: false),
        ScoredOutcome(risk: 0, happened: true),
    ]

    /// Between two equal scores for one seat, each has it half of the time.
    @Test(arguments: [(1, 1.0), (2, 1.5), (3, 2.0), (4, 2.0), (5, 3.0), (99, 3.0)])
    func givesSeatsFromTheTop(seats: Int, reached: Double) throws {
        let cut = try #require(CapacityCut(students, seats: seats))
        #expect(cut.reached == reached)
        #expect(cut.precision == reached / Double(min(seats, 5)))
        #expect(cut.recall == reached / 3)
    }

    @Test func liftIsAgainstSeatsByLot() throws {
        #expect(try #require(CapacityCut(students, seats: 5)).lift == 1)
        #expect(try #require(CapacityCut(students, seats: 1)).lift == 1 / 0.6)
    }

    @Test func withoutSeatsOrStudentsThereIsNone() {
        #expect(CapacityCut(students, seats: 0) == nil)
        #expect(CapacityCut([], seats: 3) == nil)
    }
}
