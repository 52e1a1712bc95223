import Testing

@testable import Lua

/// A function that is given the fields it reads: which these are, and that it does what it did.
@Suite struct ScalarReplacementTests {
    @Test(
        arguments: [
            ("s", "return s.rate", ["rate"]),
            ("s", "return s.rate, s.share, s.rate", ["rate", "share"]),
            ("s", "return s.part.rate + s.part.inner.rate", ["rate", "rate"]),
            ("s", "local p, n = s.part, 0 n = p.rate return n, p.inner.rate", ["rate", "rate"]),
            ("s", "local t = s local p = t.part return p.rate, t.share", ["rate", "share"]),
            ("s, o, p", "return s.level, s.known, o, p", ["level", "known"]),
            (
                "s", "for n = 1, 3 do local p = s.part n = n + (p.rate or 0) end return s.share",
                ["rate", "share"]
            ),
            ("s", "local p = s.part while true do if p.rate then return p.rate end return 1 end", ["rate"]),
            ("s", "local function f() return s.rate end return f(), s.share", ["share"]),
            ("s", "local r = 0 repeat local p = s.part r = r + 1 until r > 2 or p.rate return r", ["rate"]),
            (
                "s", "local x = s.rate and s.share or s.level return x, s.rate and 1",
                ["rate", "share", "level"]
            ),
            ("s", "if s.known then s.rate = 1 end return s.rate", ["known", "rate"]),
            (
                "s, o", "local v = s.rate o = v return o, (s.share or 0) // 2, -(s.level or 0)",
                ["rate", "share", "level"]
            ),
            ("s", "return { s.rate, s.share, n = s.level, [s.level or 9] = 1 }", ["rate", "share", "level"]),
            ("s", "return (s.rate or 0) .. (s.share or 0) .. (s.level or 0)", ["rate", "share", "level"]),
            ("s", "local a <close> = setmetatable({}, { __close = function() end }) return s.rate", ["rate"]),
            ("s", "goto on ::back:: do return s.rate end ::on:: goto back", ["rate"]),
            ("s", "return s.rate + s.share.x", ["rate", "share"]),
            ("s", "local p p = s.part return p.rate", ["rate"]),
            (
                "s", "return s.rate < s.share, s.rate == s.share, s.level <= 7, s.level > 1",
                ["rate", "share", "level"]
            ),
        ] as [(String, String, [String])])
    func readsAreReplaced(_ parameters: String, _ body: String, _ fields: [String]) throws {
        try check(parameters, body, fields)
    }

    /// What could be another object, or is no plain cell, is read as it is written.
    @Test(
        arguments: [
            ("...", "local s = ... return s.rate", []),
            ("", "return 1", []),
            ("s, ...", "return s.rate", []),
            ("o, s", "return o == s or s and s.rate", []),
            ("s", "s = s.part return s.rate", []),
            ("s", "local f = function() s = nil end return s.rate", []),
            ("s", "local f = function() return function() s = nil end end return s.rate", []),
            ("s", "local p = s.part p = { rate = 1 } return p.rate", []),
            ("s", "local p = s.known and s.part or { rate = 2 } return p.rate", ["known"]),
            ("s", "local p, x = s.part if s.known then p, x = { rate = 1 }, 1 end return p.rate", ["known"]),
            ("s", "return s.name, s.row, s.part, s.part.row, s:twice()", []),
            ("s", "local s = { rate = 3 } return s.rate", []),
            ("s", "local function f(s) return s.rate end return f { rate = 1 }", []),
            ("s", "for _, s in ipairs { { rate = 1 } } do return s.rate end", []),
            ("s", "local name = 'rate' return s[name]", []),
            ("s", "return s.wrong", []),
            // One instruction puts nil into a parameter and a variable.
            ("s, o", "o = nil local x = nil return s.rate, o, x", []),
        ] as [(String, String, [String])])
    func theRestIsRead(_ parameters: String, _ body: String, _ fields: [String]) throws {
        try check(parameters, body, fields)
    }

