import Lua

extension View {
    /// The functions of `stats`.
    var statistics: [LuaFunctionSpec] { Self.figures + Self.comparisons + [suppressFunction()] }

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
            ) { deviation($0) },
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

    /// What each number of a list is among the others.
    private static var comparisons: [LuaFunctionSpec] {
        [
            list(
                "zscore",
                "How many standard deviations of the sample each number lies above the mean, in the list's order; 0 "
                    + "where all are equal.", "stats.zscore { 1, 2, 3 } --> { -1.0, 0.0, 1.0 }"
            ) { numbers in
                guard let sd = deviation(numbers), sd > 0 else { return numbers.map { _ in 0 } }
                let mean = numbers.reduce(0, +) / Double(numbers.count)
                return numbers.map { ($0 - mean) / sd }
            },
            list(
                "rank",
                "The place of each number in the order from the least, 1 for the first, in the list's order; equal ones "
                    + "share the mean of their places.", "stats.rank { 30, 10, 10 } --> { 3.0, 1.5, 1.5 }"
            ) { numbers in
                let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
                var ranks = numbers
                var begin = 0
                while begin < order.count {
                    var end = begin
                    while end < order.count, numbers[order[end]] == numbers[order[begin]] { end += 1 }
                    for place in begin..<end { ranks[order[place]] = Double(begin + 1 + end) / 2 }
                    begin = end
                }
                return ranks
            },
            LuaFunctionSpec(
                "slope",
                parameters: [
                    LuaParameter("numbers", .table, "A list of numbers."),
                    LuaParameter(
                        "at", .table, "Where each of them lies, as a list as long; 1, 2, … where left out.",
                        optional: true),
                ],
                returns: "number?",
                summary:
                    "By how much a line through the numbers rises from one place to the next, by least squares; nil "
                    + "of fewer than two places.",
                example: "stats.slope({ 3, 5, 7 }) --> 2.0"
            ) { call in
                let values = try numbers(call)
                let places = try call.isNil("at") ? values.indices.map(Double.init) : numbers(call, "at")
                guard places.count == values.count else {
                    throw LuaError(
                        "bad argument 'at' to 'slope': \(values.count) numbers expected, got \(places.count)")
                }
                return .number(slope(values, at: places))
            },
        ]
    }

    private static func slope(_ values: [Double], at places: [Double]) -> Double? {
        let count = Double(values.count)
        let (x, y) = (places.reduce(0, +) / count, values.reduce(0, +) / count)
        let spread = places.reduce(0) { $0 + ($1 - x) * ($1 - x) }
        guard values.count > 1, spread > 0 else { return nil }
        return zip(places, values).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / spread
    }

    private static func deviation(_ numbers: [Double]) -> Double? {
        guard numbers.count > 1 else { return nil }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(numbers.count - 1)).squareRoot()
    }

    private static func list(
        _ name: String, _ summary: String, _ example: String, _ compute: @escaping ([Double]) -> [Double]
    ) -> LuaFunctionSpec {
        LuaFunctionSpec(
            name, parameters: [LuaParameter("numbers", .table, "A list of numbers.")], returns: "number[]",
            summary: summary, example: example
        ) { call in
            let list = try call.state.makeTable()
            try list.append(compute(try numbers(call)).map { .number($0) })
            return .table(list)
        }
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

    private static func numbers(
        _ call: borrowing LuaCall, _ argument: String = "numbers"
    ) throws(LuaError) -> [Double] {
        let values = try call.table(.name(argument)).array()
        var numbers: [Double] = []
        for (position, value) in values.enumerated() {
            guard let number = value.number, number.isFinite else {
                throw LuaError(
                    "bad argument '\(argument)' to '\(call.description.name)': a finite number expected at \(position + 1), "
                        + "got \(value.kindName) (\(value))")
            }
            numbers.append(number)
        }
        return numbers
    }
}
