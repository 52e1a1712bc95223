/// The district's own survey of engagement, fall and spring: means of subscales, no items.
struct Surveys {
    private let file: CSVFile

    init(directory: String) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "surveys.csv",
            header: "student_id,date,instrument,subscale,value,item")
    }

    private static let instrument = "district-engagement-survey"
    private static let waves = [Day(2025, 10, 8), Day(2026, 3, 25)]

    /// The indicators that the subscales measure, and where the average student stands on each.
    private static let subscales: [(name: String, mean: Double)] = [
        ("self_regulation", 2.9), ("relevance", 2.7), ("value_of_learning", 3.0), ("personal_goals", 3.2),
        ("autonomy", 2.8), ("belonging", 3.0), ("adult_relationships", 2.9), ("peer_relationships", 3.1),
        ("family_support", 3.3),
    ]

    func write(_ student: Student) throws(OutputError) {
        guard student.takesSurveys else { return }
        var random = student.random(for: .surveys)
        for wave in Self.waves {
            let isAway = random.chance(0.05)
            let strain = student.traits.outlook + 0.6 * student.traits.shift(on: wave)
            for subscale in Self.subscales {
                let value = subscale.mean - 0.38 * strain + 0.33 * random.bell()
                guard !isAway, student.isEnrolled(on: wave) else { continue }
                file.number(student.number, prefix: "S-")
                file.day(wave)
                file.text(Self.instrument)
                file.text(subscale.name)
                // Means of four answers from 1 to 4 lie on quarters.
                file.hundredths(25 * Int((4 * min(4, max(1, value))).rounded()))
                file.blank()
                try file.endRow()
            }
        }
    }

    func finish() throws(OutputError) { try file.finish() }
}
