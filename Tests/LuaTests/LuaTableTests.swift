import Lua
import Testing

@Suite struct LuaTableTests {
    @Test func keysAndValuesOfAllKinds() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        let key = try state.makeTable()
        try table.set(.table(key), "by table")
        try table.set(1.5, "by float")
        try table.set(true, .number(2))
        try table.set("text", .table(table))
        try table.set(3, .integer(9))
        #expect(try table.get(.table(key)) == "by table")
        #expect(try table.get(1.5) == "by float")
        #expect(try table.get(true) == 2)
        #expect(try table.get("text") == .table(table))
        #expect(try table.get(.number(3)) == 9)
        try table.set("text", .nil)
        #expect(try table.get("text") == .nil)
        #expect(try table.pairs().count == 4)
    }

    @Test(arguments: 0..<2)
    func aKeyThatIsNoneIsAnError(_ index: Int) throws {
        let table = try LuaState().makeTable()
        let key: LuaValue = index == 0 ? .nil : .number(.nan)
        #expect(throws: LuaError.self) { try table.set(key, 1) }
        #expect(throws: LuaError.self) { try table.rawSet(key, 1) }
        #expect(throws: LuaError.self) { try table.rawSet([(key, .integer(1))]) }
        #expect(try table.get(key) == .nil)
    }

    @Test func rawAccessPassesMetamethodsBy() throws {
        let state = try LuaState()
        let results = try state.load(
            """
            local log = {}
            return setmetatable({}, {
              __index = function(_, k) return k .. '!' end,
              __newindex = function(t, k, v) rawset(t, k, v * 2) end,
              __len = function() return 77 end, __metatable = 'locked'})
            """, chunkName: "t"
        ).call()
        let table = try #require(results[0].table)
        #expect(try table.get("a") == "a!")
        #expect(try table.rawGet("a") == .nil)
        try table.set("n", 4)
        #expect(try table.rawGet("n") == 8)
        try table.rawSet("n", 5)
        #expect(try table.rawGet("n") == 5)
        #expect(try table.length() == 77)
        #expect(table.count == 0)
        #expect(try table.metatable != nil)
        #expect(try table.get(["x", "n"] as [LuaValue]) == ["x!", .integer(5)])
        try table.setMetatable(nil)
        #expect(try table.metatable == nil)
    }

    @Test func aFailingMetamethodIsAnError() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        let metatable = try state.makeTable()
        try metatable.set("__index", .function(state.load("error('no index')", chunkName: "t")))
        try metatable.set("__newindex", .function(state.load("error('no write')", chunkName: "t")))
        try metatable.set("__len", .function(state.load("error('no length')", chunkName: "t")))
        try table.setMetatable(metatable)
        #expect(throws: LuaError.self) { try table.get("x") }
        #expect(throws: LuaError.self) { try table.get(["x"] as [LuaValue]) }
        #expect(throws: LuaError.self) { try table.set("x", 1) }
        #expect(throws: LuaError.self) { try table.length() }
        #expect(table.count == 0)
    }

    @Test func manyValuesCrossAtOnce() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        let values = (0..<5000).map { LuaValue.string("value \($0)") }
        try table.append(values)
        #expect(table.count == 5000)
        #expect(try table.array() == values)
        try table.rawSet((0..<5000).map { (.string("k\($0)"), .integer($0)) })
        let pairs = try table.pairs()
        #expect(pairs.count == 10_000)
        #expect(
            try state.load("local t = ... return t[5000], t.k4999", chunkName: "t").call(.table(table)) == [
                "value 4999", 4999,
            ])
        for (key, _) in pairs { try table.rawSet(key, .nil) }
        #expect(try table.pairs().isEmpty)
        #expect(try table.array().isEmpty)
    }

    @Test func tablesAreEqualByIdentity() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        let again = try state.load("return ...", chunkName: "t").call(.table(table))[0].table
        #expect(again == table)
        #expect(again?.hashValue == table.hashValue)
        #expect(try state.makeTable() != table)
    }
}
