/// The mentors and which students each of them has, from when to when.
struct Caseloads {
    struct Mentor {
        let id: String
        let name: String
        let education: String
        let yearsHome: Int
        let yearsSchool: Int
    }

    /// One stretch of a student with a mentor.
    struct Assignment {
        let mentor: Int
        let from: Day
        let to: Day?
    }

    let mentors: [Mentor]
    /// The assignments of each student, by the student's index; empty for most.
    let assignments: [[Assignment]]

    private static let known = [
        Mentor(
            id: "rivera", name: "Alma Rivera", education: "Bachelor's degree, social work", yearsHome: 6,
            yearsSchool: 4),
        Mentor(
            id: "wrenfield", name: "Tobias Wrenfield", education: "Master's degree, counseling", yearsHome: 2,
            yearsSchool: 9),
        Mentor(
            id: "amberbrook", name: "Ngozi Amberbrook", education: "Bachelor's degree, education",
            yearsHome: 3,
            yearsSchool: 3),
        Mentor(
            id: "lakemoor", name: "Søren Lakemoor", education: "Associate degree, human services",
            yearsHome: 11,
            yearsSchool: 1),
    ]

    /// Four mentors for every 500 students, 27 students each on average: those whom the schools referred
    /// in the fall, mostly but not only those for whom school was hardest by then.
    init(students: [Student], district: District, seed: UInt64) {
        let mentorCount = max(1, (students.count * 4 + 250) / 500)
        var random = SplitMix64(seed: seed, stream: .max - 1)
        mentors = (0..<mentorCount).map { number in
            if number < Self.known.count { return Self.known[number] }
            return Mentor(
                id: "mentor-\(number + 1)", name: random.pick(Names.given) + " " + Names.family(&random),
                education: random.pick(Self.known).education, yearsHome: random.below(12),
                yearsSchool: random.below(12))
        }

        let autumn = Day(2025, 10, 1)
        let referred = students.map { student in
            student.traits.overall + 0.6 * student.traits.shift(on: autumn) + 0.45 * random.bell()
        }
        let byNeed = students.indices.filter { students[$0].enrolledFrom <= autumn }
            .sorted { (referred[$0], $1) > (referred[$1], $0) }
        // Mentors go to few schools: the chosen are dealt out by school.
        let chosen = byNeed.prefix(students.count * 108 / 500).sorted {
            (district.sections[students[$0].section].school, $0) < (
                district.sections[students[$1].section].school, $1
            )
        }

        let weights = [24, 31, 27, 26]
        var shares = (0..<mentorCount).map { weights[$0 % weights.count] }
        for place in 1..<max(1, shares.count) { shares[place] += shares[place - 1] }
        var assignments: [[Assignment]] = Array(repeating: [], count: students.count)
        var mentor = 0
        for (place, index) in chosen.enumerated() {
            while mentor < mentorCount - 1, place * shares[mentorCount - 1] >= shares[mentor] * chosen.count {
                mentor += 1
            }
            let student = students[index]
            let since = student.grade != 6 && student.grade != 9 && random.chance(0.5) ? 2024 : 2025
            let from = since == 2024 ? Day(2024, 9, 9) : Day(2025, 9, 8) + 7 * random.below(3)
            // A few change to the next mentor at the turn of the year.
            if random.chance(0.04), mentorCount > 1, student.enrolledTo == nil {
                let change = Day(2026, 1, 16)
                assignments[index] = [
                    Assignment(mentor: mentor, from: from, to: change),
                    Assignment(mentor: (mentor + 1) % mentorCount, from: change + 3, to: nil),
                ]
            } else {
                assignments[index] = [Assignment(mentor: mentor, from: from, to: student.enrolledTo)]
            }
        }
        self.assignments = assignments
    }

    private static let trainings: [(title: String, hours: Int, day: Day)] = [
        ("Check & Connect preparation", 12, Day(2024, 8, 20)), ("Family engagement", 4, Day(2025, 1, 14)),
        ("Motivational interviewing", 8, Day(2025, 8, 12)),
        ("Confidentiality of records", 2, Day(2025, 8, 13)),
    ]

    private func writeTrainings(to directory: String) throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "trainings.csv", header: "mentor_id,training,date,hours")
        for (number, mentor) in mentors.enumerated() {
            for (place, training) in Self.trainings.enumerated() where (number + place) % 4 != 1 {
                file.text(mentor.id)
                file.text(training.title)
                file.day(training.day)
                file.number(training.hours)
                try file.endRow()
            }
        }
        try file.finish()
    }

    /// Each mentor was at most of the events at which students were.
    private func writeEvents(to directory: String) throws(OutputError) {
        let file = try CSVFile(
            directory: directory, name: "events.csv", header: "mentor_id,date,name,kind,hours")
        for (number, mentor) in mentors.enumerated() {
            for (place, event) in Activities.events.enumerated() where (number * 2 + place) % 3 != 0 {
                file.text(mentor.id)
                file.day(event.day)
                file.text(event.name)
                file.text(event.kind)
                file.number(event.hours)
                try file.endRow()
            }
        }
        try file.finish()
    }

    func write(to directory: String, students: [Student]) throws(OutputError) {
        let mentorFile = try CSVFile(
            directory: directory, name: "mentors.csv",
            header: "mentor_id,name,education,years_home,years_school,caseload_limit")
        for mentor in mentors {
            try mentorFile.row(
                mentor.id, mentor.name, mentor.education, "\(mentor.yearsHome)", "\(mentor.yearsSchool)", "35"
            )
        }
        try mentorFile.finish()
        try writeTrainings(to: directory)
        try writeEvents(to: directory)
        let file = try CSVFile(
            directory: directory, name: "caseloads.csv", header: "mentor_id,student_id,from,to")
        for student in students {
            for assignment in assignments[student.index] {
                file.text(mentors[assignment.mentor].id)
                file.number(student.number, prefix: "S-")
                file.day(assignment.from)
                file.day(assignment.to)
                try file.endRow()
            }
        }
        try file.finish()
    }
}
