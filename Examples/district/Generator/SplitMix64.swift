/// A small random number generator whose numbers are the same on every machine and in every Swift version.
///
/// The standard library's `random(in:using:)` may change how it draws between versions; the example's
/// bytes must not, so drawing is done here, with integer arithmetic and the basic operations of IEEE 754
/// only (no `exp`, no `log`: mathematical libraries differ in the last bit).
struct SplitMix64 {
    private var state: UInt64

    /// A generator of its own for one purpose: one for each pair of seed and stream.
    ///
    /// Each student has a stream for each kind of record, so that a change to one kind leaves the others
    /// as they were.
    init(seed: UInt64, stream: UInt64) {
        state = Self.mix(seed &+ Self.mix(stream &+ 0x9E37_79B9_7F4A_7C15))
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number in 0..<1, in steps of 2⁻⁵³.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number in 0..<count; `count` is 1 or more.
    mutating func below(_ count: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A whole number in the range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True with this probability.
    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// One of the elements; there is at least one.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A number around 0 with standard deviation 1, never beyond ±3.5: the sum of four even draws.
    mutating func bell() -> Double {
        (unit() + unit() + unit() + unit() - 2) * 1.732_050_807_568_877_2
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

/// About eˣ by multiplication alone, the same bits everywhere; 0 far below.
func growth(_ exponent: Double) -> Double {
    var factor = max(0, 1 + exponent / 16)
    for _ in 0..<4 { factor *= factor }
    return factor
}
