/// Daily attendance, exceptions only: a day without a row is a day in school.
struct Attendance {
    private let file: CSVFile
    private let year: SchoolYear

    init(directory: String, year: SchoolYear) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "attendance.csv", header: "student_id,date,code,period,reason")
        self.year = year
    }

    private static let reasons = [
        "illness", "illness", "illness", "appointment", "family", "religious holiday",
    ]

    /// Writes the student's exceptions and marks in `excused` the days of school, by their place in the
    /// year, that were missed with an excuse.
    func write(_ student: Student, school: Int, suspended: [Bool], excused: inout [Bool]) throws(OutputError)
    {
        var random = student.random(for: .attendance)
        var illness = 0
        for (place, day) in year.days.enumerated() {
            excused[place] = false
            guard student.isEnrolled(on: day), year.wasOpen(school, on: day) else {
                continue
            }
            if suspended[place] {
                excused[place] = true
                try row(student, day, "excused", reason: "suspension")
                continue
            }
            if illness > 0 {
                illness -= 1
                excused[place] = true
                try row(student, day, "excused", reason: "illness")
                continue
            }
            let strain = student.traits.attendance + student.traits.shift(on: day)
            let edge = day.weekday == 1 || day.weekday == 5 ? 1.25 : 0.9
            if random.chance(min(0.6, 0.0172 * edge * growth(0.95 * strain))) {
                // The harder school is, the more often nobody calls in.
                if random.chance(min(0.85, 0.22 * growth(0.6 * strain))) {
                    try row(student, day, "unexcused", reason: "")
                } else {
                    let reason = random.pick(Self.reasons)
                    if reason == "illness" { illness = random.pick([0, 0, 0, 1, 1, 2]) }
                    excused[place] = true
                    try row(student, day, "excused", reason: reason)
                }
                continue
            }
            if random.chance(min(0.4, 0.018 * growth(1.05 * strain))) {
                try row(student, day, "tardy", reason: random.chance(0.2) ? "bus" : "")
            }
            let skips = (student.grade >= 9 ? 0.007 : 0.002) * growth(1.15 * strain)
            if random.chance(min(0.3, skips)) {
                let period = 2 + random.below(5)
                try row(student, day, "missed_class", period: period, reason: "")
                if random.chance(0.15) {
                    try row(student, day, "missed_class", period: period + 1, reason: "")
                }
            } else if random.chance(0.004) {
                try row(student, day, "early_departure", period: 6, reason: "appointment")
            }
        }
    }

    private func row(
        _ student: Student, _ day: Day, _ code: String, period: Int = 0, reason: String
    ) throws(OutputError) {
        file.number(student.number, prefix: "S-")
        file.day(day)
        file.text(code)
        if period > 0 { file.number(period) } else { file.blank() }
        file.text(reason)
        try file.endRow()
    }

    func finish() throws(OutputError) { try file.finish() }
}
