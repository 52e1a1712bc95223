import Lua
import Testing

/// The guarded functions of the standard library do what the library's own do.
@Suite struct LuaLibrariesTests {
    static let conditions = [
        "select('#', coroutine.resume(coroutine.create(function(...) return ... end), 1, nil, 3)) == 4",
        "coroutine.wrap(function(...) return select('#', ...) end)(1, nil, nil) == 3",
        "select(2, coroutine.resume(coroutine.create(function() error({code = 1}) end))).code == 1",
        "select(2, pcall(coroutine.wrap(function() error('x', 0) end))):match('x$') == 'x'",
        "select(2, coroutine.resume(coroutine.running())):match('non%-suspended') ~= nil",
        "(function() local co = coroutine.create(print) return coroutine.close(co) and coroutine.status(co) end)() == 'dead'",
        """
        (function()
          local closed = 0
          local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() closed = 1 end}) coroutine.yield() end)
          coroutine.resume(co) coroutine.close(co)
          return closed
        end)() == 1
        """,
        """
        (function()
          local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() error('c', 0) end}) coroutine.yield() end)
          coroutine.resume(co)
          local ok, message = coroutine.close(co)
          return message
        end)() == 'c'
        """,
        "select(2, pcall(coroutine.close, coroutine.running())):match('cannot close a running') ~= nil",
        """
        (function()
          local outer
          outer = coroutine.create(function() return coroutine.wrap(function() return pcall(coroutine.close, outer) end)() end)
          return select(3, coroutine.resume(outer))
        end)():match('cannot close a normal') ~= nil
        """,
        "select(2, pcall(coroutine.resume, 1)):match('thread expected') ~= nil",
        "select(2, pcall(coroutine.wrap, 1)):match('function expected') ~= nil",
        "(function() local w = coroutine.wrap(function() xpcall(function() coroutine.yield(1) error('e', 0) end, function(m) saved = m end) return 2 end) return w() + w() end)() == 3 and saved == 'e'",
        "select(2, xpcall(error, function(m) return m .. '!' end, 'x')) == 'x!'",
        "select('#', xpcall(function(...) return ... end, print, 1, nil)) == 3", "not pcall(xpcall, print)",
        "getmetatable(setmetatable({}, {__metatable = 'm'})) == 'm'", "setmetatable({}, nil) ~= nil",
        "select(2, pcall(setmetatable, 1, {})):match('table expected') ~= nil",
        "select(2, pcall(setmetatable, {}, 1)):match('nil or table expected') ~= nil",
        "select(2, pcall(setmetatable, {})):match('nil or table expected') ~= nil",
        "load('return ...')(4) == 4", "select(2, load('=')):match('unexpected symbol') ~= nil",
        "load((function() local n = 0 return function() n = n + 1 return ({'return ', '7'})[n] end end)())() == 7",
        "select(2, load(function() error('r', 0) end)) == 'r'",
        "select(2, pcall(load)):match('function expected') ~= nil",
        "load('return x', 'n', 't', nil) ~= nil", "not pcall(load('return x', 'n', 't', nil))",
        "select(2, load('x =', '@name')):match('^name:1:') ~= nil",
        "select(2, load('x', 'n', 'b')):match('mode') ~= nil",
        "select(2, loadfile('/nowhere/x')):match('cannot open') ~= nil", "not pcall(dofile, '/nowhere/x')",
    ]

    @Test(arguments: conditions)
    func theGuardsKeepTheLanguage(_ condition: String) throws {
        #expect(try LuaState().load("return \(condition)", chunkName: "t").call() == [true])
        let limited = try LuaState(
            limits: LuaLimits(memory: 1 << 24, instructions: 100_000, time: .seconds(2)))
        #expect(try limited.load("return \(condition)", chunkName: "t").call() == [true])
        // What is held against the guards is true of the library itself.
        if !condition.contains("'b'") {
            #expect(
                try LuaState(libraries: .all).load("return \(condition)", chunkName: "t").call() == [true])
        }
    }

    @Test(arguments: [1, 100, 1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000])
    func aStateTooLargeForItsLimitIsAnError(_ bytes: Int) {
        do {
            let state = try LuaState(limits: LuaLimits(memory: bytes))
            #expect(bytes >= 15_000)
            #expect(state.memoryInUse <= bytes)
        } catch {
            #expect(error.kind == .limit(.memory(bytes: bytes)))
        }
    }

    @Test func warningsAreKept() throws {
        let state = try LuaState()
        try state.load("warn('@on') warn('one ', 'two') warn('three')", chunkName: "t").call()
        #expect(state.takeWarnings() == ["one two", "three"])
        #expect(state.takeWarnings().isEmpty)
    }
}
