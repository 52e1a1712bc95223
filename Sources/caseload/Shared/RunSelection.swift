import Engagement
import PluginHost

/// Over whom a plugin runs: everyone, or those who are meant by each of these.
struct RunSelection: Equatable {
    /// A query as `caseload students` takes it.
    var students: String?
    /// A mentor's name or id.
    var mentor: String?
    /// A school's name or id.
    var school: String?
    /// How many of them are drawn; nil for all.
    var sample: Int?

    /// The selection as a run's record keeps it: `{}` for everyone.
    var text: String {
        var parts: [String: JSONValue] = [:]
        parts["students"] = students.map { .string($0) }
        parts["mentor"] = mentor.map { .string($0) }
        parts["school"] = school.map { .string($0) }
        parts["sample"] = sample.map { .integer(Int64($0)) }
        return JSONValue.object(parts).text
    }

    /// The rows of the students who are meant, ascending.
    ///
    /// - Parameter results: The latest results, which a query may ask for.
    func rows(of snapshot: Snapshot, results: () throws -> [RunResults], seed: Int64) throws -> [Int] {
        var rows = Array(0..<snapshot.students.count)
        if let students {
            let query = try StudentQuery(students, fields: StudentFields(snapshot, results: results()))
            rows = query.rows
            if rows.isEmpty { for hint in query.unknownValues { StandardError.say(hint) } }
        }
        if let mentor {
            let caseload = Set(snapshot.caseload(of: try snapshot.mentor(meantBy: mentor)))
            rows = rows.filter(caseload.contains)
        }
        if let school {
            let number = try snapshot.school(meantBy: school)
            rows = rows.filter { snapshot.students.schools[$0] == number }
        }
        return sample.map { Self.draw($0, of: rows, in: snapshot, seed: seed) } ?? rows
    }

    /// So many of the rows, ascending. Who is drawn depends on the students' ids and the seed alone.
    private static func draw(_ count: Int, of rows: [Int], in snapshot: Snapshot, seed: Int64) -> [Int] {
        let keyed = rows.map { (key: key(snapshot.id(of: $0), seed), row: $0) }
        return keyed.sorted { ($0.key, $0.row) < ($1.key, $1.row) }.prefix(count).map(\.row).sorted()
    }

    private static func key(_ id: Identifier, _ seed: Int64) -> UInt64 {
        var key = UInt64(bitPattern: seed) ^ 0xcbf2_9ce4_8422_2325
        for byte in id.text.utf8 { key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        // The last bytes of ids differ most, and must reach all bits.
        key = (key ^ (key >> 30)) &* 0xbf58_476d_1ce4_e5b9
        key = (key ^ (key >> 27)) &* 0x94d0_49bb_1331_11eb
        return key ^ (key >> 31)
    }
}
