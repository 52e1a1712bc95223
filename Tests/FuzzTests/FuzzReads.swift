import Lua

/// Writes random functions that read an object's fields in any way: through variables that are written once or again,
/// in loops, behind jumps, from functions inside.
struct FuzzReads {
    private var random: FuzzRandom
    private var depth = 0
    private var labels = 0
    /// The variables that are there now, and those among them that may be written.
    private var names = ["s", "o"], written = ["s", "o"]

    init(_ random: FuzzRandom) { self.random = random }

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
        switch random.below(isDeep ? 6 : 15) {
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
        default: return tell(arithmetic())
        }
    }

    private func tell(_ expression: String) -> String {
        "trace[#trace + 1] = tostring((\(expression))):gsub(\"%(local '%.\", \"(field '\"):gsub('0x%x+', '')"
    }

    private mutating func declaration() -> String {
        var declared: [String] = []
        for _ in 0...random.below(2) { declared.append(random.pick(["p", "q", "t", "s", "o", "x"])) }
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
        switch random.below(8) {
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
            do {
                return try call(Row(row: Int32(number % 4))) {
                    $0.withBytes { String(decoding: $0, as: UTF8.self) } ?? ""
                }
            } catch let error as LuaError {
                return try trace.array().map(\.description).joined(separator: " ") + " " + error.description
            }
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
