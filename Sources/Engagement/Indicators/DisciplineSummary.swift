/// What a school recorded about a student's behavior over a stretch of days.
public struct DisciplineSummary: Sendable, Hashable {
    /// How often the student was referred for behavior.
    public private(set) var referrals = 0
    public private(set) var detentions = 0
    /// How often the student was suspended and kept in school.
    public private(set) var inSchoolSuspensions = 0
    /// How often the student was suspended from school.
    public private(set) var outOfSchoolSuspensions = 0
    /// School days of suspension in school, 0 or more.
    public private(set) var inSchoolDays = 0.0
    /// School days of suspension out of school, 0 or more.
    public private(set) var outOfSchoolDays = 0.0

    /// Counts these events.
    init(events: some Sequence<DisciplineEvent>) {
        for event in events {
            switch event.kind {
            case .referral:
                referrals += 1
            case .detention:
                detentions += 1
            case .inSchoolSuspension:
                inSchoolSuspensions += 1
                inSchoolDays += event.days
            case .outOfSchoolSuspension:
                outOfSchoolSuspensions += 1
                outOfSchoolDays += event.days
            }
        }
    }
}

extension Snapshot {
    /// A student's discipline from one day to another, both included.
    ///
    /// - Parameters:
    ///   - first: nil means the school year's first day.
    ///   - last: nil means ``asOf``.
    /// - Returns: nil where the district has no discipline on record at all.
    public func discipline(
        of row: Int, from first: CalendarDate? = nil, through last: CalendarDate? = nil
    ) -> DisciplineSummary? {
        guard !discipline.isEmpty else { return nil }
        let begin = first ?? schoolYearStart
        let end = last ?? asOf
        return DisciplineSummary(events: discipline[row].lazy.filter { $0.date >= begin && $0.date <= end })
    }
}
