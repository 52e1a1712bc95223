import Engagement
import Foundation
import GRDB

extension OneRosterFeed {
    /// What is said of rows about a student who has one in users.csv that was refused.
    static let refusedStudent = "is no student on record: the row in users.csv was refused; correct it there"
}

/// Ends students who are no longer on a roster. Nobody is deleted: what a report has shown stays.
final class OneRosterRoster {
    private let session: ImportSession
    private let mode: OneRosterFeed.Mode?
    private var seen: Set<Identifier> = []
    private var others: Set<Identifier> = []
    private var withdrawn: [Identifier] = []

    init(_ session: ImportSession, mode: OneRosterFeed.Mode?) {
        self.session = session
        self.mode = mode
    }

    /// Notes that a user has a row.
    func note(_ id: Identifier) {
        seen.insert(id)
    }

    /// Notes that a user who has a row is no student, or no longer one.
    func dismiss(_ id: Identifier) {
        others.insert(id)
    }

    /// Whether a user has a row.
    func hasRow(_ id: Identifier) -> Bool { seen.contains(id) }

    /// Whether a student has a row.
    func hasStudent(_ id: Identifier) -> Bool { seen.contains(id) && !others.contains(id) }

    /// Whether the roster, once read, is a whole one: without a manifest, a file that withdraws anybody is a
    /// delta.
    var isWhole: Bool { mode == .bulk || (mode == nil && withdrawn.isEmpty) }

    /// Notes that a delta takes a student off.
    func end(_ id: Identifier) throws {
        withdrawn.append(id)
    }

    /// Ends those who were withdrawn, and where the roster is a whole one, those who are not on it.
    func endMissing(file: Int) throws {
        var ending = withdrawn
        let current = try currentStudents()
        if isWhole {
            let missing = current.filter { !hasStudent($0) }
            try session.allowRemovals(
                of: missing.count, among: current.count, file: file,
                "students on the roster, who would be ended")
            ending += missing
        }
        let known = Set(current)
        for id in ending where known.contains(id) { try end(id, file: file) }
    }

    /// The students who came with a roster and have not been ended, in byte order.
    private func currentStudents() throws -> [Identifier] {
        try String.fetchAll(
            session.database,
            sql: """
                SELECT student_id FROM student WHERE roster = 1
                AND (enrolled_to IS NULL OR enrolled_to > ?) ORDER BY student_id
                """, arguments: [session.today.dayNumber]
        ).map { Identifier($0) }
    }

    private func end(_ id: Identifier, file: Int) throws {
        let importID = session.files[file].importID
        try session.database.execute(
            sql: RecordStatements.superseding(.students, where: "student_id = ?"),
            arguments: [importID, session.time, id.text])
        try session.database.execute(
            // Who was to begin later has not begun.
            sql: """
                UPDATE student SET enrolled_to = max(?, ifnull(enrolled_from, 0)), import = ? WHERE student_id = ?
                """,
            arguments: [session.today.dayNumber, importID, id.text])
        session.files[file].summary.ended += 1
        session.files[file].summary.endedKinds[RecordLayout.students.name, default: 0] += 1
    }
}
