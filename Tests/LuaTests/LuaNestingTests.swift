import Lua
import Testing

/// Swift calls Lua, which calls Swift, which calls Lua: what fails at the bottom is told at each level.
@Suite struct LuaNestingTests {
    /// What a level of Swift saw of an error that passed through it.
    final class Witness {
        var seen: [String] = []
    }

    /// `descend(f, ...)` calls f, and passes on what it throws; two levels of it in a chunk each.
    private func nested(_ bottom: String, _ witness: Witness, through middle: String = "descend(...)") throws
        -> LuaError?
    {
        let state = try LuaState()
        let descend = LuaFunctionSpec("descend") { call in
            do throws(LuaError) {
                return .values(try call.function(0).call(try call.values().dropFirst().map { $0 }))
            } catch {
                let lines = error.traceback.frames.compactMap { frame in
                    frame.line.map { "\(frame.chunk):\($0)" }
                }
                witness.seen.append("\(error.message) [\(lines.joined(separator: " "))]")
                throw error
            }
        }
        try state.globals.set("descend", .function(state.makeFunction(descend)))
        let bottom = try state.load("\n\n\(bottom)", chunkName: "bottom")
        let inner = try state.load("\n\(middle)\n", chunkName: "middle")
        let outer = try state.load("local a, b = ... descend(a, b)\n", chunkName: "top")
        do throws(LuaError) {
            try outer.call(.function(inner), .function(bottom))
            return nil
        } catch {
            #expect(try state.load("return 1", chunkName: "after").call() == [1])
            return error
        }
    }

    @Test(arguments: [
        ("error('deep')", "bottom:3: deep"), ("error('deep', 0)", "deep"),
        ("local x = nil + 1", "bottom:3: attempt to perform arithmetic on a nil value"),
        ("error({})", "table"),
        ("error(setmetatable({}, {__tostring = function() return 'told' end}))", "told"),
        (
            "error(setmetatable({}, {__tostring = function() error('untold') end}))",
            "(error object is a table)"
        ),
        (
            "local x <close> = setmetatable({}, {__close = function() error('in close') end})",
            "bottom:3: in close"
        ),
        (
            "local x <close> = setmetatable({}, {__close = function(_, e) error(e, 0) end}) error('first')",
            "bottom:3: first"
        ),
    ])
    func anErrorIsToldAtEachLevel(_ code: String, _ message: String) throws {
        let witness = Witness()
        let error = try nested(code, witness)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
        #expect(error?.line == 3)
        #expect(error?.chunk == "bottom")
        let lines = error?.traceback.frames.compactMap { frame in frame.line.map { "\(frame.chunk):\($0)" } }
        #expect(lines?.last == "top:1")
        #expect(lines?.contains("middle:2") == true)
        #expect(lines?.first == "bottom:3")
        #expect(witness.seen.count == 2)
        for text in witness.seen {
            #expect(text.hasPrefix(message))
            #expect(text.hasSuffix(" middle:2 top:1]"), "\(text)")
        }
    }

    @Test func anErrorPassesThroughACoroutineInTheMiddle() throws {
        let witness = Witness()
        let error = try nested(
            "error('deep')", witness, through: "local f = ... coroutine.wrap(function() descend(f) end)()")
        #expect(error?.message.hasSuffix("bottom:3: deep") == true)
        #expect(error?.line == 3)
        let lines = error?.traceback.frames.compactMap { frame in frame.line.map { "\(frame.chunk):\($0)" } }
        #expect(lines == ["bottom:3", "middle:2", "middle:2", "top:1"])
    }

    @Test(arguments: [
        ("local function f() return 1 + f() end f()", "stack overflow"),
        (
            "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k .. 'x'] end return t.x",
            "stack overflow"
        ),
        ("local function f() local ok, e = xpcall(f, debug) error(e) end f()", ""),
        ("xpcall(error, function(m) error(m) end) error('after')", "bottom:3: after"),
        ("local ok, m = xpcall(error, function(m) error(m) end) error(m)", ""),
        ("local function f(n) return descend(f, n + 1) end f(1)", "stack overflow"),
    ])
    func whatRunsOutOfStackIsAnErrorAtEachLevel(_ code: String, _ part: String) throws {
        let error = try nested(code, Witness())
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "none")")
    }

    @Test func anErrorInAHandlerSaysSo() throws {
        let state = try LuaState()
        let code = """
            local function handler(m) return handler_that_is_not_there(m) end
            local ok, message = xpcall(function() error 'first' end, handler)
            return ok, message
            """
        let results = try state.load(code, chunkName: "t").call()
        #expect(results[0] == false)
        // After as many handlers as the stack of C has room for.
        #expect(results[1].text != nil)
        #expect(try state.load("return 1", chunkName: "t").call() == [1])
    }

    @Test func anErrorInAFinalizerStopsNothing() throws {
        let state = try LuaState()
        let code = """
            for i = 1, 3 do setmetatable({}, {__gc = function() error('finalizer ' .. i) end}) end
            """
        try state.load(code, chunkName: "t").call()
        let error = #expect(throws: LuaError.self) { try state.collectGarbage() }
        for number in 1...3 { #expect(error?.message.contains("t:1: finalizer \(number)") == true) }
        #expect(try state.load("return 1", chunkName: "t").call() == [1])
    }
}
