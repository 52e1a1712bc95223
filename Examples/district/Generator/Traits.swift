/// What is hidden behind a student's records and makes them hang together: how hard school is at present.
///
/// Strains are numbers around 0 with a standard deviation near 1; more is harder. Each kind of record has
/// a strain of its own, drawn around the common one, and the trend moves them all.
struct Traits {
    /// How the year goes.
    enum Trend {
        case steady
        /// Getting worse by this much within two weeks of the day.
        case slipping(from: Day, by: Double)
        /// Worse by this much until well before the day, better than usual after it.
        case recovering(until: Day, by: Double)
    }

    let overall: Double
    let attendance: Double
    let behavior: Double
    /// Of grades and of homework scores.
    let learning: Double
    /// Of handing in, paying attention and taking part.
    let effort: Double
    /// Of what the student answers in surveys.
    let outlook: Double
    var trend: Trend

    init(random: inout SplitMix64, year: SchoolYear) {
        // About a fifth of the students carry a load that the others do not.
        let overall = random.bell() * 0.75 + (random.chance(0.19) ? 1.9 : -0.3)
        self.overall = overall
        attendance = 0.8 * overall + 0.5 * random.bell()
        behavior = 0.75 * overall + 0.65 * random.bell()
        learning = 0.8 * overall + 0.5 * random.bell()
        effort = 0.8 * overall + 0.45 * random.bell()
        outlook = 0.7 * overall + 0.6 * random.bell()
        let draw = random.unit()
        let lateOnset = year.lastDay - 32 + random.below(10)
        let turn = Day(2026, 2, 2) + random.below(40)
        if draw < 0.09 {
            trend = .slipping(from: lateOnset, by: 1.6 + random.unit())
        } else if draw < (overall > 0.5 ? 0.27 : 0.12) {
            trend = .recovering(until: turn, by: 1.2 + 0.8 * random.unit())
        } else {
            trend = .steady
        }
    }

    /// What the trend adds to a strain on a day.
    func shift(on day: Day) -> Double {
        switch trend {
        case .steady: return 0
        case .slipping(let from, let by):
            return by * min(1, max(0, Double(day - from) / 14))
        case .recovering(let until, let by):
            let way = min(1, max(0, Double(day - until + 28) / 28))
            return by * (1 - way) - 0.5 * way
        }
    }
}
