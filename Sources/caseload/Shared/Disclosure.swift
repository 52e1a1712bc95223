import Engagement
import PluginHost
import Records

/// What a command gives out of a district: the records as they are, or, where asked, under pseudonyms.
struct Disclosure {
    /// The records as they are.
    let original: Snapshot
    /// The snapshot with its results, as plugins and scripts see it.
    var district: District
    private let rows: [Int]?

    init(_ original: Snapshot, in database: DistrictDatabase, deidentified: Bool) throws {
        self.original = original
        let found = try database.district(original)
        if deidentified {
            let copy = DeidentifiedSnapshot(original, pseudonyms: try database.pseudonyms())
            district = District(
                snapshot: copy.snapshot, results: copy.results(Array(found.results.values)),
                previous: copy.results(Array(found.previous.values)),
                fidelity: copy.fidelity(Array(found.fidelity.values)),
                previousFidelity: copy.fidelity(Array(found.previousFidelity.values)))
            rows = copy.rows
        } else {
            district = found
            rows = nil
        }
    }

    var snapshot: Snapshot { district.snapshot }

    /// The latest results about students, in the order of the plugins' names.
    var results: [RunResults] { district.results.sorted { $0.key < $1.key }.map(\.value) }

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
