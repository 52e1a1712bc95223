public import Engagement
import GRDB

/// Where students were before the enrollment that is theirs now.
struct EarlierEnrollments {
    private struct Enrollment {
        let from: CalendarDate
        let to: CalendarDate
        let school: Int64?
        let grade: Int8?
    }

    /// By the student's number, the earliest first.
    private var enrollments: [Int64: [Enrollment]] = [:]

    /// The most days between two enrollments that attendance is counted over as one: who moves in the winter break
    /// begins after it.
    private static let longestGap = 21

    init(_ database: Database) throws {
        let found = try SQLiteStatement(
            database,
            """
            SELECT student, enrolled_from, enrolled_to, school, grade FROM earlier_enrollment
            ORDER BY student, enrolled_from
            """)
        while try found.step() {
            enrollments[found.integer(0), default: []].append(
                Enrollment(
                    from: found.date(1) ?? .unknown, to: found.date(2) ?? .unknown,
                    school: found.isNull(3) ? nil : found.integer(3),
                    grade: found.isNull(4) ? nil : Int8(truncatingIfNeeded: found.integer(4))))
        }
    }

    /// Makes a student what it was on a day: in the school and grade of then, enrolled since the first of the enrollments
    /// that adjoin.
    func apply(
        to student: inout StudentRecord, number: Int64, asOf: CalendarDate, school: (Int64) -> Int?
    ) {
        guard var rest = enrollments[number], let current = student.enrolledFrom else { return }
        rest.removeAll { $0.from >= current }
        if asOf < current {
            guard let place = rest.lastIndex(where: { $0.from <= asOf && asOf <= $0.to }) else { return }
            student.school = rest[place].school.flatMap(school)
            // A file that does not say the grade of then says of one school year what holds for it.
            if rest[place].grade != nil || current - rest[place].to > Self.longestGap {
                student.grade = rest[place].grade
            }
            (student.enrolledFrom, student.enrolledTo) = (rest[place].from, rest[place].to)
            rest.removeSubrange(place...)
        }
        while let first = student.enrolledFrom, let before = rest.popLast(),
            first - before.to <= Self.longestGap
        {
            student.enrolledFrom = before.from
        }
    }
}

extension DistrictDatabase {
    /// The first and the last day of a student's latest enrollment, as far as they are known; nil for who is not on
    /// record.
    public func enrollment(of student: Identifier) throws -> (first: CalendarDate?, last: CalendarDate?)? {
        try RecordsError.explaining(path: path, action: "reading the roll") {
            try pool.read { database in
                try Row.fetchOne(
                    database, sql: "SELECT enrolled_from, enrolled_to FROM student WHERE student_id = ?",
                    arguments: [student.text]
                ).map { row in
                    (
                        (row[0] as Int32?).map { CalendarDate(dayNumber: $0) },
                        (row[1] as Int32?).map { CalendarDate(dayNumber: $0) }
                    )
                }
            }
        }
    }
}
