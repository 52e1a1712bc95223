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
                + "no attendance on record.",
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

    private func attendanceEventsMethod() -> LuaMethod<Period> {
        LuaMethod(
            "events", returns: "caseload.AttendanceEvent[]",
            summary: "What was noted, the earliest first: date, code, period, reason.",
            example:
                "for _, event in ipairs(student.attendance:events()) do print(event.date, event.code) end"
        ) { [unowned self] period, call in
            let state = call.state
            return try list(records(snapshot.attendance, of: period, date: \.date), in: state) {
                event throws(LuaError) in
                [
                    "date": try value(event.date, in: state), "code": .string(event.code.name),
                    "period": value(event.period), "reason": value(event.reason),
                ]
            }
        }
    }

    private func byWeekMethod() -> LuaMethod<Period> {
        LuaMethod(
            "by_week",
            parameters: [
                LuaParameter(
                    "weeks", .integer, "How many of the latest weeks; all where left out.", optional: true)
            ],
            returns: "caseload.Week[]",
            summary:
                "The weeks that had a school day, the earliest first: start (the Monday), days_enrolled, "
                + "days_present, absences, tardies, rate.",
            example:
                "for _, week in ipairs(student.attendance:by_week(4)) do print(week.start, week.rate) end"
        ) { [unowned self] period, call in
            let state = call.state
            let row = Int(period.row)
            guard snapshot.hasAttendance else { return .table(try state.makeTable()) }
            let days = snapshot.enrolledDays(
                of: row, from: period.first.ifKnown, through: period.last.ifKnown)
            var starts: [CalendarDate] = []
            for day in days where starts.last != day.startOfWeek { starts.append(day.startOfWeek) }
            if let weeks = try call.optionalInteger("weeks") { starts = starts.suffix(max(0, weeks)) }
            return try list(starts, in: state) { start throws(LuaError) in
                let week = snapshot.attendance(
                    of: row, from: max(start, days.first ?? start),
                    through: min(start + 6, days.last ?? start))
                return [
                    "start": try value(start, in: state),
                    "days_enrolled": .integer(week?.daysEnrolled ?? 0),
                    "days_present": .integer(week?.daysPresent ?? 0),
                    "absences": .integer(week?.absences ?? 0), "tardies": .integer(week?.tardies ?? 0),
                    "rate": value(week?.rate),
                ]
            }
        }
    }
}
