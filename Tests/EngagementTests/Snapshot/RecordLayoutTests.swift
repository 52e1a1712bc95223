import Engagement
import Testing

/// Records are hashed as bytes: a byte that no field owns would make equal contents differ.
@Suite struct RecordLayoutTests {
    private static let noDate = CalendarDate.unknown

    @Test(
        arguments: [
            CalendarDate.unknown,
            Demographic(name: .none, value: .none),
            AttendanceEvent(date: noDate, code: .present),
            DisciplineEvent(date: noDate, kind: .referral, days: 0),
            CourseResult(
                date: noDate, term: .none, course: .none, subject: .none, letter: .none, percent: nil,
                attempted: nil, earned: nil, inProgress: nil),
            HomeworkItem(
                assigned: noDate, due: noDate, title: .none, status: .exempt, score: nil, maximum: nil),
            Observation(date: noDate, indicator: 0, value: 0),
            SurveyAnswer(
                date: noDate, indicator: nil, instrument: .none, subscale: .none, item: .none, value: 0),
            Activity(date: noDate, kind: .extracurricular, name: .none, hours: 0),
            GraduationPlan(diploma: .none), CreditWaiver(date: noDate, subject: .none),
            CaseloadAssignment(mentor: 0, from: noDate, to: noDate),
            GoalProgress(date: noDate, goal: 0, progress: 0),
            Outcome(date: noDate, name: .none, value: 0),
            LinkageStep(date: noDate, service: 0, status: .proposed),
        ] as [any SnapshotRecord])
    func everyByteBelongsToAField(record: any SnapshotRecord) {
        let fields = Mirror(reflecting: record).children.map { size(of: type(of: $0.value)) }
        #expect(fields.reduce(0, +) == size(of: type(of: record)))
        #expect(size(of: type(of: record)) == stride(of: type(of: record)))
    }

    private func size(of type: Any.Type) -> Int {
        func size<Value>(_: Value.Type) -> Int { MemoryLayout<Value>.size }
        return size(type)
    }

    private func stride(of type: Any.Type) -> Int {
        func stride<Value>(_: Value.Type) -> Int { MemoryLayout<Value>.stride }
        return stride(type)
    }
}
