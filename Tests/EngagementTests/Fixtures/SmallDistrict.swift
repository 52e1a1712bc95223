import Engagement
import Testing

/// The day written as `YYYY-MM-DD`; a test that misspells one fails.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else {
        Issue.record("'\(text)' is no date")
        return .unknown
    }
    return date
}

/// A district of one school in the school year 2025/26 for a test to fill: `a`, `b` and so on are its
/// students in rows 0, 1 and so on.
struct SmallDistrict {
    var builder: SnapshotBuilder

    init(asOf: String = "2025-09-30", students: [String] = ["a", "b"], own: [Indicator] = []) {
        builder = SnapshotBuilder(asOf: day(asOf), catalog: IndicatorCatalog(own: own))
        builder.addTerm(
            Term(
                id: "sy26", title: "2025/26", kind: .schoolYear, start: day("2025-09-01"),
                end: day("2026-06-12")))
        let school = builder.addSchool(School(id: "north", name: "North High"))
        for id in students {
            var student = StudentRecord(id: Identifier(id))
            student.school = school
            _ = builder.addStudent(student)
        }
    }

    /// Makes these the school days.
    mutating func teach(on days: [String]) {
        for date in days { builder.addSchoolDay(day(date), school: 0) }
    }

    /// Makes the weekdays of `count` days from `first` on the school days.
    mutating func teachWeekdays(from first: String, days count: Int) {
        for offset in 0..<count where (day(first) + offset).weekday <= 5 {
            builder.addSchoolDay(day(first) + offset, school: 0)
        }
    }

    mutating func attend(
        row: Int = 0, _ date: String, _ code: AttendanceCode, period: String = ""
    ) {
        let period = builder.intern(period)
        builder.add(AttendanceEvent(date: day(date), code: code, period: period), to: row)
    }

    mutating func observe(row: Int = 0, _ date: String, _ indicator: String, _ value: Double) {
        guard let number = builder.catalog.number(of: indicator) else {
            Issue.record("no indicator '\(indicator)'")
            return
        }
        builder.add(Observation(date: day(date), indicator: number, value: value), to: row)
    }

    mutating func answer(
        row: Int = 0, _ date: String, _ subscale: String, _ value: Double, item: String = ""
    ) {
        let answer = SurveyAnswer(
            date: day(date), indicator: builder.catalog.number(ofSubscale: subscale),
            instrument: builder.intern("SEI"), subscale: builder.intern(subscale),
            item: builder.intern(item), value: value)
        builder.add(answer, to: row)
    }

    mutating func result(
        row: Int = 0, _ date: String, _ course: String = "", term: String = "", letter: String = "",
        percent: Double? = nil, attempted: Double? = nil, earned: Double? = nil, inProgress: Double? = nil
    ) {
        let result = CourseResult(
            date: day(date), term: builder.intern(term), course: builder.intern(course),
            subject: builder.intern("math"),
            letter: builder.intern(letter), percent: percent, attempted: attempted, earned: earned,
            inProgress: inProgress)
        builder.add(result, to: row)
    }

    mutating func homework(
        row: Int = 0, due: String, _ status: HomeworkStatus, score: Double? = nil, maximum: Double? = nil
    ) {
        let piece = HomeworkItem(
            assigned: day(due) - 3, due: day(due), title: .none, status: status, score: score,
            maximum: maximum)
        builder.add(piece, to: row)
    }

    func snapshot() -> Snapshot { builder.finish() }
}

extension Snapshot {
    /// The latest value of the indicator with this id from any kind of record.
    func value(of id: String, row: Int = 0) -> Double? {
        catalog.number(of: id).flatMap { value(of: $0, row: row, from: Set(RecordKind.allCases))?.value }
    }
}
