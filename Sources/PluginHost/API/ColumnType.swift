import Engagement
import Lua

/// The numbers that students have in a field, in their order; NaN where one is missing.
struct StudentColumn {
    let title: String
    let numbers: [Double]

    /// The present numbers, the least first.
    var sorted: [Double] { numbers.filter { !$0.isNaN }.sorted() }
}

extension View {
    func columnType() -> LuaType<StudentColumn> {
        func figure(
            _ name: String, _ summary: String, _ read: @escaping ([Double]) -> Double?
        ) -> LuaField<StudentColumn> {
            .number(name, "\(summary); nil where there is none.") { column in
                let sorted = column.sorted
                return sorted.isEmpty ? nil : read(sorted)
            }
        }
        return LuaType(
            "caseload.Column",
            summary:
                "The numbers that students have in a field, in the students' order. `#column` counts all of them.",
            fields: [
                .string("title", "The field's name.") { $0.title },
                .integer("count", "How many numbers are present.") { column in
                    column.numbers.count { !$0.isNaN }
                },
                .integer("missing", "How many are missing.") { column in
                    column.numbers.count { $0.isNaN }
                },
                figure("sum", "The sum of the present numbers") { $0.reduce(0, +) },
                figure("mean", "The mean of the present numbers") { $0.reduce(0, +) / Double($0.count) },
                figure("median", "The median of the present numbers") { Self.quantile($0, 0.5) },
                figure("least", "The least number") { $0.first },
                figure("greatest", "The greatest number") { $0.last },
            ],
            methods: [
                LuaMethod(
                    "quantile",
                    parameters: [LuaParameter("share", .number, "0 for the least to 1 for the greatest.")],
                    returns: "number?",
                    summary: "The number below which a share of the present ones lies; nil of none.",
                    example: #"students:column("attendance.rate"):quantile(0.1)"#
                ) { column, call in
                    let share = try call.number("share")
                    guard (0...1).contains(share) else {
                        throw LuaError("bad argument 'share' to 'quantile': 0 to 1 expected, got \(share)")
                    }
                    let sorted = column.sorted
                    return .number(sorted.isEmpty ? nil : Self.quantile(sorted, share))
                }
            ],
            metamethods: [
                .length { column, _ in .integer(column.numbers.count) },
                .text { "\($0.title) of \($0.numbers.count) student\($0.numbers.count == 1 ? "" : "s")" },
            ])
    }

    func columnMethod() -> LuaMethod<Students> {
        LuaMethod(
            "column",
            parameters: [LuaParameter("field", .string, "A field of numbers, such as attendance.rate.")],
            returns: "caseload.Column",
            summary: "The numbers that the students have in a field, as one thing to look at.",
            example: #"students:column("attendance.rate").median"#
        ) { [unowned self] students, call in
            let field = try numberField(call)
            let numbers = students.rows.map { row in
                if case .number(let number) = field.value(row: row) { number } else { Double.nan }
            }
            return try call.make(StudentColumn(title: field.name, numbers: numbers), column)
        }
    }
}
