import Engagement
import Lua

/// A stretch of days in one student's records. Unknown bounds mean the school year up to the as-of date.
struct Period: BitwiseCopyable {
    let row: Int32
    let first: CalendarDate
    let last: CalendarDate

    /// The school year of the student in a row.
    init(row: Int) {
        self.init(row: row, first: .unknown, last: .unknown)
    }

    var isWholeYear: Bool { first == .unknown && last == .unknown }

    /// Both days included.
    init(row: Int, first: CalendarDate, last: CalendarDate) {
        self.row = Int32(row)
        self.first = first
        self.last = last
    }
}

extension View {
    /// `:last(days)`: the same figures over the latest days. The type is given late, as it is being made.
    func lastMethod(_ part: String, _ type: @escaping () -> LuaType<Period>) -> LuaMethod<Period> {
        LuaMethod(
            "last",
            parameters: [
                LuaParameter("days", .integer, "Calendar days up to and with the as-of date, 1 or more.")
            ],
            returns: typeName(part), summary: "The same over the latest days.",
            example: "student.\(part):last(30)"
        ) { [unowned self] period, call in
            let days = try call.integer("days")
            guard days >= 1, days <= 100_000 else {
                throw LuaError("bad argument 'days' to 'last': 1 to 100000 days expected, got \(days)")
            }
            let last = period.last.ifKnown ?? snapshot.asOf
            return try call.make(Period(row: Int(period.row), first: last - (days - 1), last: last), type())
        }
    }

    /// `:between(first, last)`: the same figures over a stretch of days.
    func betweenMethod(_ part: String, _ type: @escaping () -> LuaType<Period>) -> LuaMethod<Period> {
        LuaMethod(
            "between",
            parameters: [
                LuaParameter("first", .either([.object("caseload.Date"), .string]), "The first day."),
                LuaParameter(
                    "last", .either([.object("caseload.Date"), .string]), "The last day, included."),
            ],
            returns: typeName(part), summary: "The same from one day to another, both included.",
            example: "student.\(part):between(\"2025-09-01\", \"2025-09-30\")"
        ) { [unowned self] period, call in
            let first = try day(call, "first")
            let last = try day(call, "last")
            guard first <= last else {
                throw LuaError(
                    "\(Self.bad("last", call)): a day from \(first) on expected, got \(last), which is before it"
                )
            }
            return try call.make(Period(row: Int(period.row), first: first, last: last), type())
        }
    }

    /// Whether a day lies in a period.
    func contains(_ day: CalendarDate, in period: Period) -> Bool {
        day >= period.first.ifKnown ?? snapshot.schoolYearStart
            && day <= period.last.ifKnown ?? snapshot.asOf
    }

    private func typeName(_ part: String) -> String {
        "caseload.\(part.prefix(1).uppercased())\(part.dropFirst())"
    }
}
