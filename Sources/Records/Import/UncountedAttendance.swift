import GRDB

/// Students whose attendance is on record and is not counted, or not as it should be.
public struct UncountedAttendance: Sendable, Hashable {
    /// Those who have no school: of them no school day is known.
    public internal(set) var withoutSchool = 0
    /// Those at a school without a calendar: its school days are those on which attendance was noted.
    public internal(set) var withoutCalendar = 0

    init() {}

    /// Counts them as the database stands.
    init(_ database: Database) throws {
        let noted = "EXISTS (SELECT 1 FROM attendance WHERE attendance.student = student.number)"
        withoutSchool =
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM student WHERE school IS NULL AND \(noted)") ?? 0
        withoutCalendar =
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM student WHERE school IS NOT NULL AND \(noted) AND NOT EXISTS
                    (SELECT 1 FROM calendar WHERE calendar.school IN (0, student.school) AND school_day = 1)
                    """) ?? 0
    }

    /// The kinds of record on which it depends.
    static let layouts: Set = ["students", "attendance", "calendar"]
}
