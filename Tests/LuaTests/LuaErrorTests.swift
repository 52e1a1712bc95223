import Lua
import Testing

@Suite struct LuaErrorTests {
    func failure(_ code: String) throws -> LuaError? {
        try failure(LuaState(), code)
    }

    func failure(_ state: LuaState, _ code: String, _ arguments: [LuaValue] = []) -> LuaError? {
        do throws(LuaError) {
            try state.load(code, chunkName: "plugins/x/init.lua").call(arguments)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("return 1 +", true), ("for i = 1, 2 do", true), ("x = [[", true), ("f(", true), ("x = }", false),
        ("local 1", false), ("goto nowhere", false), ("x = 'a\nb'", false),
    ])
    func syntax(_ code: String, _ isIncomplete: Bool) throws {
        let error = try failure("\n" + code)
        #expect(error?.kind == .syntax(incompleteInput: isIncomplete))
        #expect(error?.chunk == "plugins/x/init.lua")
        #expect(error?.line.map { $0 >= 2 } == true)
        #expect(error?.traceback.frames.isEmpty == true)
    }

    @Test func aScriptsErrorSaysWhere() throws {
        let error = try failure(
            """
            local function inner(t)
              return t.x.y
            end
            function outer() local r = inner({}) return r end
            outer()
            """)
        #expect(error?.kind == .runtime)
        #expect(error?.message == "plugins/x/init.lua:2: attempt to index a nil value (field 'x')")
        #expect(error?.chunk == "plugins/x/init.lua")
        #expect(error?.line == 2)
        #expect(error?.traceback.frames.map(\.line) == [2, 4, 5])
        #expect(error?.traceback.frames.first?.function == "upvalue 'inner'")
        #expect(error?.traceback.frames.last?.function == "main chunk")
        #expect(error?.description == error?.message)
    }

    @Test(arguments: [
        ("error({code = 5})", "table", "(error object"), ("error(nil)", "nil", "nil"),
        ("error()", "nil", "nil"),
        ("error(true)", "boolean", "true"), ("error(12)", "number", "12"),
        ("error(print)", "function", "function"),
        ("error(setmetatable({}, {__tostring = function() return 'mine' end}))", "table", "mine"),
        (
            "error(setmetatable({}, {__tostring = function() error('no') end}))", "table",
            "(error object is a table)"
        ),
        (
            "error(setmetatable({}, {__tostring = function() return {} end}))", "table",
            "(error object is a table)"
        ),
        (
            "error(setmetatable({}, {__tostring = function(e) error(e) end}))", "table",
            "(error object is a table)"
        ),
        ("error(setmetatable({}, {__name = 'Thing'}))", "table", "Thing"),
        ("error(coroutine.create(print))", "thread", "thread"),
    ])
    func anErrorObjectIsKeptWithItsLine(_ code: String, _ type: String, _ text: String) throws {
        let error = try failure("\n\n" + code)
        #expect(error?.value?.typeName == type)
        #expect(error?.line == 3)
        if code == "error({code = 5})" {
            #expect(error?.message == "table")
            #expect(try error?.value?.table?.get("code") == 5)
        } else {
            #expect(error?.message.hasPrefix(text) == true, "\(error?.message ?? "")")
        }
    }

    @Test(arguments: [
        "local function f() return 1 + f() end f()",
        "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end return t[1]",
        "local function f(s) return s:gsub('.', f) end f('x')",
        "local function f() coroutine.wrap(f)() end f()",
        "local t = {} for i = 1, 300 do t = setmetatable({}, {__index = t}) end local u = setmetatable({}, {__index = function(a, k) return a[k] end}) return u.x",
        "return ('('):rep(300) and load(('('):rep(300) .. '1' .. (')'):rep(300))()",
        "table.unpack({}, 1, 1e7)", "string.rep('x', -1)(1)", "select(-5)", "return #nil", "return {} < {}",
        "xpcall(error, error) error('after')",
        "local ok, m = xpcall(function() local x = nil + 1 end, function(m) error(m) end) error(m)",
        "local x <close> = setmetatable({}, {__close = function() error('in close') end})",
        "local x <close> = setmetatable({}, {__close = function() error('in close') end}) error('first')",
        "error(('x'):rep(1e6))", "error('a\\0b\\xff')", "coroutine.yield(1)", "tostring()", "next({}, 1)",
        "return setmetatable({}, {__metatable = 1}) + 1", "string.format('%d', 1.5)",
        "local t = {} t[0/0] = 1", "for i = 1, 10, 0 do end", "return 1 // 0",
        "setmetatable(setmetatable({}, {__metatable = 1}), {})", "coroutine.resume(1)",
        "coroutine.wrap(function() error({}) end)()", "coroutine.wrap(print)(1, coroutine.wrap(error)('x'))",
    ])
    func whateverFailsIsAnErrorInSwift(_ code: String) throws {
        let state = try LuaState()
        #expect(failure(state, code) != nil)
        #expect(try state.load("return 1", chunkName: "t").call() == [1])
        try state.collectGarbage()
    }

