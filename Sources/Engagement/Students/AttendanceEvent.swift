/// One note about one student's presence on one day.
public struct AttendanceEvent: SnapshotRecord {
    /// The school day.
    public let date: CalendarDate
    private let codeNumber: UInt32
    /// The period it concerns; none where it concerns the whole day.
    public private(set) var period: Text
    /// Why, in the school's words; none where not given.
    public private(set) var reason: Text

    /// A note about one day, or about one period of it.
    public init(date: CalendarDate, code: AttendanceCode, period: Text = .none, reason: Text = .none) {
        self.date = date
        codeNumber = code.rawValue
        self.period = period
        self.reason = reason
    }

    /// What was noted.
    public var code: AttendanceCode { AttendanceCode(rawValue: codeNumber) ?? .present }

    /// Whether the whole day was missed.
    public var isFullDayAbsence: Bool { period == .none && code.isAbsence }

    /// Whether a class was missed without excuse: noted as such, or an unexcused absence of one period.
    public var isMissedClass: Bool {
        code == .missedClass || (code == .unexcused && period != .none)
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&period)
        visit(&reason)
    }
}
