/// Incidents of behavior and what the school did about them.
struct Discipline {
    private let file: CSVFile
    private let year: SchoolYear

    init(directory: String, year: SchoolYear) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "discipline.csv",
            header: "student_id,date,kind,days,incident_id,note")
        self.year = year
    }

    private static let notes = [
        "Disruption in class", "Phone in class", "Argument in the hallway", "Left class without leave",
        "Rough play", "Language", "Dress code", "Refused instructions, left the room",
    ]

    /// Writes the student's incidents and marks in `suspended` the days of school, by their place in the
    /// year, that the student was suspended from.
    func write(_ student: Student, school: Int, suspended: inout [Bool]) throws(OutputError) {
        var random = student.random(for: .discipline)
        for place in suspended.indices { suspended[place] = false }
        let days = year.days
        var incident = 0
        for (place, day) in days.enumerated() where !suspended[place] && student.isEnrolled(on: day) {
            guard year.wasOpen(school, on: day) else { continue }
            let strain = student.traits.behavior + student.traits.shift(on: day)
            guard random.chance(min(0.2, 0.0018 * growth(1.2 * strain))) else { continue }
            incident += 1
            let id = "I-\(student.number)-\(incident)"
            try row(student, day, "referral", halfDays: 0, id, random.pick(Self.notes))
            let consequence = random.unit()
            if consequence < 0.40 {
                try row(student, day, "detention", halfDays: 0, id, "")
            } else if consequence < 0.55 {
                try row(student, day, "in_school_suspension", halfDays: random.pick([1, 2, 2]), id, "")
            } else if consequence < 0.67 {
                let length = random.pick([1, 1, 2, 3])
                let out = days.indices[(place + 1)...]
                    .filter { student.isEnrolled(on: days[$0]) && year.wasOpen(school, on: days[$0]) }
                    .prefix(length)
                for suspendedPlace in out { suspended[suspendedPlace] = true }
                if let first = out.first {
                    try row(student, days[first], "out_of_school_suspension", halfDays: 2 * out.count, id, "")
                }
            }
        }
    }

    private func row(
        _ student: Student, _ day: Day, _ kind: String, halfDays: Int, _ id: String, _ note: String
    ) throws(OutputError) {
        file.number(student.number, prefix: "S-")
        file.day(day)
        file.text(kind)
        if halfDays > 0 { file.hundredths(50 * halfDays) } else { file.blank() }
        file.text(id)
        file.text(note)
        try file.endRow()
    }

    func finish() throws(OutputError) { try file.finish() }
}
