public import Engagement
import GRDB

extension DistrictDatabase {
    /// How many students of a run came into which tier.
    public func tierCounts(ofRun id: Int64) throws -> [String: Int] {
        try RecordsError.explaining(path: path, action: "reading the runs") {
            try pool.read { database in
                let rows = try Row.fetchAll(
                    database,
                    sql: "SELECT tier, count(*) FROM result WHERE run = ? AND tier IS NOT NULL GROUP BY tier",
                    arguments: [id])
                return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
            }
        }
    }

    /// Students on whom a run's plugin failed, in the order of their ids, with its message.
    ///
    /// - Parameter limit: How many at most.
    public func failures(
        ofRun id: Int64, limit: Int
    ) throws -> [(student: Identifier, message: String)] {
        try RecordsError.explaining(path: path, action: "reading the runs") {
            try pool.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT student_id, error FROM result JOIN student ON student.number = result.student
                        WHERE run = ? AND kind = 2 ORDER BY student_id LIMIT ?
                        """, arguments: [id, limit]
                ).map { (Identifier($0[0] as String), $0[1]) }
            }
        }
    }
}
