/// One student of the example, with what is drawn once for the whole year.
struct Student {
    /// Purposes that have random numbers of their own.
    enum Purpose: UInt64 {
        case person, attendance, discipline, grades, homework, observations, surveys, activities, circle,
            mentoring, graduation, linkages
    }

    /// The number among all students, from 0.
    let index: Int
    /// The number in the id: 1042 in `S-1042`.
    let number: Int
    let section: Int
    let grade: Int
    let givenName: String
    let middleName: String
    let familyName: String
    let preferredName: String
    let sex: String
    let birthDate: Day
    let traits: Traits
    /// The first day in a school of the district in this year.
    let enrolledFrom: Day
    /// The last day; nil while enrolled.
    let enrolledTo: Day?
    /// Whether the student left school altogether, rather than for another one.
    let leftSchool: Bool
    /// Whether the student answers surveys; some families decline.
    let takesSurveys: Bool
    /// Whether homework is on record; some students learn at home or in a hospital's classes.
    let hasHomework: Bool
    /// Whether demographics are on record.
    let hasDemographics: Bool
    private let seed: UInt64

    init(
        index: Int, of count: Int, section: Int, grade: Int, isHighSchool: Bool, year: SchoolYear,
        seed: UInt64
    ) {
        self.index = index
        self.section = section
        self.grade = grade
        self.seed = seed
        // All ids have the same number of digits, so that they sort as text as they do as numbers.
        number = (count < 9000 ? 1001 : count < 900_000 ? 100_001 : 10_000_001) + index
        var random = SplitMix64(seed: seed, stream: Self.stream(index, .person))
        var traits = Traits(random: &random, year: year)

        givenName = random.pick(Names.given)
        familyName = Names.family(&random)
        middleName = random.chance(0.3) ? random.pick(Names.given) : ""
        preferredName = random.chance(0.06) ? random.pick(Names.preferred) : ""
        sex = random.chance(0.01) ? "unspecified" : random.chance(0.5) ? "female" : "male"
        birthDate = Day(2019 - grade, 9, 1) + random.below(365)

        let arrivesLate = random.chance(0.025)
        let firstDays = year.days.filter { $0 > Day(2025, 9, 15) && $0 < Day(2026, 4, 10) }
        let arrival = random.pick(firstDays)
        let movesAway = random.chance(0.008)
        let departure = year.days[year.days.count - 12 - random.below(56)]
        let leaving = isHighSchool && random.chance(min(0.5, 0.022 * growth(1.3 * traits.overall)))
        enrolledFrom = arrivesLate && !leaving ? arrival : year.start
        enrolledTo = leaving || (movesAway && !arrivesLate) ? departure : nil
        leftSchool = leaving
        if leaving { traits.trend = .slipping(from: departure - 50, by: 1.5) }
        self.traits = traits

        takesSurveys = !random.chance(0.035)
        hasHomework = !random.chance(0.02)
        hasDemographics = !random.chance(0.01)
    }

    /// Random numbers of the student's own for one kind of record.
    func random(for purpose: Purpose) -> SplitMix64 {
        SplitMix64(seed: seed, stream: Self.stream(index, purpose))
    }

    /// Whether the student was in one of the district's schools on a day.
    func isEnrolled(on day: Day) -> Bool {
        day >= enrolledFrom && enrolledTo.map { day <= $0 } ?? true
    }

    private static func stream(_ index: Int, _ purpose: Purpose) -> UInt64 {
        UInt64(index) << 4 | purpose.rawValue
    }
}
