import Testing

@testable import Lua

/// A call made again and again, and what it answers read where it stands.
@Suite struct LuaRepeatedCallTests {
    private let type = LuaType<Row>("Row", fields: [.integer("row") { Int($0.row) }])

    private func call(_ code: String, in state: LuaState, _ argument: LuaValue = .nil) throws
        -> LuaRepeatedCall<Row>
    {
        try LuaRepeatedCall(state.load(code, chunkName: "t"), making: type, argument)
    }

    @Test func makesItsObject() throws {
        let state = try LuaState()
        let call = try call("local r, x = ... kept = r return r.row + x, r", in: state, 1000)
        for row in 0..<100 {
            #expect(try call(Row(row: Int32(row))) { $0.number } == Double(row + 1000))
        }
        try state.collectGarbage()
        #expect(try state.load("return kept.row", chunkName: "t").call() == [99])
    }

    @Test func keepsItsArguments() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        try table.set("text", "a table's")
        let call = try call("local r, x = ... return x.text", in: state, .table(table))
        try state.collectGarbage()
        #expect(try call(Row(row: 1)) { $0.withBytes { String(decoding: $0, as: UTF8.self) } } == "a table's")
        let text = try self.call("return (select(2, ...))", in: state, "häl\0o")
        #expect(try text(Row(row: 1)) { $0.withBytes { Array($0) } } == Array("häl\0o".utf8))
    }

    @Test(
        arguments: [
            ("return", true, false, nil, nil), ("return nil", true, false, nil, nil),
            ("return 3", false, false, 3, nil), ("return 2.5", false, false, 2.5, nil),
            ("return '3'", false, false, nil, "3"), ("return {}", false, true, nil, nil),
            ("return true", false, false, nil, nil),
        ] as [(String, Bool, Bool, Double?, String?)])
    func readsWhatStandsThere(
        _ code: String, _ isNil: Bool, _ isTable: Bool, _ number: Double?, _ text: String?
    ) throws {
        let state = try LuaState()
        try call(code, in: state)(Row(row: 1)) { answer in
            #expect(answer.isNil == isNil)
            #expect(answer.isTable == isTable)
            #expect(answer.number == number)
            #expect(answer.withBytes { String(decoding: $0, as: UTF8.self) } == text)
        }
    }

    @Test func goesThroughPairs() throws {
        let state = try LuaState()
        let call = try call(
            "return setmetatable({ a = 1, b = { c = 2 }, 7 }, { __pairs = error, __index = error })",
            in: state)
        var seen: [String: Double] = [:]
        try call(Row(row: 1)) { answer in
            try answer.forEachPair { key, value in
                let name = key.withBytes { String(decoding: $0, as: UTF8.self) } ?? "\(key.number ?? .nan)"
                seen[name] = value.number
                try value.forEachPair { inner, value in
                    seen[name + "." + (inner.withBytes { String(decoding: $0, as: UTF8.self) } ?? "")] =
                        value.number
                }
            }
        }
        #expect(seen == ["a": 1, "b.c": 2, "1.0": 7])
    }

    /// lua_next raises for a key that has gone, and must not do so over Swift.
    @Test func aTableThatChangesMeanwhileEndsEarly() throws {
        let state = try LuaState()
        let call = try call("t = {} for n = 1, 100 do t['k' .. n] = n end return t", in: state)
        let clear = try state.load(
            "for key in next, t do t[key] = nil end collectgarbage() for n = 1, 500 do t[n] = n end",
            chunkName: "t")
        var count = 0
        try call(Row(row: 1)) { answer in
            try answer.forEachPair { _, _ in
                count += 1
                if count == 3 { try clear.call() }
            }
        }
        #expect(count >= 3)
        #expect(try state.load("return #t", chunkName: "t").call() == [500])
    }

    @Test func aValueIsKept() throws {
        let state = try LuaState()
        let table = try call("return { 5 }", in: state)(Row(row: 1)) { try $0.value() }
        try state.collectGarbage()
        #expect(try table.table?.get(1) == 5)
    }

    @Test func anErrorNamesItsLineAndLeavesTheStateUsable() throws {
        let state = try LuaState()
        let call = try call("local r = ... if r.row == 2 then error 'two' end return r.row", in: state)
        for _ in 0..<1000 {
            let error = #expect(throws: LuaError.self) { try call(Row(row: 2)) { $0.number } }
            #expect(error?.message == "t:1: two")
            #expect(try call(Row(row: 3)) { $0.number } == 3)
        }
        struct Refusal: Error {}
        for _ in 0..<1000 {
            #expect(throws: Refusal.self) {
                try call(Row(row: 1)) { _ in throw Refusal() }
            }
        }
        #expect(try call(Row(row: 4)) { $0.number } == 4)
    }

    @Test func aLimitIsMet() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 10_000))
        let call = try call("local r = ... while r.row == 1 do end return 1", in: state)
        let error = #expect(throws: LuaError.self) { try call(Row(row: 1)) { $0.number } }
        #expect(error?.kind == .limit(.instructions(10_000)))
        #expect(try call(Row(row: 2)) { $0.number } == 1)
    }

    @Test func aClosedStateIsAnError() throws {
        let state = try LuaState()
        let call = try call("return 1", in: state)
        try state.close()
        let error = #expect(throws: LuaError.self) { try call(Row(row: 1)) { $0.number } }
        #expect(error?.kind == .closed)
    }
}
