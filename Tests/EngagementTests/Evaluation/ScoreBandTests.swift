import Engagement
import Testing

@Suite struct ScoreBandTests {
    @Test func holdAsManyStudentsEach() {
        let students = (0..<100).map { (score: Double($0), happened: $0 >= 50) }
        let bands = ScoreBand.bands(of: students, count: 4)
        #expect(bands.map(\.students) == [25, 25, 25, 25])
        #expect(bands.map(\.rate) == [0, 0, 1, 1])
        #expect(bands.map(\.scores) == [0...24, 25...49, 50...74, 75...99])
    }

    @Test func keepEqualScoresTogether() {
        let students = [Double](repeating: 7, count: 9).map { (score: $0, happened: false) } + [(8, true)]
        let bands = ScoreBand.bands(of: students, count: 5)
        #expect(bands.map(\.students) == [9, 1])
        #expect(bands.reduce(0) { $0 + $1.students } == 10)
    }

    @Test func ofNobodyAreNone() {
        #expect(ScoreBand.bands(of: [], count: 10).isEmpty)
    }
}
