/// Who stands near a student: one or two people for each.
struct Circle {
    private let file: CSVFile

    init(directory: String) throws(OutputError) {
        file = try CSVFile(
            directory: directory, name: "guardians.csv",
            header: "student_id,guardian_id,name,relationship,phone,email,language,is_primary")
    }

    private static let others = [
        "father", "stepfather", "grandmother", "grandfather", "aunt", "older sister",
    ]
    private static let languages = ["Spanish", "Somali", "Arabic", "Vietnamese"]

    func write(_ student: Student) throws(OutputError) {
        var random = student.random(for: .circle)
        let count = random.chance(0.6) ? 2 : 1
        let language = random.chance(0.12) ? random.pick(Self.languages) : "English"
        for place in 0..<count {
            let given = random.pick(Names.given)
            let family = random.chance(0.75) ? student.familyName : Names.family(&random)
            let relationship =
                place == 0 ? (random.chance(0.85) ? "mother" : "foster parent") : random.pick(Self.others)
            file.number(student.number, prefix: "S-")
            file.number(student.number * 10 + place, prefix: "G-")
            file.text(given + " " + family)
            file.text(relationship)
            // Numbers that no telephone has: 555-0100 to 555-0199 are kept for fiction.
            file.text("555-01" + (random.below(100) + 100).description.dropFirst())
            file.blank()
            file.text(language)
            file.text(place == 0 ? "yes" : "no")
            try file.endRow()
        }
    }

    func finish() throws(OutputError) { try file.finish() }
}
