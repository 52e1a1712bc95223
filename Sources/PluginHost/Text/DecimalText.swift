/// Numbers as people read them: no exponent, no more digits than say something.
enum DecimalText {
    /// - Parameters:
    ///   - digits: Exactly so many digits behind the point; nil for as many as there are.
    ///   - limit: At most so many, where `digits` is nil.
    static func text(_ value: Double, digits: Int? = nil, limit: Int = 2) -> String {
        guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "∞" : "-∞" }
        let places = min(digits ?? limit, 9)
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard abs(scaled) < 9e18 else { return String(value) }
        let (whole, rest) = Int64(abs(scaled)).quotientAndRemainder(dividingBy: Int64(scale))
        let sign = scaled < 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        var fraction = String(rest)
        fraction = String(repeating: "0", count: places - fraction.utf8.count) + fraction
        if digits == nil { while fraction.hasSuffix("0") { fraction.removeLast() } }
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}
