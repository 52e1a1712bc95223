import Engagement
import Lua

/// Figures of a collection of students.
extension View {
    func countMethod() -> LuaMethod<Students> {
        LuaMethod(
            "count",
            parameters: [
                LuaParameter("field", .string, "Those who have a value in this field only.", optional: true)
            ],
            returns: "integer",
            summary: "How many there are, as `#students`; with a field, how many have one.",
            example: #"students:count "attendance.rate""#
        ) { [unowned self] students, call in
            guard let name = try call.optionalString("field") else { return .integer(students.rows.count) }
            let field = try studentField(name, call)
            return .integer(students.rows.count { !field.value(row: $0).isMissing })
        }
    }

    func quantileMethod() -> LuaMethod<Students> {
        LuaMethod(
            "quantile",
            parameters: [
                LuaParameter("field", .string, "A field of numbers, such as attendance.rate."),
                LuaParameter("share", .number, "0 for the least to 1 for the greatest."),
            ],
            returns: "number?, integer",
            summary:
                "The number below which a share of the present values lies, and how many there were; nil where there "
                + "is none.",
            example: #"students:quantile("attendance.rate", 0.1)"#
        ) { [unowned self] students, call in
            let share = try Self.share(call)
            let numbers = Self.numbers(of: students.rows, in: try numberField(call))
            return .values([
                Self.quantile(numbers, share).map { .number($0) } ?? .nil, .integer(numbers.count),
            ])
        }
    }
}
