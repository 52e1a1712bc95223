import Engagement
import PluginHost
import Records

/// What a command gives out of a district: the records as they are, or, where asked, under pseudonyms.
struct Disclosure {
    let snapshot: Snapshot
    let results: [RunResults]
    /// The results of earlier days.
    let previous: [RunResults]
    private let rows: [Int]?

    init(_ original: Snapshot, in database: DistrictDatabase, deidentified: Bool) throws {
        let found = try database.latestResults(asOf: original.asOf)
        let earlier = try database.previousResults(to: found)
        if deidentified {
            let copy = DeidentifiedSnapshot(original, pseudonyms: try database.pseudonyms())
            snapshot = copy.snapshot
            results = copy.results(found)
            previous = copy.results(earlier)
            rows = copy.rows
        } else {
            snapshot = original
            results = found
            previous = earlier
            rows = nil
        }
    }

    /// The snapshot with its results, as plugins and scripts see it.
    var district: District { District(snapshot: snapshot, results: results, previous: previous) }

    /// The row of a student who had this row in the original.
    func row(_ original: Int) -> Int { rows?[original] ?? original }

    /// The rows in the original of students who have these rows here.
    func originals(_ shown: [Int]) -> [Int] {
        guard let rows else { return shown }
        let wanted = Set(shown)
        return rows.indices.filter { wanted.contains(rows[$0]) }
    }

    /// The rows of several students; under pseudonyms in the order of those, because the order of the ids
    /// would tell something.
    func rows(_ originals: [Int]) -> [Int] {
        rows == nil ? originals : originals.map(row).sorted()
    }
}
