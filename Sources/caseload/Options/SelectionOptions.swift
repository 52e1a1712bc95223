import ArgumentParser

/// Over whom plugins run.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only the students that this query means, as in: caseload students QUERY.", valueName: "query"))
    var students: String?

    @Option(help: ArgumentHelp("Only the students of this mentor: a name or an id.", valueName: "name"))
    var mentor: String?

    @Option(help: ArgumentHelp("Only the students of this school: a name or an id.", valueName: "name"))
    var school: String?

    @Option(
        help: ArgumentHelp(
            "Only so many of them, drawn by --seed: a trial, which counts as nobody's latest result.",
            valueName: "number"))
    var sample: Int?

    func validate() throws {
        if let sample, sample < 1 { throw ValidationError("--sample \(sample): expected 1 or more") }
    }

    var selection: RunSelection {
        RunSelection(students: students, mentor: mentor, school: school, sample: sample)
    }
}
