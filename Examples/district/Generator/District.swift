/// The schools of the example with their sections, and which seat each student has.
struct District {
    struct School {
        /// `M1`, `H1`, `H2` …
        let id: String
        let name: String
        let isHighSchool: Bool
        /// The number among all schools.
        let number: Int
    }

    /// Students of one grade who take their six courses together.
    struct Section {
        let school: Int
        /// 6...12
        let grade: Int
        /// The classes by subject: `H1-09A-MA`.
        let classes: [String]
        /// The teachers by subject: `T-H1-MA1`.
        let teachers: [String]
        /// `9A`
        let title: String
    }

    struct Teacher {
        let id: String
        let school: Int
    }

    let schools: [School]
    let sections: [Section]
    let teachers: [Teacher]
    /// The section of each student, by the student's number.
    let seats: [Int]

    private static let studentsPerFeederPattern = 2100
    private static let studentsPerSection = 28
    private static let sectionsPerTeacher = 5

    /// A district of this many students: a middle school and the two high schools it feeds for about
    /// every 2,100 of them, so that schools keep the size of schools.
    init(students: Int, seed: UInt64) {
        let patterns = max(1, (students + Self.studentsPerFeederPattern / 2) / Self.studentsPerFeederPattern)
        var plan = SeatingPlan()
        for pattern in 0..<patterns {
            let first = plan.schools.count
            plan.addSchool(id: "M\(pattern + 1)", kind: "Middle School")
            plan.addSchool(id: "H\(2 * pattern + 1)", kind: "High School")
            plan.addSchool(id: "H\(2 * pattern + 2)", kind: "High School")
            let count = students * (pattern + 1) / patterns - students * pattern / patterns
            for grade in 6...12 {
                let inGrade = count * (grade - 5) / 7 - count * (grade - 6) / 7
                if grade <= 8 {
                    plan.addGrade(grade, school: first, students: inGrade)
                } else {
                    plan.addGrade(grade, school: first + 1, students: inGrade / 2)
                    plan.addGrade(grade, school: first + 2, students: inGrade - inGrade / 2)
                }
            }
        }
        schools = plan.schools
        sections = plan.sections
        teachers = plan.teachers
        // Ids say nothing about school and grade: the seats are dealt out.
        var random = SplitMix64(seed: seed, stream: .max)
        var seats = plan.seats
        for last in stride(from: seats.count - 1, to: 0, by: -1) {
            seats.swapAt(last, random.below(last + 1))
        }
        self.seats = seats
    }

    /// Schools, sections and seats while they are being laid out.
    private struct SeatingPlan {
        var schools: [School] = []
        var sections: [Section] = []
        var teachers: [Teacher] = []
        var seats: [Int] = []
        private var sectionsBySchool: [Int] = []

        mutating func addSchool(id: String, kind: String) {
            schools.append(
                School(
                    id: id, name: Names.place(schools.count) + " " + kind,
                    isHighSchool: kind == "High School",
                    number: schools.count))
            sectionsBySchool.append(0)
        }

        mutating func addGrade(_ grade: Int, school: Int, students: Int) {
            let count = (students + studentsPerSection - 1) / studentsPerSection
            for letter in 0..<count {
                let title = "\(grade)" + String(UnicodeScalar(UInt8(65 + letter % 26)))
                let prefix = schools[school].id + "-" + (grade < 10 ? "0" : "") + title + "-"
                let (team, place) = sectionsBySchool[school].quotientAndRemainder(
                    dividingBy: sectionsPerTeacher)
                let teacherIDs = Subject.all.map { "T-\(schools[school].id)-\($0.code)\(team + 1)" }
                if place == 0 {
                    teachers += teacherIDs.map { Teacher(id: $0, school: school) }
                }
                sectionsBySchool[school] += 1
                let size = students * (letter + 1) / count - students * letter / count
                seats += Array(repeating: sections.count, count: size)
                sections.append(
                    Section(
                        school: school, grade: grade, classes: Subject.all.map { prefix + $0.code },
                        teachers: teacherIDs, title: title))
            }
        }
    }
}
