import Lua
import Testing

/// Tables put down as bytes, and what is not.
@Suite struct LuaRecordsTests {
    private static let fields: [LuaRecordField] = [
        .number("a", 0...1), .word("b", ["x", "y"]), .numbers("c", ["p", "q", "r"], 0...10),
        .texts("d", count: 3, bytes: 4),
    ]

    private func bytes(_ code: String, _ needed: [String] = []) throws -> [UInt8]? {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load("return \(code)", chunkName: "t"), making: LuaType<Int>("Nothing"))
        let records = try LuaRecords(Self.fields, needing: needed, in: state)
        var isOther = false
        try call(1, into: records) { _ in isOther = true }
        #expect(!isOther || records.bytes.isEmpty)
        return isOther ? nil : Array(records.bytes)
    }

    private static let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]
    private static let nan: [UInt8] = withUnsafeBytes(of: Double.nan) { Array($0) }

    @Test(
        arguments: [
            ("nil", [0]), ("{}", [1] + nan + [0, 0, 0]), ("{ a = 1 }", [1] + one + [0, 0, 0]),
            ("{ b = 'y' }", [1] + nan + [2, 0, 0]),
            ("{ c = { r = 1, p = 1.0 } }", [1] + nan + [0, 5] + one + one + [0]),
            ("{ d = {} }", [1] + nan + [0, 0, 0]),
            (
                "{ d = { 'ä', '', 'four' }, a = 1 }",
                [1] + one + [0, 0, 3, 2, 0, 0xc3, 0xa4, 0, 0, 4, 0] + Array("four".utf8)
            ),
        ] as [(String, [UInt8])])
    func putsDown(_ code: String, _ expected: [UInt8]) throws {
        #expect(try bytes(code) == expected)
    }

    @Test(arguments: [
        "1", "'x'", "true", "{ a = 1.5 }", "{ a = -1 }", "{ a = 0/0 }", "{ a = '1' }", "{ a = 1, e = 2 }",
        "{ 1 }",
        "{ b = 'z' }", "{ b = 1 }", "{ c = 1 }", "{ c = { s = 1 } }", "{ c = { p = 11 } }",
        "{ c = { p = 'x' } }",
        "{ d = 'x' }", "{ d = { 1 } }", "{ d = { 'a', 'b', 'c', 'd' } }", "{ d = { 'fifth' } }",
        "{ d = { x = 'a' } }",
        "{ d = { 'a', x = 'b' } }", "{ d = { [2] = 'a' } }", "{ d = { '\\xff' } }",
        "{ d = { '\\xed\\xa0\\x80' } }",
        "{ d = { '\\xc0\\x80' } }", "{ d = { '\\xe2\\x82' } }", "setmetatable({}, { __index = { a = 1 } }).a",
    ])
    func leavesOtherForms(_ code: String) throws {
        #expect(try bytes(code) == nil)
    }

    @Test func metamethodsAreLeftOut() throws {
        #expect(
            try bytes("setmetatable({ a = 1 }, { __index = error, __pairs = error })") == [1] + Self.one + [
                0, 0, 0,
            ])
    }

    @Test func oneOfTheNeededIsThere() throws {
        #expect(try bytes("{ d = {} }", ["a", "b"]) == nil)
        #expect(try bytes("{ b = 'x' }", ["a", "b"]) == [1] + Self.nan + [1, 0, 0])
        #expect(try bytes("nil", ["a", "b"]) == [0])
    }

    @Test func grows() throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load("local n = ... return { a = 1, d = { 'x' } }", chunkName: "t"),
            making: LuaType<Int>("Nothing"))
        let records = try LuaRecords(Self.fields, in: state)
        for number in 0..<10_000 { try call(number, into: records) { _ in } }
        #expect(records.bytes.count == 150_000)
        records.truncate(to: 15)
        try [UInt8](arrayLiteral: 7, 8).withUnsafeBytes(records.append)
        #expect(Array(records.bytes.suffix(3)) == [120, 7, 8])
    }
}
