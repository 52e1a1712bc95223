/// A student's presence over a stretch of school days.
///
/// Counted in whole school days. Excused absences count as absences.
public struct AttendanceSummary: Sendable, Hashable {
    /// School days on which the student was enrolled.
    public private(set) var daysEnrolled = 0
    /// Full school days missed with an excuse, 0...``daysEnrolled``.
    public private(set) var excused = 0
    /// Full school days missed without an excuse, 0...``daysEnrolled``.
    public private(set) var unexcused = 0
    /// How often the student came late.
    public private(set) var tardies = 0
    /// How often the student left early.
    public private(set) var earlyDepartures = 0
    /// Single classes missed without an excuse on days that were not missed as a whole.
    public private(set) var missedClasses = 0

    /// Full school days missed, 0...``daysEnrolled``.
    public var absences: Int { excused + unexcused }

    /// School days attended, 0...``daysEnrolled``.
    public var daysPresent: Int { daysEnrolled - absences }

    /// The share of school days attended, 0...1; nil where there was no school day.
    public var rate: Double? { daysEnrolled == 0 ? nil : Double(daysPresent) / Double(daysEnrolled) }

    /// Whether a tenth or more of the days was missed. Counted in days, so that 18 of 180 is exact.
    public var isChronicallyAbsent: Bool { daysEnrolled > 0 && absences * 10 >= daysEnrolled }

    /// Counts events of one student over these school days, both in the order of their dates.
    ///
    /// An absence on a day without school counts nowhere: a rate is a share of school days.
    init(events: some Collection<AttendanceEvent>, schoolDays: some RandomAccessCollection<CalendarDate>) {
        daysEnrolled = schoolDays.count
        guard let first = schoolDays.first, let last = schoolDays.last else { return }
        var day = schoolDays.startIndex
        var missedDay: CalendarDate?
        var classes: (date: CalendarDate, count: Int) = (.unknown, 0)
        for event in events where event.date >= first && event.date <= last {
            while day < schoolDays.endIndex, schoolDays[day] < event.date {
                schoolDays.formIndex(after: &day)
            }
            guard day < schoolDays.endIndex, schoolDays[day] == event.date else { continue }
            if event.isFullDayAbsence {
                if event.code == .excused { excused += 1 } else { unexcused += 1 }
                // The classes of a day that was missed as a whole may come before or after the day itself.
                missedDay = event.date
                if classes.date == event.date { missedClasses -= classes.count }
                classes = (.unknown, 0)
            } else if event.isMissedClass {
                guard missedDay != event.date else { continue }
                classes = (event.date, classes.date == event.date ? classes.count + 1 : 1)
                missedClasses += 1
            } else if event.code == .tardy {
                tardies += 1
            } else if event.code == .earlyDeparture {
                earlyDepartures += 1
            }
        }
    }
}

extension Snapshot {
    /// Whether the district has attendance on record at all; without it, figures of attendance are missing.
    public var hasAttendance: Bool { !attendance.isEmpty }

    /// A student's presence from one day to another, both included, as far as the student was enrolled.
    ///
    /// - Parameters:
    ///   - first: nil means the school year's first day.
    ///   - last: nil means ``asOf``.
    /// - Returns: nil where the district has no attendance on record, or no school day of the student's school is
    ///   known: counts of a student without a school are missing, not zero.
    public func attendance(
        of row: Int, from first: CalendarDate? = nil, through last: CalendarDate? = nil
    ) -> AttendanceSummary? {
        let school = Int(students.schools[row])
        guard hasAttendance, school >= 0, !schoolDays[school].isEmpty else { return nil }
        return AttendanceSummary(
            events: attendance[row], schoolDays: enrolledDays(of: row, from: first, through: last))
    }

    /// How many school days the student was there without missing one, counted back from ``asOf``.
    ///
    /// - Returns: nil where the district has no attendance on record, or there was no school day yet.
    public func attendanceStreak(of row: Int) -> Int? {
        guard hasAttendance else { return nil }
        let days = enrolledDays(of: row, from: nil, through: nil)
        guard !days.isEmpty else { return nil }
        let absences = attendance[row].lazy.reversed().filter(\.isFullDayAbsence)
        for absence in absences {
            let after = days.firstIndex(after: absence.date)
            if after > days.startIndex, days[after - 1] == absence.date {
                return days.endIndex - after
            }
        }
        return days.count
    }

    /// The school days on which a student was enrolled, ascending.
    public func enrolledDays(
        of row: Int, from first: CalendarDate?, through last: CalendarDate?
    ) -> Slice<Column<CalendarDate>> {
        let school = Int(students.schools[row])
        guard school >= 0 else { return schoolDays.records[0..<0] }
        let all = schoolDays[school]
        // `unknown` lies before every day, so that an unknown begin sets no bound.
        let begin = max(first ?? schoolYearStart, students.enrolledFrom[row])
        let end = min(last ?? asOf, asOf, students.enrolledTo[row].ifKnown ?? asOf)
        let lower = all.firstIndex(after: begin == .unknown ? begin : begin - 1)
        let upper = max(lower, all.firstIndex(after: end))
        return schoolDays.records[lower..<upper]
    }
}

extension RandomAccessCollection<CalendarDate> where Index == Int {
    /// The index of the first day after `date`; the elements are in ascending order.
    func firstIndex(after date: CalendarDate) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= date { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
