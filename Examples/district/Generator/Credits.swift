/// Grades and credits: one row a course and grading period of this year, one a course of earlier years.
///
/// In high school each course is worth one credit a year, a quarter of it each grading period. Middle
/// schools give grades without credits.
struct Credits {
    private let file: CSVFile
    private let periods: [SchoolYear.GradingPeriod]

    init(directory: String, year: SchoolYear) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "credits.csv",
            header: "student_id,subject,course,term,date,grade,percent,attempted,earned,in_progress")
        periods = year.gradingPeriods
    }

    func write(_ student: Student) throws(OutputError) {
        var random = student.random(for: .grades)
        let isHighSchool = student.grade >= 9
        // Of those who came during the year, some brought a transcript; of the others earlier credits are missing.
        let hasTranscript = student.enrolledFrom == periods[0].start
        let hasTransfer = !hasTranscript && student.number.isMultiple(of: 2)
        for (number, subject) in Subject.all.enumerated() {
            // Now and then a single course goes wrong, more often where learning is hard.
            let isStuck = random.chance(0.018 * growth(0.7 * student.traits.learning))
            let mean =
                84 - 5.8 * student.traits.learning + 3.2 * random.bell() - (isStuck ? 14 : 0)
                - (number == Subject.mathematics ? 2 : 0)
            if isHighSchool, hasTranscript {
                for grade in 9..<max(9, student.grade) {
                    let percent = Self.percent(mean + 3 * random.bell() + 2)
                    let begin = 2025 - (student.grade - grade)
                    start(
                        student, subject, grade: grade, term: "\(begin)-\((begin + 1) % 100)",
                        Day(begin + 1, 5, 29))
                    result(percent, credit: 100, isHighSchool: true)
                    try file.endRow()
                }
            }
            if isHighSchool, hasTransfer, student.grade > 9 {
                start(
                    student, subject, grade: student.grade, title: "", term: "Transfer", student.enrolledFrom)
                file.blank(3)
                file.hundredths(100 * (student.grade - 9))
                file.blank()
                try file.endRow()
            }
            for period in periods where student.isEnrolled(on: period.end) || period.posted == nil {
                guard student.enrolledFrom <= period.start + 21 || period.posted == nil else { continue }
                if let posted = period.posted {
                    let middle = Day(number: (period.start.number + period.end.number) / 2)
                    let percent = Self.percent(
                        mean - 3 * student.traits.shift(on: middle) + 2.6 * random.bell())
                    start(student, subject, grade: student.grade, term: period.id, posted)
                    result(percent, credit: 25, isHighSchool: isHighSchool)
                    try file.endRow()
                } else if isHighSchool, student.enrolledTo == nil {
                    start(
                        student, subject, grade: student.grade, term: period.id,
                        max(period.start, student.enrolledFrom))
                    file.blank(4)
                    file.hundredths(25)
                    try file.endRow()
                }
            }
        }
    }

    private func start(
        _ student: Student, _ subject: Subject, grade: Int, title: String? = nil, term: String, _ day: Day
    ) {
        file.number(student.number, prefix: "S-")
        file.text(subject.name)
        file.text(title ?? subject.titles[grade - 6])
        file.text(term)
        file.day(day)
    }

    private func result(_ percent: Int, credit: Int, isHighSchool: Bool) {
        file.text(percent >= 90 ? "A" : percent >= 80 ? "B" : percent >= 70 ? "C" : percent >= 60 ? "D" : "F")
        file.number(percent)
        if isHighSchool {
            file.hundredths(credit)
            file.hundredths(percent >= 60 ? credit : 0)
            file.blank()
        } else {
            file.blank(3)
        }
    }

    private static func percent(_ value: Double) -> Int {
        Int(min(100, max(30, value)).rounded())
    }

    func finish() throws(OutputError) { try file.finish() }
}
