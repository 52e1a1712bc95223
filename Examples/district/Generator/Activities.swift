/// Clubs, school events and community events, one row for each that a student took part in.
struct Activities {
    private let file: CSVFile
    private let meetings: [Day]

    init(directory: String, year: SchoolYear) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "activities.csv", header: "student_id,date,kind,name,hours")
        meetings = year.weeks.enumerated().filter { $0.offset % 3 == 2 && $0.element.count >= 3 }
            .map { $0.element[2] }
    }

    private static let clubs = [
        "Robotics club", "Choir", "Soccer", "Chess club", "School newspaper", "Garden club", "Dance", "Track",
        "Drama club", "Cooking club", "Debate", "Basketball",
    ]
    static let events: [(name: String, kind: String, day: Day, hours: Int)] = [
        ("Family night", "school_event", Day(2025, 9, 25), 2),
        ("Fall concert", "school_event", Day(2025, 11, 6), 2),
        ("Food drive", "community_event", Day(2025, 12, 6), 3),
        ("Science fair", "school_event", Day(2026, 2, 12), 3),
        ("River clean-up", "community_event", Day(2026, 4, 18), 4),
    ]

    func write(_ student: Student) throws(OutputError) {
        var random = student.random(for: .activities)
        let strain = student.traits.overall
        let joins = random.chance(min(0.9, 0.42 * growth(-0.5 * strain)))
        let club = random.pick(Self.clubs)
        let hours = random.pick([100, 150, 150, 200])
        for day in meetings {
            let comes = random.chance(0.9 - min(0.8, 0.12 * growth(student.traits.shift(on: day))))
            if joins, comes, student.isEnrolled(on: day) {
                try row(student, day, "extracurricular", club, hours)
            }
        }
        for event in Self.events {
            let comes = random.chance(min(0.6, 0.16 * growth(-0.5 * strain)))
            if comes, student.isEnrolled(on: event.day) {
                try row(student, event.day, event.kind, event.name, 100 * event.hours)
            }
        }
    }

    private func row(
        _ student: Student, _ day: Day, _ kind: String, _ name: String, _ hundredths: Int
    ) throws(OutputError) {
        file.number(student.number, prefix: "S-")
        file.day(day)
        file.text(kind)
        file.text(name)
        file.hundredths(hundredths)
        try file.endRow()
    }

    func finish() throws(OutputError) { try file.finish() }
}
