import Testing

@testable import Lua

/// What was changed is put back, whatever it was.
@Suite struct LuaCheckpointTests {
    /// A state in which `make` has run and returned a function `turn` and one that describes what is there, and a
    /// checkpoint of both.
    private struct World {
        let state: LuaState
        let turn, tell: LuaFunction
        let checkpoint: LuaCheckpoint

        init(_ make: String) throws {
            state = try LuaState()
            let globals = try state.globals
            let hosts = try globals.pairs().map(\.value).filter { $0 != .table(globals) }
            let results = try state.load(make, chunkName: "plugin").call()
            let functions = try #require(results.first?.table)
            turn = try #require(try functions.get("turn").function)
            tell = try #require(try functions.get("tell").function)
            checkpoint = try LuaCheckpoint(
                of: [("", .table(globals)), ("", .table(functions))], sparing: hosts, ofChunk: "=host",
                in: state
            )
        }

        func told() throws -> String? { try tell.call().first?.text }
    }

    @Test(arguments: [
        ("a number", "local n = 0", "n = n + 1", "n", "n"),
        ("a float for an integer", "local n = 1", "n = 1.0", "n", "n"),
        ("a zero's sign", "local n = 0.0", "n = -0.0", "n", "1 / n"),
        ("nil", "local n", "n = 5", "n", "n"),
        ("not a number", "local n = 0/0", "n = 1", "n", "n ~= n"),
        ("a global", "", "seen = (seen or 0) + 1", "seen", "seen"),
        ("a global that was there", "seen = 'a'", "seen = seen .. 'b'", "seen", "seen"),
        ("a global that goes", "seen = 'a'", "seen = nil", "seen", "seen"),
        ("a list", "local l = { 1, 2, 3 }", "l[#l + 1] = 4", "l", "table.concat(l, ' ')"),
        ("a list that shrinks", "local l = { 1, 2, 3 }", "table.remove(l, 1)", "l", "table.concat(l, ' ')"),
        (
            "a list emptied", "local l = { 1, 2, 3 }", "for n = 1, 3 do l[n] = nil end", "l",
            "table.concat(l, ' ')"
        ),
        ("a table in a table", "local c = { by = { a = { n = 1 } } }", "c.by.a.n = 2", "c", "c.by.a.n"),
        ("another table", "local c = { 1 }", "c = { 2 }", "c", "c[1]"),
        ("a new part", "local c = {}", "c[turn] = { 1 } c.x = { c }", "c", "next(c)"),
        ("a table's key", "local k = {} local c = { [k] = 1 }", "k.n = 2", "k", "k.n"),
        ("a metatable", "local c = {}", "setmetatable(c, { __len = function() return 7 end })", "c", "#c"),
        (
            "another metatable", "local c = setmetatable({}, { __len = function() return 7 end })",
            "setmetatable(c, nil)", "c", "#c"
        ),
        (
            "what a metatable has", "local m = { __index = { n = 1 } } local c = setmetatable({}, m)",
            "m.__index.n = 2", "m", "c.n"
        ),
        (
            "a variable of an inner function",
            "local count do local n = 0 count = function() n = n + 1 return n end end", "count()", "n",
            "count()"
        ),
        ("a shared variable", "local n = 0 local function add() n = n + 1 end", "add()", "n", "n"),
        (
            "a function of the standard library", "local t = { f = string.upper }", "t.f = string.lower", "t",
            "t.f('aB')"
        ),
        ("a coroutine that has come", "local c", "c = coroutine.create(print)", "c", "c"),
    ])
    func whatAFunctionChangesIsPutBack(
        _ what: String, _ variables: String, _ change: String, _ name: String, _ shown: String
    ) throws {
        let world = try World(
            "\(variables) local function turn() \(change) end "
                + "return { turn = turn, tell = function() return tostring(\(shown)) end }")
        // Telling may itself change something.
        let before = try world.told()
        _ = try world.checkpoint.putBack()
        #expect(try world.told() == before)
        _ = try world.checkpoint.putBack()
        try world.turn.call()
        try world.turn.call()
        let again = try world.checkpoint.putBack()
        #expect(again == nil || again == name)
        #expect(try world.told() == before)
    }

    @Test(arguments: [
        ("local n = 0", "n = n + 1", "n"), ("", "seen = 1", "seen"), ("local l = {}", "l[1] = 2", "l"),
        ("local c = { by = {} }", "c.by.x = 1", "c"),
    ])
    func aChangeIsNamedOnce(_ variables: String, _ change: String, _ name: String) throws {
        let world = try World(
            "\(variables) return { turn = function() \(change) end, tell = function() end }")
        #expect(try world.checkpoint.putBack() == nil)
        #expect(!world.checkpoint.hasSeenChanges)
        try world.turn.call()
        #expect(try world.checkpoint.putBack() == name)
        #expect(world.checkpoint.hasSeenChanges)
        try world.turn.call()
        #expect(try world.checkpoint.putBack() == nil)
        #expect(try world.checkpoint.putBack() == nil)
    }

