/// Who left school: for each high school student enrolled at the end of January, whether the student had
/// left by the last day on record without going to another school. A score as of January can be held
/// against it.
struct Outcomes {
    private let file: CSVFile
    private let lastDay: Day
    private static let census = Day(2026, 1, 30)

    init(directory: String, year: SchoolYear) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "outcomes.csv", header: "student_id,outcome,value,date")
        lastDay = year.lastDay
    }

    func write(_ student: Student) throws(OutputError) {
        guard student.grade >= 9, student.isEnrolled(on: Self.census) else { return }
        // Of those who moved away nothing is known.
        guard student.leftSchool || student.enrolledTo == nil else { return }
        file.number(student.number, prefix: "S-")
        file.text("left_school")
        file.number(student.leftSchool ? 1 : 0)
        file.day(student.leftSchool ? student.enrolledTo : lastDay)
        try file.endRow()
    }

    func finish() throws(OutputError) { try file.finish() }
}
