import Engagement
import Lua

extension View {
    func attendanceType() -> LuaType<Period> {
        let yearRate = snapshot.latest("attendance_rate", of: .attendance)
        func count(_ name: String, _ summary: String, _ read: @escaping (AttendanceSummary) -> Int)
            -> LuaField<Period>
        {
            .integer(name, summary) { [unowned self] period in self.summary(period).map(read) }
        }
        return LuaType(
            "caseload.Attendance",
            summary:
                "A student's presence over a stretch of school days. All figures are nil where the district has "
                + "no attendance on record, or the student no school of which a school day is known.",
            fields: [
                .number("rate", "Share of the school days attended, 0 to 1.") { [unowned self] period in
                    // Of the whole year it is reckoned already.
                    period.isWholeYear ? yearRate(Int(period.row)) : summary(period)?.rate
                },
                count("days_enrolled", "School days on which the student was enrolled.") { $0.daysEnrolled },
                count("days_present", "School days attended.") { $0.daysPresent },
                count("absences", "Full school days missed, excused or not.") { $0.absences },
                count("excused", "Full school days missed with an excuse.") { $0.excused },
                count("unexcused", "Full school days missed without an excuse.") { $0.unexcused },
                count("tardies", "How often the student came late.") { $0.tardies },
                count("early_departures", "How often the student left early.") { $0.earlyDepartures },
                count("missed_classes", "Single classes missed without an excuse.") { $0.missedClasses },
                .integer("streak", "School days in a row up to the as-of date without a full-day absence.") {
                    [unowned self] period in snapshot.attendanceStreak(of: Int(period.row))
                },
            ],
            methods: [
                lastMethod("attendance") { [unowned self] in attendance },
                betweenMethod("attendance") { [unowned self] in attendance },
                byWeekMethod(), attendanceEventsMethod(),
            ])
    }

    private func summary(_ period: Period) -> AttendanceSummary? {
        snapshot.attendance(of: Int(period.row), from: period.first.ifKnown, through: period.last.ifKnown)
    }

    func attendanceEventType() -> LuaType<RecordInView<AttendanceEvent>> {
        recordedType(
            "AttendanceEvent", "Something that was noted about a student's presence.",
            [
                dayField { $0.record.date },
                wordField("code", "present, excused, unexcused, tardy, early_departure or missed_class.") {
                    $0.record.code
                },
                textField("period", "The class it was about; nil for the day.") { $0.record.period },
                textField("reason", "Why.") { $0.record.reason },
            ])
    }

    private func attendanceEventsMethod() -> LuaMethod<Period> {
        LuaMethod(
            "events", returns: "caseload.AttendanceEvent[]|caseload.Records",
            summary: "What was noted, the earliest first.",
            example:
                "for _, event in ipairs(student.attendance:events()) do print(event.date, event.code) end"
        ) { [unowned self] period, call in
            try list(
                snapshot.attendance, attendanceEvent, row: period.row,
                where: { self.contains($0.date, in: period) }, call)
        }
    }

    /// What a week of a student's was like.
    struct AttendanceWeek {
        /// The Monday.
        let start: CalendarDate
        /// Of the days of the week that are meant; nil where none is on record.
        let summary: AttendanceSummary?
    }

    func attendanceWeekType() -> LuaType<RecordInView<AttendanceWeek>> {
        func count(
            _ name: String, _ summary: String, _ read: @escaping (AttendanceSummary) -> Int
        ) -> LuaField<RecordInView<AttendanceWeek>> {
            .integer(name, summary) { $0.record.summary.map(read) ?? 0 }
        }
        return recordType(
            "Week", "A student's presence in one week.",
            [
                dayField("The Monday.", "start") { $0.record.start },
                count("days_enrolled", "School days on which the student was enrolled.") { $0.daysEnrolled },
                count("days_present", "School days attended.") { $0.daysPresent },
                count("absences", "Full school days missed, excused or not.") { $0.absences },
                count("tardies", "How often the student came late.") { $0.tardies },
                .number("rate", "Share of the school days attended, 0 to 1.") { $0.record.summary?.rate },
            ])
    }

    private func byWeekMethod() -> LuaMethod<Period> {
        LuaMethod(
            "by_week",
            parameters: [
                LuaParameter(
                    "weeks", .integer, "How many of the latest weeks; all where left out.", optional: true)
            ],
            returns: "caseload.Week[]|caseload.Records",
            summary: "The weeks that had a school day, the earliest first.",
            example:
                "for _, week in ipairs(student.attendance:by_week(4)) do print(week.start, week.rate) end"
        ) { [unowned self] period, call in
            let row = Int(period.row)
            guard snapshot.hasAttendance else { return try list([], attendanceWeek, call) }
            let days = snapshot.enrolledDays(
                of: row, from: period.first.ifKnown, through: period.last.ifKnown)
            var starts: [CalendarDate] = []
            for day in days where starts.last != day.startOfWeek { starts.append(day.startOfWeek) }
            if let weeks = try call.optionalInteger("weeks") {
                guard weeks >= 0 else {
                    throw LuaError("bad argument 'weeks' to 'by_week': 0 or more expected, got \(weeks)")
                }
                starts = starts.suffix(weeks)
            }
            let weeks = starts.map { start in
                AttendanceWeek(
                    start: start,
                    summary: snapshot.attendance(
                        of: row, from: max(start, days.first ?? start),
                        through: min(start + 6, days.last ?? start)))
            }
            return try list(weeks, attendanceWeek, row: period.row, call)
        }
    }
}