    @Test func onlyWhatWasSeenToChangeIsPutBackQuickly() throws {
        let world = try World(
            """
            local a, b, turns = 0, {}, 0
            return {
              turn = function() a = a + 1 if a > 1 then b.x = 1 end end,
              tell = function() return a .. tostring(b.x) end,
            }
            """)
        try world.turn.call()
        try world.checkpoint.putBackWhatChanges()
        #expect(try world.told() == "1nil", "nothing was seen to change yet")
        #expect(try world.checkpoint.putBack() == "a")
        try world.turn.call()
        try world.turn.call()
        try world.checkpoint.putBackWhatChanges()
        #expect(try world.told() == "0\("1")")
        #expect(try world.checkpoint.putBack() == "b")
        #expect(try world.told() == "0nil")
    }

    @Test func aScriptThatChangesNothingIsLeftAlone() throws {
        let world = try World(
            """
            local weights = { a = 1, b = { 2, 3 } }
            local function sum(t) local s = 0 for _, v in pairs(t) do s = s + v end return s end
            return {
              turn = function() local own = { 1 } own[2] = sum(weights.b) return own end,
              tell = function() end,
            }
            """)
        for _ in 1...3 {
            try world.turn.call()
            #expect(try world.checkpoint.putBack() == nil)
        }
    }

    @Test(arguments: [
        ("local c = coroutine.create(function() end)", "'c' holds a coroutine"),
        ("local step = coroutine.wrap(function() end)", "'step' holds a coroutine"),
        ("held = { { coroutine.create(print) } }", "'held' holds a coroutine"),
        ("local each = ('a b'):gmatch('%a')", "'each' holds an iterator"),
        ("local c = coroutine.create(error) coroutine.resume(c, 'x')", "'c' holds a coroutine"),
    ])
    func whatCannotBePutBackIsRefused(_ variables: String, _ message: String) throws {
        let names = variables.replacing("local ", with: "").prefix { $0 != " " }
        let error = #expect(throws: LuaError.self) {
            _ = try World(
                "\(variables) return { turn = function() return \(names) end, tell = function() end }")
        }
        #expect(
            error?.message == "\(message), which cannot be put back; begin it in the function that uses it")
    }

    /// What the length of a list with gaps is depends on all that was ever in it.
    @Test(arguments: [
        ("{ 1, nil, 3 }", true), ("{ 1, 2, 3 }", false), ("{ [2] = 1, x = 1 }", true), ("{}", false),
    ])
    func aListWithGapsThatChangesIsRefused(_ list: String, _ isRefused: Bool) throws {
        let world = try World(
            "local t, n = \(list), 0 return { turn = function() if n then t[20] = 1 end end, tell = print }")
        #expect(try world.checkpoint.putBack() == nil)
        try world.turn.call()
        var message: String?
        do { _ = try world.checkpoint.putBack() } catch { message = error.message }
        #expect(
            message
                == (isRefused
                    ? "'t' is a list with gaps, which cannot be put back once it has changed; fill them with false"
                    : nil))
    }

    @Test func aCoroutineThatHasEndedMayStay() throws {
        let world = try World(
            """
            local c = coroutine.create(function() end)
            coroutine.resume(c)
            return { turn = function() return c end, tell = function() end }
            """)
        #expect(try world.checkpoint.putBack() == nil)
    }

    /// What a script fills its memory with goes before anything needs room.
    @Test func whatIsPutBackNeedsNoMemoryThatTheScriptHasUsedUp() throws {
        let state = try LuaState(limits: LuaLimits(memory: 8 << 20))
        let results = try state.load(
            """
            local held, list = {}, {}
            for n = 1, 20000 do list[n] = n end
            local function turn()
              for n = 1, 20000 do list[n] = nil end
              while true do held[#held + 1] = ("x"):rep(1000) .. #held end
            end
            return turn, function() return #held .. " " .. #list end
            """, chunkName: "plugin"
        ).call()
        let (turn, tell) = (try #require(results[0].function), try #require(results[1].function))
        let checkpoint = try LuaCheckpoint(
            of: [("", .function(turn))], sparing: try state.globals.pairs().map(\.value), ofChunk: "=host",
            in: state)
        for _ in 1...3 {
            #expect(throws: LuaError.self) { try turn.call() }
            _ = try checkpoint.putBack()
            #expect(try tell.call().first?.text == "0 20000")
        }
    }

    @Test func whatIsTakenDownIsNotCountedByTheLimit() throws {
        let state = try LuaState(limits: LuaLimits(memory: 8 << 20))
        let results = try state.load(
            "local t = {} for n = 1, 100000 do t[n] = n end return t", chunkName: "plugin"
        ).call()
        let checkpoint = try LuaCheckpoint(of: [("t", results[0])], sparing: [], ofChunk: "=host", in: state)
        let more = try state.load("local t = {} for n = 1, 100000 do t[n] = n end", chunkName: "more")
        try more.call()
        #expect(try checkpoint.putBack() == nil)
    }
}
