import Lua

/// Writes random functions that read an object's fields in any way: through variables that are written once or again,
/// in loops, behind jumps, from functions inside.
struct FuzzReads {
    private var random: FuzzRandom
    private var depth = 0
    private var labels = 0
    /// The variables that are there now, and those among them that may be written.
    private var names = ["s", "o"], written = ["s", "o"]

    /// Whether nothing but fields is read, so that in the end no object is needed.
    private let isPlain: Bool

    init(_ random: FuzzRandom) {
        var random = random
        isPlain = random.isOne(in: 3)
        self.random = random
    }

    /// The source of a chunk that gives the function.
    mutating func function() -> String {
        let body = block(2 + random.below(8))
        return
            "local up, trace = 0, ...\nreturn function(s, o)\n\(body)\nreturn table.concat(trace, ' ')\nend"
    }

    private mutating func block(_ count: Int) -> String {
        let before = (names, written)
        depth += 1
        defer {
            (names, written) = before
            depth -= 1
        }
        return (0..<count).map { _ in statement() }.joined(separator: "\n")
    }

    private mutating func statement() -> String {
        let isDeep = depth > 3
        if isPlain && isDeep { return tell(read()) }
        switch isPlain ? random.pick([0, 1, 2, 2, 5, 6, 7, 8, 9, 10, 14, 15]) : random.below(isDeep ? 6 : 17)
        {
        case 0, 1: return tell(read())
        case 2: return declaration()
        case 3: return "\(random.pick(written)) = \(object())"
        case 4: return "up = \(read())"
        case 5: return tell("\(read()) \(random.pick(["==", "and", "or", "~="])) \(read())")
        case 6: return "if \(read()) then \(block(2)) else \(block(1)) end"
        case 7: return "for n = 1, \(random.below(3)) do \(block(2)) end"
        case 8: return "do local n = 0 while n < 2 and \(read()) ~= 1 do n = n + 1 \(block(2)) end end"
        case 9: return "do local n = 0 repeat n = n + 1 \(block(2)) until n > 1 or \(read()) end"
        case 10: return "do \(block(3)) end"
        case 11:
            labels += 1
            let label = "l\(labels)"
            return
                "do local n = 0 ::\(label):: n = n + 1 do \(block(2)) end if n < 2 then goto \(label) end end"
        case 12:
            return
                "local function f\(random.below(3))(\(random.pick(["", "s", "...", "x, s"]))) \(block(2)) end"
        case 13:
            return tell("select(2, pcall(function(...) \(block(1)) return \(arithmetic()) end, \(object())))")
        case 14: return tell(arithmetic())
        default:
            let parts = random.pick(Self.forms).split(separator: "R", omittingEmptySubsequences: false)
            return parts.dropFirst().reduce(String(parts[0])) { "\($0)(\(read()))\($1)" }
        }
    }

    /// So that each instruction of Lua's comes, R being what is read.
    private static let forms = [
        "do local t = { R, R, x = R, [R or 1] = R } t.x = R t[1] = R t[R or 2] = R trace[#trace + 1] = tostring(t.x) end",
        "for i, v in ipairs { R or 0, R or 0 } do trace[#trace + 1] = tostring(v) .. i up = R end",
        "for k, v in pairs { a = R } do trace[#trace + 1] = tostring(v) .. k up = R end",
        "for n = R or 1, 3, R or 1 do trace[#trace + 1] = n end",
        "do local c <close> = setmetatable({}, { __close = function() up = R end }) up = R end",
        "if R == 3.5 or R == 'x' or R == 1 then up = 1 else up = 2 end",
        "if not R then up = 3 end trace[#trace + 1] = tostring(up)",
        "if (R or 0) < 5 or (R or 0) > 500 or (R or 0) <= 50 or (R or 0) >= 9 then up = R end",
        "if (R or 0) < (R or 0) and (R or 0) <= (R or 1) then up = R end",
        "do local n = math.tointeger(R or 0) or 6 n = ~n & 5 | (n << 2) >> 1 ~ 3 << n | n & n trace[#trace + 1] = n end",
        "do local n = R or 2 trace[#trace + 1] = -n % 3 ^ 2 // 1 + n - n * n / (n + 1) % n ^ n // n .. '' end",
        "trace[#trace + 1] = ('x'):rep(2) .. tostring(R) .. #tostring(R)",
        "trace[#trace + 1] = select('#', R, R, (function(...) return ... end)(R, R))",
        "if R == nil and R then return tostring(R) end",
        "up, o = R, R", "up = (R and R or R) == R", "up = { R }, R",
        "trace[#trace + 1] = tostring(R == R) .. tostring(R ~= true)",
    ]

