/// What teachers and mentors rated and the library counted.
///
/// Mentors rate the students of their caseloads each week, homeroom teachers all students at the end of
/// a grading period. Visits to the library are the district's own indicator (`indicators.csv`).
struct Observations {
    private let file: CSVFile
    private let weeks: [Day]
    private let periodEnds: [Day]

    init(directory: String, year: SchoolYear) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "observations.csv",
            header: "student_id,indicator,date,value,setting,recorder,note")
        weeks = year.weeks.filter { $0.count >= 3 }.compactMap(\.last)
        periodEnds = year.gradingPeriods.map { min($0.end, year.lastDay) }
    }

    /// Writes what is on record of a student.
    ///
    /// - Parameters:
    ///   - teacher: The homeroom teacher.
    ///   - mentoring: The mentors of the student, each with the days of the beginning and the end.
    func write(
        _ student: Student, teacher: String, mentoring: [(mentor: String, from: Day, to: Day?)]
    ) throws(OutputError) {
        var random = student.random(for: .observations)
        let usesLibrary = !random.chance(0.12)
        let visits = max(0, 3.5 - 1.5 * student.traits.overall + 2 * random.bell())
        for day in periodEnds where student.isEnrolled(on: day) {
            try rate(student, day, "school", teacher, "", &random)
            if usesLibrary {
                let count = Int((visits * 2 * random.unit()).rounded())
                start(student, "library_visits", day)
                file.number(count)
                try end("school", "library", "")
            }
        }
        for (mentor, from, to) in mentoring {
            let visitsHome = random.chance(0.4)
            for (week, day) in weeks.enumerated() where day >= from && to.map({ day <= $0 }) ?? true {
                guard student.isEnrolled(on: day), !random.chance(0.08) else { continue }
                try rate(student, day, "school", mentor, "", &random)
                if visitsHome, week % 6 == 3 {
                    start(student, "time_on_task", day)
                    file.number(rating(student.traits.effort - 0.3, random.bell()))
                    try end("home", mentor, "Homework at home, during a visit")
                }
            }
        }
    }

    /// The two ratings of one person on one day.
    private func rate(
        _ student: Student, _ day: Day, _ setting: String, _ recorder: String, _ note: String,
        _ random: inout SplitMix64
    ) throws(OutputError) {
        let shift = student.traits.shift(on: day)
        start(student, "time_on_task", day)
        file.number(rating(student.traits.effort + shift, random.bell()))
        try end(setting, recorder, note)
        start(student, "class_participation", day)
        file.number(
            rating(0.5 * student.traits.effort + 0.5 * student.traits.outlook + shift + 0.6, random.bell()))
        try end(setting, recorder, note)
    }

    private func rating(_ strain: Double, _ noise: Double) -> Int {
        Int(min(10, max(0, 7 - 1.3 * strain + 0.8 * noise)).rounded())
    }

    private func start(_ student: Student, _ indicator: String, _ day: Day) {
        file.number(student.number, prefix: "S-")
        file.text(indicator)
        file.day(day)
    }

    private func end(_ setting: String, _ recorder: String, _ note: String) throws(OutputError) {
        file.text(setting)
        file.text(recorder)
        file.text(note)
        try file.endRow()
    }

    func finish() throws(OutputError) { try file.finish() }
}
