import ArgumentParser
import Engagement
import Records

/// What a command that reads students' records is used for.
struct PurposeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("What the records are read for; kept in the access log.", valueName: "text"))
    var purpose = ""
}

/// Whether names stay out of what a command gives out.
struct DeidentifyOption: ParsableArguments {
    @Flag(
        help: "Show pseudonyms for ids and names, and leave out what people wrote in words.")
    var deidentify = false

    /// The district's pseudonyms, where they are to stand for students; nil where the ids and names do.
    func pseudonyms(of database: DistrictDatabase) throws -> Pseudonyms? {
        deidentify ? try database.pseudonyms() : nil
    }

    /// Records and results as they are given out: as they are, or under pseudonyms. Mentors keep their numbers.
    func shown(
        _ snapshot: Snapshot, _ results: [RunResults] = [], of database: DistrictDatabase
    ) throws -> (snapshot: Snapshot, results: [RunResults]) {
        guard let pseudonyms = try pseudonyms(of: database) else { return (snapshot, results) }
        let copy = DeidentifiedSnapshot(snapshot, pseudonyms: pseudonyms)
        return (copy.snapshot, copy.results(results))
    }
}

/// Whether small groups are shown.
struct SmallCellsOption: ParsableArguments {
    @Flag(
        help:
            "Show figures of groups below 10 students, which are left out otherwise; the access log says so.")
    var allowSmallCells = false
}
