/// What the example's diplomas require, who is heading for the second one, and what is waived for whom.
struct Graduation {
    private let plans: CSVFile
    private let waivers: CSVFile

    /// Credits required by subject, for the diploma of everybody and the other.
    private static let required: [(subject: String, credits: Int, career: Int)] = [
        ("English", 400, 400), ("Mathematics", 400, 300), ("Science", 300, 200), ("Social Studies", 300, 300),
        ("World Language", 200, 0), ("Arts", 100, 100), ("Electives", 500, 800),
    ]
    private static let career = "Career and technical"

    init(directory: String) throws(OutputError) {
        let requirements = try CSVFile(
            directory: directory, name: "graduation_requirements.csv",
            header: "diploma,subject,credits,takes_surplus")
        for isCareer in [false, true] {
            for (subject, credits, career) in Self.required where !isCareer || career > 0 {
                requirements.text(isCareer ? Self.career : "")
                requirements.text(subject)
                requirements.hundredths(isCareer ? career : credits)
                requirements.text(subject == "Electives" ? "yes" : "no")
                try requirements.endRow()
            }
        }
        try requirements.finish()
        plans = try CSVFile(
            directory: directory, name: "graduation_plans.csv", header: "student_id,diploma")
        waivers = try CSVFile(
            directory: directory, name: "credit_waivers.csv", header: "student_id,subject,credits,reason,date"
        )
    }

    func write(_ student: Student) throws(OutputError) {
        guard student.grade >= 9 else { return }
        var random = student.random(for: .graduation)
        let isCareer = student.grade >= 11 && random.chance(0.12)
        let isWaived = random.chance(0.02)
        if isCareer {
            plans.number(student.number, prefix: "S-")
            plans.text(Self.career)
            try plans.endRow()
        } else if isWaived {
            let isWhole = random.chance(0.5)
            waivers.number(student.number, prefix: "S-")
            waivers.text("World Language")
            waivers.text(isWhole ? "" : "1")
            waivers.text(isWhole ? "Individual plan" : "Heritage language shown by examination")
            waivers.day(Day(2025, 10, 2))
            try waivers.endRow()
        }
    }

    func finish() throws(OutputError) {
        try plans.finish()
        try waivers.finish()
    }
}
