import Testing

@testable import Lua

/// What answers the same in each process.
@Suite struct LuaReproducibleTests {
    private func state() throws -> LuaState {
        let state = try LuaState()
        let globals = try state.globals
        let next = try #require(try globals.get("next").function)
        let string = try #require(try globals.get("string").table)
        let format = try #require(try string.get("format").function)
        let functions = try LuaReproducible(next: next, format: format)
        try globals.set("pairs", .function(functions.pairs))
        try globals.set("tostring", .function(functions.tostring))
        try globals.set("format", .function(functions.format))
        try globals.set("sort", .function(functions.sort))
        try globals.set("next", .function(functions.next))
        try globals.set("plain", .function(state.makeFunction(Self.plain)))
        return state
    }

    private struct Row { let row: Int32 }
    /// Objects that are told from others by their number only.
    private static var plain: LuaFunctionSpec {
        let rows = LuaType<Row>("Row", fields: [.integer("row") { Int($0.row) }])
        return LuaFunctionSpec("plain", parameters: [LuaParameter("row", .integer)]) { call in
            [.object(try call.state.makeObject(Row(row: Int32(try call.integer("row"))), rows))]
        }
    }

    private func result(_ code: String) throws -> String? {
        try state().load(code, chunkName: "t").call().first?.text
    }

    @Test(arguments: [
        ("{ z = 1, a = 1, m = 1, b = 1, y = 1, ab = 1 }", "a ab b m y z"),
        ("{ 5, 6, 7 }", "1 2 3"), ("{}", ""), ("{ x = 1 }", "x"),
        (
            "{ [3] = 1, [1] = 1, [2.5] = 1, [-1] = 1, b = 1, a = 1, [true] = 1, [false] = 1 }",
            "-1 1 2.5 3 a b false true"
        ),
        (
            "{ [math.maxinteger] = 1, [math.mininteger] = 1, [2^53] = 1, ['\\0b'] = 1, ['\\0a'] = 1 }",
            "-9223372036854775808 9007199254740992 9223372036854775807 \0a \0b"
        ),
        (
            "{ [plain(300)] = 1, [plain(7)] = 1, [plain(-1)] = 1, [plain(70000)] = 1, a = 1 }",
            "a -1 7 300 70000"
        ),
        ("{ [{}] = 1, b = 1, a = 1 }", "a b table"),
    ])
    func pairsAndNextGoInOrder(_ table: String, _ keys: String) throws {
        for form in ["pairs(t)", "next, t"] {
            let code = """
                local keys, t = {}, \(table)
                for key, value in \(form) do
                  assert(value ~= nil)
                  keys[#keys + 1] = type(key) == "userdata" and key.row or tostring(key)
                end
                return table.concat(keys, " ")
                """
            #expect(try result(code) == keys, "\(form)")
        }
    }

    /// What one call asked for is nothing to the next.
    @Test func nextRemembersNothingFromCallToCall() throws {
        let state = try state()
        let results = try state.load(
            "local t = { c = 1, a = 1 } return function() return next(t) end, function() t.b = 1 return next(t, 'a') end",
            chunkName: "t"
        ).call()
        #expect(try results[0].function?.call().first?.text == "a")
        #expect(try results[1].function?.call().first?.text == "b")
    }

    @Test func pairsAsksTheMetatable() throws {
        let code = """
            local t = setmetatable({ 1 }, { __pairs = function() return next, { q = 1 }, nil end })
            for key in pairs(t) do return key end
            """
        #expect(try result(code) == "q")
    }

