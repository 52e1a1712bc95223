import Engagement
import Lua

extension View {
    func dateType() -> LuaType<CalendarDate> {
        LuaType(
            "caseload.Date",
            summary:
                "A day. Days are compared with < and ==, moved with + and - by whole days, and their difference is "
                + "a number of days.",
            fields: [
                .integer("year", "The year.") { $0.components.year },
                .integer("month", "The month, 1 to 12.") { $0.components.month },
                .integer("day", "The day of the month, 1 to 31.") { $0.components.day },
            ],
            methods: [
                LuaMethod(
                    "weekday", returns: "integer",
                    summary: "The day of the week, 1 for Monday to 7 for Sunday.",
                    example: "date(\"2026-11-20\"):weekday()"
                ) { day, _ in .integer(day.weekday) }
            ],
            metamethods: [
                .text { $0.description },
                LuaMetamethod(.equal) { [unowned self] call in
                    .boolean(try call.object(0, date) == call.object(1, date))
                },
                LuaMetamethod(.lessThan) { [unowned self] call in
                    .boolean(try call.object(0, date) < call.object(1, date))
                },
                LuaMetamethod(.lessOrEqual) { [unowned self] call in
                    .boolean(try call.object(0, date) <= call.object(1, date))
                },
                LuaMetamethod(.add) { [unowned self] call in
                    // Either operand may be the date.
                    let (day, count) = try call.isObject(0, date) ? (0, 1) : (1, 0)
                    return try call.make(
                        Self.moved(
                            call.object(.position(day), date), "+", call.integer(.position(count)), +), date)
                },
                LuaMetamethod(.subtract) { [unowned self] call in
                    let left = try call.object(0, date)
                    if try call.isObject(1, date) { return .integer(left - (try call.object(1, date))) }
                    return try call.make(Self.moved(left, "-", call.integer(1), -), date)
                },
            ])
    }

    /// A day moved by some days, where that can be written.
    private static func moved(
        _ day: CalendarDate, _ sign: String, _ days: Int, _ move: (CalendarDate, Int) -> CalendarDate
    ) throws(LuaError) -> CalendarDate {
        let moved = move(day, days)
        guard CalendarDate.writable.contains(moved) else {
            let (first, last) = (CalendarDate.writable.lowerBound, CalendarDate.writable.upperBound)
            throw LuaError("date: \(day) \(sign) \(days) is no day from \(first) to \(last)")
        }
        return moved
    }

    /// `date "2026-11-20"`.
    func dateFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "date", parameters: [LuaParameter("text", .string, "A day as YYYY-MM-DD.")],
            returns: "caseload.Date",
            summary: "The day that a text names.", example: "local first = date \"2025-09-01\""
        ) { [unowned self] call in
            try call.make(try day(call, "text"), date)
        }
    }

    /// An argument that is a date, or a text that names one.
    func day(_ call: borrowing LuaCall, _ argument: String) throws(LuaError) -> CalendarDate {
        if try call.isObject(.name(argument), date) { return try call.object(.name(argument), date) }
        let text = try call.string(.name(argument))
        guard let day = CalendarDate(text) else {
            throw LuaError(
                "\(Self.bad(argument, call)): '\(text)' is no day; write it as YYYY-MM-DD, such as 2026-11-20"
            )
        }
        return day
    }
}
