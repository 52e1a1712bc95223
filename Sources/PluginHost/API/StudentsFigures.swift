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

    func valuesMethod() -> LuaMethod<Students> {
        LuaMethod(
            "values", parameters: [LuaParameter("field", .string, "A field, such as attendance.rate.")],
            returns: "number[]",
            summary: "The numbers that the students have in a field; missing ones are left out.",
            example: #"local rates = students:values "attendance.rate""#
        ) { [unowned self] students, call in
            let list = try call.state.makeTable()
            try list.append(try numbers(students, call).map { .number($0) })
            return .table(list)
        }
    }

    func sumMethod() -> LuaMethod<Students> {
        LuaMethod(
            "sum", parameters: [LuaParameter("field", .string, "A field of numbers, such as absences.")],
            returns: "number, integer",
            summary: "The sum of the present values, and how many there were.",
            example: #"students:where("grade = 9"):sum "absences""#
        ) { [unowned self] students, call in
            Self.sum(of: try numbers(students, call))
        }
    }

    func meanMethod() -> LuaMethod<Students> {
        LuaMethod(
            "mean", parameters: [LuaParameter("field", .string, "A field, such as attendance.rate.")],
            returns: "number?, integer",
            summary: "The mean of the present values, and how many there were; nil where there is none.",
            example: #"local mean, count = students:mean "attendance.rate""#
        ) { [unowned self] students, call in
            Self.mean(of: try numbers(students, call))
        }
    }

    func medianMethod() -> LuaMethod<Students> {
        LuaMethod(
            "median", parameters: [LuaParameter("field", .string, "A field, such as attendance.rate.")],
            returns: "number?, integer",
            summary: "The median of the present values, and how many there were; nil where there is none.",
            example: #"local median = students:median "attendance.rate""#
        ) { [unowned self] students, call in
            Self.median(of: try numbers(students, call))
        }
    }

    private func numbers(_ students: Students, _ call: borrowing LuaCall) throws(LuaError) -> [Double] {
        let field = try numberField(call)
        return students.rows.compactMap { row in
            if case .number(let number) = field.value(row: row) { number } else { nil }
        }
    }
}