    private func tell(_ expression: String) -> String { "trace[#trace + 1] = tostring((\(expression)))" }

    private mutating func declaration() -> String {
        var declared: [String] = []
        for _ in 0...random.below(2) {
            declared.append(random.pick(isPlain ? ["p", "q", "t"] : ["p", "q", "t", "s", "o", "x"]))
        }
        let values = (0...random.below(3)).map { _ in random.isOne(in: 3) ? read() : object() }
        let isConstant = random.isOne(in: 6)
        if isConstant {
            declared = ["k"]
        } else {
            written += declared
        }
        names += declared
        return "local \(declared.joined(separator: ", "))\(isConstant ? " <const>" : "") = "
            + values.joined(separator: ", ")
    }

    /// Mostly the object or a part of it.
    private mutating func object() -> String {
        if isPlain { return random.pick(["s", "s.part", "s.part", "s.part.inner"]) }
        return switch random.below(8) {
        case 0: "{ rate = 5, part = { rate = 6, inner = { rate = 7 } } }"
        case 1: "s.part"
        case 2: "s.part.inner"
        case 3: "\(random.pick(names)) or s.part"
        case 4: "nil"
        case 5: "s"
        default: random.pick(names)
        }
    }

    private mutating func read() -> String {
        if isPlain {
            return "s." + random.pick(["rate", "share", "level", "part.rate", "part.inner.rate"])
        }
        let base = random.isOne(in: 3) ? random.pick(names) : "s"
        let field = random.pick([
            "rate", "rate", "share", "level", "known", "name", "row", "part.rate", "part.inner.rate",
        ])
        // Most that is read is there.
        return random.isOne(in: 3) ? "(\(base) or s).\(field)" : "\(base).\(field)"
    }

    private mutating func arithmetic() -> String {
        let sign = random.pick(["+", "-", "*", "/", "//", "..", "<", "&"])
        return random.isOne(in: 2) ? "\(read()) \(sign) \(read())" : "(\(read()) or 1) \(sign) 3"
    }

    // MARK: -

    struct Row: BitwiseCopyable { let row: Int32 }

    /// What the function answers for some rows, one by one and in a row, or how it fails.
    static func answers(of source: String, isOften: Bool) throws -> [String] {
        let state = try LuaState(limits: LuaLimits(memory: 8 << 20, instructions: 20_000))
        let trace = try state.makeTable()
        guard
            let function = try state.load(source, chunkName: "f").call(.table(trace)).first?.function
        else { return [] }
        let call = try LuaRepeatedCall(function, making: type(), "other", isOften: isOften)
        return try (0..<6).map { number in
            for place in 1...200 { try trace.set(.integer(Int64(place)), .nil) }
            let answer: String
            do {
                answer = try call(Row(row: Int32(number % 4))) {
                    $0.withBytes { String(decoding: $0, as: UTF8.self) } ?? ""
                }
            } catch let error as LuaError {
                answer = try trace.array().map(\.description).joined(separator: " ") + " " + error.description
            }
            // What a function has caught itself names a field that it was given otherwise.
            return answer.replacing(/0x[0-9a-f]+/, with: "").replacing("(local '.", with: "(field '")
        }
    }

    private static func type() -> LuaType<Row> {
        let cells = Cells()
        func column(_ name: String, _ place: Int) -> LuaField<Row> {
            .column(
                name, LuaColumn(.float64, base: cells.start + 4 * place, stride: 8, count: 4, owner: cells),
                row: \.row, type: "number?")
        }
        let inner = LuaType<Row>("Inner", fields: [column("rate", 3)])
        let part = LuaType<Row>("Part", fields: [column("rate", 2), .view("inner", \.self, inner)])
        return LuaType<Row>(
            "Row",
            fields: [
                column("rate", 0), column("share", 1),
                .column(
                    "level", LuaColumn(.int64, base: cells.start + 16, stride: 8, count: 4, owner: cells),
                    row: \.row,
                    type: "integer?"),
                .boolean("known") { $0.row == 1 ? nil : $0.row > 1 }, .string("name") { "row \($0.row)" },
                .integer("row") { Int($0.row) }, .view("part", \.self, part),
            ])
    }

    private final class Cells {
        let start: UnsafeMutablePointer<Double>

        init() {
            let figures = (0..<16).map { $0 % 5 == 4 ? .nan : Double($0) + 0.5 }
            let integers = [7, 8, .min, 9].map { Double(bitPattern: UInt64(bitPattern: $0)) }
            start = .allocate(capacity: 20)
            start.initialize(from: figures + integers, count: 20)
        }

        deinit { start.deallocate() }
    }
}