    /// Tables within tables, keys that go and come, and a key to begin from.
    @Test func nextGoesOnFromAnyKey() throws {
        #expect(
            try result(
                """
                local t, words = { c = 1, a = 1, b = 1, d = 1 }, {}
                for key in next, t do
                  for inner in next, { y = 1, x = 1 } do words[#words + 1] = key .. inner end
                  t[key] = nil
                end
                assert(next(t) == nil and next({}) == nil)
                t = { b = 1, a = 2, c = 3 }
                assert(next(t) == "a" and select(2, next(t)) == 2 and next(t, "b") == "c" and next(t, "a") == "b")
                assert(next(t, "c") == nil)
                t.aa = 4
                assert(next(t, "aa") == "b")
                return table.concat(words, " ")
                """) == "ax ay bx by cx cy dx dy")
    }

    @Test(arguments: [
        ("{}", ""), ("{ 3 }", "3"), ("{ 3, 1, 2 }", "1 2 3"), ("{ 2.5, -1, 2, 2, -1 }", "-1 -1 2 2 2.5"),
        ("{ 'b', 'a', 'B', '' }", " B a b"),
        ("{ 5, 4, 3, 2, 1 }, function(a, b) return a > b end", "5 4 3 2 1"),
        ("{ 1, 2, 3 }, function() return true end", "3 2 1"),
    ])
    func aListIsSorted(_ arguments: String, _ sorted: String) throws {
        #expect(
            try result("local t, by = \(arguments) sort(t, by) return table.concat(t, ' ')") == sorted)
    }

    /// Lua's own order of equal elements depends on the clock where a long list is lopsided.
    @Test(arguments: [2, 100, 1000, 1023, 1025])
    func equalElementsStayAsTheyStood(_ count: Int) throws {
        #expect(
            try result(
                """
                local t = {}
                for n = 1, \(count) do t[n] = { key = n * 7919 % 13, place = n } end
                sort(t, function(a, b) return a.key < b.key end)
                for n = 2, #t do
                  local a, b = t[n - 1], t[n]
                  assert(a.key < b.key or a.key == b.key and a.place < b.place)
                end
                return tostring(#t)
                """) == String(count))
    }

    @Test(arguments: [
        ("sort { 1, 'a' }", "attempt to compare string with number"),
        ("sort({ 2, 1 }, function() error 'mine' end)", "mine"),
        ("sort({ 2, 1 }, 5)", "bad argument #2 to 'sort' (function expected, got number)"),
        ("sort(5)", "bad argument #1 to 'sort' (table expected, got number)"),
        ("sort(setmetatable({}, { __len = function() return 2^40 end }))", "array too big"),
    ])
    func whatCannotBeSortedIsSaid(_ code: String, _ message: String) throws {
        do {
            _ = try result(code)
            Issue.record("no error")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    @Test func aThousandKeysAreInOrderAndMayGoMeanwhile() throws {
        #expect(
            try result(
                """
                local t = {}
                for n = 1, 1000 do t[format("k%04d", (n * 7919) % 1000)] = n end
                local last, count = "", 0
                for key in pairs(t) do
                  assert(key > last)
                  last, count = key, count + 1
                  t[key] = nil
                  t[format("k%04d", count * 2)] = nil
                end
                assert(next(t) == nil)
                return tostring(count)
                """) == "501")
    }

    @Test(arguments: [
        ("tostring({})", "table"), ("tostring(print)", "function"),
        ("tostring(coroutine.create(print))", "thread"),
        ("tostring(12)", "12"), ("tostring(nil)", "nil"), ("tostring('x: 0x12')", "x: 0x12"),
        ("tostring(setmetatable({}, { __name = 'Mine' }))", "Mine"),
        ("tostring(setmetatable({}, { __tostring = function() return 'mine' end }))", "mine"),
        ("format('%s|%5s|%d|%%p|%q', {}, print, 3, 'p')", "table|function|3|%p|\"p\""),
    ])
    func textsAreWithoutAddresses(_ code: String, _ text: String) throws {
        #expect(try result("return \(code)") == text)
    }

    @Test(arguments: [
        (
            "format('%5p', {})",
            "t:1: string.format: %p gives an address, which is another in each process; leave it out"
        ),
        ("format('%d', 'x')", "t:1: bad argument #2 to 'string.format' (number expected, got string)"),
        ("pairs()", "t:1: bad argument #1 to 'pairs' (value expected)"),
        (
            "pairs { [{}] = 1, [{}] = 2 }",
            "t:1: pairs: two of the keys are of the type 'table', and their order would be another in each process; "
                + "use ids or numbers as keys, or go through a list"
        ),
        (
            "next { [print] = 1, [pairs] = 2 }",
            "t:1: next: two of the keys are of the type 'function', and their order would be another in each process; "
                + "use ids or numbers as keys, or go through a list"
        ),
        (
            "pairs(setmetatable({}, { __mode = 'k' }))",
            "t:1: pairs: what is left in a weak table depends on when memory was last collected"
        ),
        ("next(5)", "t:1: bad argument #1 to 'next' (table expected, got number)"),
        ("tostring()", "t:1: bad argument #1 to 'tostring' (value expected)"),
    ])
    func errorsAreThoseOfTheLine(_ code: String, _ message: String) throws {
        let state = try state()
        let error = #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
        #expect(error?.message == message)
    }

    @Test func aFunctionOfAnotherStateIsRefused() throws {
        let (one, other) = (try LuaState(), try LuaState())
        let next = try #require(try one.globals.get("next").function)
        let format = try #require(
            try other.load("return string.format", chunkName: "t").call().first?.function)
        #expect(throws: LuaError.self) { try LuaReproducible(next: next, format: format) }
    }
}
