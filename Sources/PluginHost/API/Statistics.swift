import Lua

extension View {
    /// The functions of `stats`.
    var statistics: [LuaFunctionSpec] { Self.figures + [suppressFunction()] }

    /// Figures of a list of numbers.
    private static var figures: [LuaFunctionSpec] {
        [
            figure("mean", "The mean of a list of numbers; nil of none.", "stats.mean { 1, 2, 3 } --> 2.0") {
                numbers in
                numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
            },
            figure(
                "median", "The median of a list of numbers; nil of none.", "stats.median { 1, 2, 10 } --> 2.0"
            ) {
                quantile($0, 0.5)
            },
            figure(
                "sd", "The standard deviation of a sample; nil of fewer than two numbers.",
                "stats.sd { 1, 2, 3 } --> 1.0"
            ) { numbers in
                guard numbers.count > 1 else { return nil }
                let mean = numbers.reduce(0, +) / Double(numbers.count)
                let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                return (squares / Double(numbers.count - 1)).squareRoot()
            },
            LuaFunctionSpec(
                "quantile",
                parameters: [
                    LuaParameter("numbers", .table, "A list of numbers."),
                    LuaParameter("share", .number, "0 for the least to 1 for the greatest."),
                ],
                returns: "number?",
                summary:
                    "The number below which a share of the list lies, between neighbours in proportion; nil of none.",
                example: "stats.quantile({ 1, 2, 3, 4, 5 }, 0.25) --> 2.0"
            ) { call in
                let share = try share(call)
                return .number(quantile(try numbers(call), share))
            },
        ]
    }

    private static func figure(
        _ name: String, _ summary: String, _ example: String, _ compute: @escaping ([Double]) -> Double?
    ) -> LuaFunctionSpec {
        LuaFunctionSpec(
            name, parameters: [LuaParameter("numbers", .table, "A list of numbers.")], returns: "number?",
            summary: summary, example: example
        ) { call in .number(compute(try numbers(call))) }
    }

    static func quantile(_ numbers: [Double], _ share: Double) -> Double? {
        guard !numbers.isEmpty else { return nil }
        let sorted = numbers.sorted()
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return sorted[below] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    /// The argument `share` of a quantile.
    static func share(_ call: borrowing LuaCall) throws(LuaError) -> Double {
        let share = try call.number("share")
        guard (0...1).contains(share) else {
            throw LuaError("bad argument 'share' to 'quantile': 0 to 1 expected, got \(share)")
        }
        return share
    }

    private static func numbers(_ call: borrowing LuaCall) throws(LuaError) -> [Double] {
        let values = try call.table("numbers").array()
        var numbers: [Double] = []
        for (position, value) in values.enumerated() {
            guard let number = value.number, number.isFinite else {
                throw LuaError(
                    "bad argument 'numbers' to '\(call.description.name)': a finite number expected at \(position + 1), "
                        + "got \(value.typeName) (\(value))")
            }
            numbers.append(number)
        }
        return numbers
    }
}
