public import Engagement

/// Invented students of one school over 250 days, always the same ones; their records are added by who measures.
///
/// ```swift
/// let snapshot = GeneratedDistrict.snapshot(1000) { builder, row, random in
///     builder.add(AttendanceEvent(date: GeneratedDistrict.first + random.next(30), code: .tardy), to: row)
/// }
/// ```
public enum GeneratedDistrict {
    /// The year's first day.
    public static let first = CalendarDate(dayNumber: 20_320)

    /// Numbers that look random and are the same each time: a linear congruential generator with Knuth's constants
    /// (MMIX).
    public struct Numbers {
        private var state: UInt64 = 1

        /// A number from 0 to below a bound.
        public mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    /// A snapshot of so many students.
    ///
    /// - Parameter add: Adds the records of the student in a row.
    public static func snapshot(
        _ count: Int, add: (inout SnapshotBuilder, _ row: Int, inout Numbers) -> Void
    ) -> Snapshot {
        var builder = SnapshotBuilder(asOf: first + 250)
        builder.isShared = true
        let school = builder.addSchool(School(id: "school", name: "School"))
        builder.addTerm(Term(id: "year", title: "Year", kind: .schoolYear, start: first, end: first + 300))
        for offset in 0..<250 where (first + offset).weekday <= 5 {
            builder.addSchoolDay(first + offset, school: school)
        }
        var numbers = Numbers()
        for number in 0..<count {
            let digits = String(number)
            var student = StudentRecord(
                id: Identifier("S-" + String(repeating: "0", count: 8 - digits.count) + digits))
            (student.school, student.grade) = (school, Int8(9 + number % 4))
            if let row = builder.addStudent(student) { add(&builder, row, &numbers) }
        }
        return builder.finish()
    }
}
