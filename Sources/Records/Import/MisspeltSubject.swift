import GRDB
import NearestName

/// A subject of credits that no requirement names, though one's name is nearly that: its credits count as
/// electives only.
public struct MisspeltSubject: Sendable, Hashable {
    /// The subject as credits have it.
    public let subject: String
    /// The subject of a requirement that is near.
    public let requirement: String
    /// How many records of credits earned or in progress have it.
    public let count: Int

    /// The kinds of record on which it depends.
    static let layouts: Set = ["credits", "graduation_requirements"]

    /// All of them in the database, by subject.
    static func all(_ database: Database) throws -> [MisspeltSubject] {
        let required = try String.fetchAll(
            database, sql: "SELECT DISTINCT subject FROM graduation_requirement ORDER BY 1")
        guard !required.isEmpty else { return [] }
        // As credits find their requirement.
        let known = Set(required.map { $0.lowercased() })
        return try Row.fetchAll(
            database,
            sql: """
                SELECT subject, count(*) FROM credit
                WHERE ifnull(earned, 0) > 0 OR ifnull(in_progress, 0) > 0 GROUP BY subject ORDER BY subject
                """
        ).compactMap { row in
            let subject: String = row[0]
            guard !known.contains(subject.lowercased()), let near = nearestName(to: subject, among: required)
            else { return nil }
            return MisspeltSubject(subject: subject, requirement: near, count: row[1])
        }
    }
}
