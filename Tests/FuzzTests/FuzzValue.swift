import Lua

/// A value as a test keeps it, apart from any state: what goes into Lua and what must come out again.
indirect enum FuzzValue: Hashable {
    case none
    case boolean(Bool)
    case integer(Int64)
    /// A float by its bits, so that NaN equals itself and -0 is not 0.
    case number(UInt64)
    case bytes([UInt8])
    case table([FuzzValue: FuzzValue])

    static func random(_ random: inout FuzzRandom, depth: Int) -> FuzzValue {
        switch random.below(depth > 0 ? 8 : 5) {
        case 0: return .boolean(random.isOne(in: 2))
        case 1: return .integer(random.integer())
        case 2: return .double(random.double())
        case 3, 4: return .bytes(random.bytes())
        default:
            var content: [FuzzValue: FuzzValue] = [:]
            if random.isOne(in: 2) {
                for index in 0..<random.below(20) {
                    content[.integer(Int64(index + 1))] = .random(&random, depth: depth - 1)
                }
            }
            for _ in 0..<random.below(8) {
                let key = FuzzValue.random(&random, depth: 0).asKey
                guard key != .none else { continue }
                content[key] = .random(&random, depth: depth - 1)
            }
            return .table(content)
        }
    }

    /// Every NaN is one: which bits a NaN has, no language says.
    static func double(_ value: Double) -> FuzzValue {
        .number(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
    }

    /// The value as Lua keeps it as a key: a float without a fraction as an integer; NaN is none.
    private var asKey: FuzzValue {
        guard case .number(let bits) = self else { return self }
        let value = Double(bitPattern: bits)
        if value.isNaN { return .none }
        return Int64(exactly: value).map(FuzzValue.integer) ?? self
    }

    /// Puts it into Lua, tables on one of the ways there are.
    func made(in state: LuaState, _ random: inout FuzzRandom) throws -> LuaValue {
        switch self {
        case .none: return .nil
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .number(let bits): return .number(Double(bitPattern: bits))
        case .bytes(let bytes): return .string(LuaString(bytes: bytes))
        case .table(var content):
            let table = try state.makeTable(
                arrayCapacity: random.below(4), fieldCapacity: random.below(4))
            if random.isOne(in: 2) {
                var list: [LuaValue] = []
                var index: Int64 = 1
                while let value = content.removeValue(forKey: .integer(index)) {
                    list.append(try value.made(in: state, &random))
                    index += 1
                }
                try table.append(list)
            }
            var pairs: [(LuaValue, LuaValue)] = []
            for (key, value) in content {
                let pair = (try key.made(in: state, &random), try value.made(in: state, &random))
                switch random.below(3) {
                case 0: try table.set(pair.0, pair.1)
                case 1: try table.rawSet(pair.0, pair.1)
                default: pairs.append(pair)
                }
            }
            try table.rawSet(pairs)
            return .table(table)
        }
    }

    /// Reads a value out of Lua, down to a depth.
    init(_ value: LuaValue, depth: Int = 20) throws {
        switch value {
        case .nil: self = .none
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .double(value)
        case .string(let value): self = .bytes(value.bytes)
        case .table(let table):
            guard depth > 0 else { throw LuaError("deeper than it was made") }
            var content: [FuzzValue: FuzzValue] = [:]
            for (key, value) in try table.pairs() {
                content[try FuzzValue(key, depth: 0)] = try FuzzValue(value, depth: depth - 1)
            }
            self = .table(content)
        case .function, .object, .thread: throw LuaError("a \(value.typeName) out of nowhere")
        }
    }

    /// The value as Lua's source text.
    var source: String {
        switch self {
        case .none: return "nil"
        case .boolean(let value): return "\(value)"
        case .integer(.min): return "math.mininteger"
        case .integer(let value): return "\(value)"
        case .number(let bits):
            let value = Double(bitPattern: bits)
            if value.isNaN { return "(0/0)" }
            if value.isInfinite { return value < 0 ? "(-1/0)" : "(1/0)" }
            // The mantissa as a whole number, which a hexadecimal numeral holds exactly.
            let exponent = Int(bits >> 52 & 0x7FF)
            let mantissa = bits & (1 << 52 - 1) | (exponent == 0 ? 0 : 1 << 52)
            let digits = String(mantissa, radix: 16)
            return "(\(value.sign == .minus ? "-" : "")0x\(digits)p\(max(exponent, 1) - 1075))"
        case .bytes(let bytes):
            let escapes = bytes.map { byte in
                let digits = String(byte)
                return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
            return "\"" + escapes.joined() + "\""
        case .table(let content):
            return "{" + content.map { "[\($0.source)]=\($1.source)," }.joined() + "}"
        }
    }
}