    /// The object is made where something is left that looks at it, or at a part of it.
    @Test(
        arguments: [
            ("return s.rate", false),
            ("return s.part.inner.rate, s.share", false),
            ("local p, x = s.part, 1 local q = p.inner return x, p.rate, q.rate", false),
            ("local t = s local p = t.part return p.rate", true),
            ("for n = 1, 2 do local p = s.part if p.rate then return p.rate end end", false),
            ("return s.rate, s", true),
            ("return s.rate, s.name", true),
            ("local p = s.part return p.rate, p.row", true),
            ("local p = s.part return p.rate, p", true),
            ("local p = s.part return (function() return p.row end)(), p.rate", true),
            ("local p = s.part local x = p.rate p = nil return x", true),
            ("local p p = s.part return p.rate, p", true),
            ("local x = s.rate return x, s:twice()", true),
            ("if s.rate then s.rate = 1 end", true),
        ] as [(String, Bool)])
    func theObjectIsMadeWhereItIsNeeded(_ body: String, _ isNeeded: Bool) throws {
        let state = try LuaState()
        let dump = try LuaDump(#require(try function(state, "s", body).compiled))
        let replacement = try #require(ScalarReplacement(of: dump.function, reading: ReplacedRow().type))
        #expect(replacement.needsObject == isNeeded)
        for row in Int32(0)..<5 {
            let answers = try [false, true].map { try answer("s", body, row, isOften: $0) }
            #expect(answers[0] == answers[1], "row \(row)")
        }
    }

    /// Errors name the field, as if it had been read.
    @Test(arguments: [
        ("return 1 + s.rate", "t:1: attempt to perform arithmetic on a nil value (field 'rate')"),
        ("\n\nreturn s.rate.x", "t:3: attempt to index a nil value (field 'rate')"),
        ("local p = s.part\nreturn p.rate.x", "t:2: attempt to index a number value (field 'rate')"),
        ("return s.share .. s.rate", "t:1: attempt to concatenate a nil value (field 'rate')"),
        ("return #s.rate", "t:1: attempt to get length of a nil value (field 'rate')"),
        ("return s.rate()", "t:1: attempt to call a nil value (field 'rate')"),
        ("return s.rate < 1", "t:1: attempt to compare nil with number"),
        ("local x = s.rate return x + 1", "t:1: attempt to perform arithmetic on a nil value (local 'x')"),
        ("local x = s.share return s.rates", "t:1: row.rates: no such field; did you mean 'rate'?"),
    ])
    func errorsAreTheSame(_ body: String, _ message: String) throws {
        for isOften in [false, true] {
            let state = try LuaState()
            let call = try call(state, "s", body, isOften: isOften)
            let error = #expect(throws: LuaError.self) { try call(Row(row: 1)) { _ in } }
            #expect(error?.message == message, "often: \(isOften)")
        }
    }

    /// Variables outside are the function's own, whoever writes them.
    @Test func sharesItsVariables() throws {
        let state = try LuaState()
        let functions = try state.load(
            """
            local sum, x = 0, 5
            return function(s, o) sum = sum + s.level + o return sum end, function() sum = sum * 10 return sum end
            """, chunkName: "t"
        ).call()
        let add = try #require(functions[0].function)
        let call = try LuaRepeatedCall(add, making: ReplacedRow().type, 1, 2, 3, isOften: true)
        #expect(try call(Row(row: 0)) { $0.number } == 8)
        #expect(try functions[1].function?.call() == [80])
        #expect(try call(Row(row: 1)) { $0.number } == 80 + 8 + 1)
        #expect(try add.call(.object(state.makeObject(Row(row: 0), ReplacedRow().type)), 1) == [97])
    }

    /// As many instructions: so a limit is met at the same place.
    @Test func aLimitIsMetAtTheSameLine() throws {
        var lines: [Int?] = []
        for isOften in [false, true] {
            let state = try LuaState(limits: LuaLimits(instructions: 50_000))
            let call = try call(
                state, "s", "local n = 0\nwhile true do\nn = n + s.level\nn = n - s.level\nn = n * 1\nend",
                isOften: isOften)
            let error = #expect(throws: LuaError.self) { try call(Row(row: 0)) { _ in } }
            #expect(error?.kind == .limit(.instructions(50_000)))
            lines.append(error?.line)
        }
        #expect(lines[0] != nil && lines[0] == lines[1])
    }

    @Test func withTheDebugLibraryNothingIsReplaced() throws {
        let state = try LuaState(libraries: [.standard, .debug])
        let call = try call(state, "s", "return s.rate and debug.getlocal(1, 2)", isOften: true)
        #expect(try call(Row(row: 0)) { $0.isNil })
    }

    @Test func aLargeFunctionIsReadAsItIs() throws {
        let names = (1...195).map { "v\($0)" }
        let body = "local \(names.joined(separator: ", ")) = s.rate, s.share return s.level, v1, v2"
        try check("s", body, ["rate", "share", "level"])
        let wide = "local t = { \(Array(repeating: "s.rate", count: 49).joined(separator: ", ")) } \(body)"
        try check("s", wide, ["rate", "share", "level"])
        let wider =
            "local a, b = s.level, s.known "
            + "local x = (function(...) return select('#', ...) end)"
            + "(\(Array(repeating: "s.rate", count: 247).joined(separator: ", "))) return x"
        try check("s", wider, ["level", "known", "rate"], isReplaced: false)
        let long = "local x " + String(repeating: "x = s.part.inner.rate ", count: 1600) + "return x"
        try check("s", long, ["rate"])
        let longer = long.replacing(
            "return", with: String(repeating: "x = s.part.rate ", count: 200) + "return")
        try check("s", longer, ["rate", "rate"], isReplaced: false)
    }

    @Test func aDumpIsPutTogetherAsItWas() throws {
        let state = try LuaState()
        let long = String(repeating: "x", count: 41)
        let source = """
            local a <const>, b, c = 1, 2.5, 'text'
            local function f(x, ...) local y <close> = nil return x + b, \(1 << 40), 0x7fffffffffffffff, ... end
            \(String(repeating: "\n", count: 300)) return function(s) return f(s), c, '\(long)', '\(long.dropLast())', true end
            """
        let dump = try #require(try state.load(source, chunkName: "@some/file.lua").compiled)
        #expect(try LuaDump(dump).bytes == dump)
        for count in 0..<dump.count {
            #expect(throws: LuaDump.Mismatch.self, "\(count) bytes") { try LuaDump(Array(dump[..<count])) }
        }
        #expect(throws: LuaDump.Mismatch.self) { try LuaDump(dump + [0]) }
    }

    // MARK: -

    private func check(
        _ parameters: String, _ body: String, _ fields: [String], isReplaced: Bool = true
    ) throws {
        let state = try LuaState()
        let dump = try LuaDump(#require(try function(state, parameters, body).compiled))
        let replacement = ScalarReplacement(of: dump.function, reading: ReplacedRow().type)
        #expect((replacement?.fields.map(\.name) ?? []) == (isReplaced ? fields : []))
        if let replacement { #expect(replacement.function.code.count == dump.function.code.count) }
        for row in Int32(0)..<5 {
            let answers = try [false, true].map { try answer(parameters, body, row, isOften: $0) }
            #expect(answers[0] == answers[1], "row \(row)")
        }
    }

    private func answer(_ parameters: String, _ body: String, _ row: Int32, isOften: Bool) throws -> String {
        let state = try LuaState()
        let call = try call(state, parameters, body, isOften: isOften)
        do {
            return try call(Row(row: row)) {
                $0.isTable
                    ? "a table"
                    : $0.withBytes { String(decoding: $0, as: UTF8.self) }
                        ?? ($0.isNil ? "nil" : $0.number.map { "\($0)" } ?? "\($0.isTruthy)")
            }
        } catch let error as LuaError {
            return error.description
        }
    }

    private func function(_ state: LuaState, _ parameters: String, _ body: String) throws -> LuaFunction {
        try #require(
            try state.load("return function(\(parameters)) \(body) end", chunkName: "t").call().first?
                .function)
    }

    private func call(
        _ state: LuaState, _ parameters: String, _ body: String, isOften: Bool
    ) throws -> LuaRepeatedCall<Row> {
        try LuaRepeatedCall(
            function(state, parameters, body), making: ReplacedRow().type, "o", isOften: isOften)
    }
}

/// A type with cells of several kinds, of which no two are the same.
struct ReplacedRow {
    let type: LuaType<Row>

    init() {
        func column(_ name: String, _ values: [Double]) -> LuaField<Row> {
            let columns = Columns(values)
            return .column(
                name,
                LuaColumn(.float64, base: columns.numbers, stride: 8, count: values.count, owner: columns),
                row: \.row, type: "number?")
        }
        let bytes = Bytes([7, 8, 255, 9, 1, 0, 1, 7])
        let inner = LuaType<Row>("Inner", fields: [column("rate", [1000, .nan, 3000, 4000])])
        let part = LuaType<Row>(
            "Part",
            fields: [
                column("rate", [100, 200, .nan, 400]), .view("inner", \.self, inner),
                .integer("row") { Int($0.row) },
            ])
        type = LuaType<Row>(
            "Row",
            fields: [
                column("rate", [0.5, .nan, 3, 4]), column("share", [10, 20, 30, .nan]),
                .column(
                    "level", LuaColumn(.uint8, base: bytes.start, stride: 1, count: 4, owner: bytes),
                    row: \.row,
                    type: "integer?"),
                .column(
                    "known", LuaColumn(.boolean, base: bytes.start + 4, stride: 1, count: 4, owner: bytes),
                    row: \.row, type: "boolean?"),
                .string("name") { "row \($0.row)" }, .integer("row") { Int($0.row) },
                .view("part", \.self, part),
            ], methods: [LuaMethod("twice", returns: "integer") { row, _ in .integer(Int(row.row) * 2) }])
    }

    private final class Bytes {
        let start: UnsafeMutablePointer<UInt8>

        init(_ values: [UInt8]) {
            start = .allocate(capacity: values.count)
            start.initialize(from: values, count: values.count)
        }

        deinit { start.deallocate() }
    }
}