    @Test func aVeryDeepTracebackLosesItsMiddle() throws {
        let error = try failure(
            "local function f(n) if n == 0 then error('deep') end local r = f(n - 1) return r end f(100)")
        #expect(error?.traceback.frames.count == 32)
        #expect(error?.traceback.omitted.count == 71)
        #expect(error?.traceback.frames.last?.function == "main chunk")
        #expect(error?.traceback.description.contains("… 71 more") == true)
    }

    struct Broken: Error, CustomStringConvertible { let description = "the wheel is broken" }

    @Test func anErrorOfSwiftHasThePositionOfItsCaller() throws {
        let state = try LuaState()
        let fail = try state.makeFunction(LuaFunctionSpec("fail") { _ in throw Broken() })
        try state.globals.set("fail", .function(fail))
        let caught = try state.load(
            "local ok, m = pcall(function()\nfail() end) return ok, m", chunkName: "t"
        ).call()
        #expect(caught == [false, "t:2: the wheel is broken"])
        let error = failure(state, "\nlocal r = fail()")
        #expect(error?.message == "plugins/x/init.lua:2: the wheel is broken")
        #expect(error?.line == 2)
        #expect(error?.underlying is Broken)
        #expect(error?.traceback.frames.first?.function == "global 'fail'")
    }

    @Test func anErrorCrossesSwiftAndLuaTwice() throws {
        let state = try LuaState()
        let fail = try state.makeFunction(LuaFunctionSpec("fail") { _ in throw Broken() })
        let relay = try state.makeFunction(
            LuaFunctionSpec("relay") { call in
                try call.state.load("\nlocal fail = ... fail()", chunkName: "inner").call(call.value(0))
                return .nothing
            })
        let error = failure(
            state, "\n\nlocal relay, fail = ... relay(fail)", [.function(relay), .function(fail)])
        #expect(error?.message == "inner:2: the wheel is broken")
        #expect(error?.chunk == "inner")
        #expect(error?.underlying is Broken)
        let lines = error?.traceback.frames.compactMap(\.line)
        #expect(lines == [2, 3])
        let frames = error?.traceback.frames.map(\.chunk)
        #expect(frames?.contains("plugins/x/init.lua") == true)
    }

    @Test func anErrorObjectCrossesSwiftUnchanged() throws {
        let state = try LuaState()
        let relay = try state.makeFunction(
            LuaFunctionSpec("relay") { call in
                try call.function(0).call()
                return .nothing
            })
        let code =
            "local relay = ... local t = {} local ok, e = pcall(relay, function() error(t) end) return e == t"
        #expect(try state.load(code, chunkName: "t").call(.function(relay)) == [true])
        let own = try state.makeFunction(
            LuaFunctionSpec("own") { call in
                let table = try call.state.makeTable()
                try table.set("code", 7)
                throw LuaError(value: .table(table))
            })
        let code2 = "local own = ... local ok, e = pcall(own) return e.code"
        #expect(try state.load(code2, chunkName: "t").call(.function(own)) == [7])
    }

    @Test func yieldingAcrossSwiftIsAnError() throws {
        let state = try LuaState()
        let relay = try state.makeFunction(
            LuaFunctionSpec("relay") { call in
                .values(try call.function(0).call())
            })
        let code = "local relay = ... return coroutine.wrap(function() relay(coroutine.yield) end)()"
        let error = failure(state, code, [.function(relay)])
        #expect(error?.message.contains("attempt to yield across a C-call boundary") == true)
    }

    @Test func anErrorMayOutliveItsStateOnAnotherThread() async throws {
        let error = try failure("error({1})")
        let text = await Task.detached { error?.value?.typeName }.value
        #expect(text == "table")
    }
}
