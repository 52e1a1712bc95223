/// Random choices that a seed and the number of an iteration determine alone, on any machine: what failed
/// once fails again.
struct FuzzRandom {
    private var state: UInt64

    init(seed: UInt64, iteration: Int) {
        state = seed &+ UInt64(bitPattern: Int64(iteration)) &* 0x9E37_79B9_7F4A_7C15
    }

    /// The next 64 bits (the generator SplitMix64).
    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 below `bound`.
    mutating func below(_ bound: Int) -> Int { Int(bits() % UInt64(bound)) }

    /// True once in so many times.
    mutating func isOne(in times: Int) -> Bool { below(times) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Any bytes, most often few.
    mutating func bytes() -> [UInt8] {
        let count = isOne(in: 20) ? below(3000) : below(12)
        return (0..<count).map { _ in
            isOne(in: 4) ? pick([0, 0xFF, 0xC0, 0x80, 0xED, 10, 34, 92]) : UInt8(truncatingIfNeeded: bits())
        }
    }

    mutating func integer() -> Int64 {
        switch below(4) {
        case 0: pick([0, 1, -1, .max, .min, .max - 1, 1 << 53, (1 << 53) + 1, Int64(Int32.min)])
        case 1: Int64(below(20)) - 10
        default: Int64(bitPattern: bits())
        }
    }

    mutating func double() -> Double {
        switch below(4) {
        case 0:
            pick([
                0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1,
                2.5,
                0x1p53, 0x1p63, -0x1p63, 1e308,
            ])
        case 1: Double(below(20)) - 10
        default: Double(bitPattern: bits())
        }
    }

    /// These bytes with some of them changed, added, taken away, moved or given twice.
    mutating func mutated(_ bytes: [UInt8], with words: [[UInt8]]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(isOne(in: 4) ? 20 : 3) {
            let place = below(bytes.count + 1)
            let length = min(bytes.count - place, isOne(in: 5) ? below(200) : below(8))
            switch below(8) {
            case 0: bytes.insert(contentsOf: self.bytes(), at: place)
            case 1: bytes.removeSubrange(place..<place + length)
            case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: below(bytes.count + 1))
            case 3 where !words.isEmpty: bytes.replaceSubrange(place..<place + length, with: pick(words))
            case 4 where place + 8 <= bytes.count:
                withUnsafeBytes(of: integer()) { bytes.replaceSubrange(place..<place + 8, with: $0) }
            case 5: bytes.removeSubrange(place...)
            default:
                if place < bytes.count { bytes[place] ^= UInt8(1 << below(8)) }
            }
        }
        return bytes
    }
}
