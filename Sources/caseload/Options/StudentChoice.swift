import ArgumentParser
import Engagement

/// Whom a report is about.
struct StudentChoice: ParsableArguments {
    @Option(help: ArgumentHelp("This student: an id, or a name (repeatable).", valueName: "id"))
    var student: [String] = []

    @Option(help: ArgumentHelp("The students of this mentor: a name or an id.", valueName: "name"))
    var mentor: String?

    @Option(help: ArgumentHelp("The students of this school: a name or an id.", valueName: "name"))
    var school: String?

    @Flag(help: "All students.")
    var all = false

    func validate() throws {
        let given = [!student.isEmpty, mentor != nil, school != nil, all].count { $0 }
        if given == 0 {
            throw ValidationError("say about whom: --student, --mentor, --school or --all")
        }
        if given > 1 {
            throw ValidationError("--student, --mentor, --school and --all exclude one another")
        }
    }

    /// A title for people, and the students' rows.
    ///
    /// - Parameter pseudonyms: What stands for students in messages; nil where ids and names do.
    func students(of snapshot: Snapshot, pseudonyms: Pseudonyms?) throws(Failure) -> (
        title: String, rows: [Int]
    ) {
        if let mentor {
            let number = try snapshot.mentor(meantBy: mentor)
            return (snapshot.mentors[number].name, snapshot.caseload(of: number))
        }
        if let school {
            let number = try snapshot.school(meantBy: school)
            let rows = (0..<snapshot.students.count).filter { snapshot.students.schools[$0] == number }
            return (snapshot.schools[number].name, rows)
        }
        if all { return ("All students", Array(0..<snapshot.students.count)) }
        var rows: [Int] = []
        for text in student {
            let row = try snapshot.student(meantBy: text, pseudonyms: pseudonyms)
            if !rows.contains(row) { rows.append(row) }
        }
        return (rows.map { snapshot.name(of: $0) }.joined(separator: ", "), rows)
    }
}
