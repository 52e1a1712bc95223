import Lua
import Testing

/// Where Lua code may yield across what the host gave it, and what it is told where it may not.
@Suite struct LuaCoroutineTests {
    private func state() throws -> LuaState {
        let state = try LuaState()
        let relay = LuaFunctionSpec("relay", parameters: [LuaParameter("f", .function)]) { call in
            .values(try call.function("f").call())
        }
        try state.globals.set("relay", .function(state.makeFunction(relay)))
        let type = LuaType<Int>(
            "Count",
            fields: [.integer("value") { $0 }],
            methods: [
                LuaMethod("each", parameters: [LuaParameter("f", .function)]) { count, call in
                    for number in 0..<count { try call.function("f").call(.integer(number)) }
                    return .nothing
                }
            ],
            metamethods: [
                .iteration { count, previous, _ in
                    let next = Int(previous.integer ?? -1) + 1
                    return next < count ? .integer(next) : nil
                }
            ])
        try state.globals.set("count", .object(state.makeObject(3, type)))
        return state
    }

    @Test(arguments: [
        "for x in count do coroutine.yield(x) end",
        "for i = 1, count.value do coroutine.yield(i - 1) end",
        "pcall(function() for i = 0, 2 do coroutine.yield(i) end end)",
        "pcall(pcall, function() for i = 0, 2 do coroutine.yield(i) end end)",
        "xpcall(function() for i = 0, 2 do coroutine.yield(i) end end, print)",
        "load('for i = 0, 2 do coroutine.yield(i) end')()",
        "local t = setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end}) local x = t[0], t[1], t[2]",
        "do local x <close> = setmetatable({}, {__close = function() coroutine.yield(1) coroutine.yield(2) end}) coroutine.yield(0) end",
        "local inner = coroutine.wrap(function() for x in count do coroutine.yield(x) end end) for i = 1, 3 do coroutine.yield(inner()) end",
        "for i = 0, 2 do relay(function() end) coroutine.yield(i) end",
    ])
    func mayYield(_ body: String) throws {
        let code = "local co = coroutine.wrap(function() \(body) end) return co(), co(), co()"
        #expect(try state().load(code, chunkName: "t").call() == [0, 1, 2], "\(body)")
    }

    @Test(arguments: [
        (
            "relay(coroutine.yield)",
            "attempt to yield across a C-call boundary: 'relay' calls back and has to be returned to"
        ),
        (
            "relay(function() coroutine.yield() end)",
            "attempt to yield across a C-call boundary: 'relay' calls back and has to be returned to"
        ),
        (
            "count:each(function() pcall(function() end) coroutine.yield() end)",
            "attempt to yield across a C-call boundary: 'each' calls back and has to be returned to"
        ),
        (
            "relay(function() relay(function() end) table.sort({1, 2}, function() coroutine.yield() end) end)",
            "attempt to yield across a C-call boundary: 'relay' calls back and has to be returned to"
        ),
        ("table.sort({1, 2}, function() coroutine.yield() end)", "attempt to yield across a C-call boundary"),
        ("('x'):gsub('x', function() coroutine.yield() end)", "attempt to yield across a C-call boundary"),
        (
            "tostring(setmetatable({}, {__tostring = coroutine.yield}))",
            "attempt to yield across a C-call boundary"
        ),
    ])
    func mayNotYield(_ body: String, _ expected: String) throws {
        let state = try state()
        let code = "local co = coroutine.wrap(function() \(body) end) co()"
        let error = #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
        #expect(error?.message.hasSuffix(expected) == true, "\(error?.message ?? "")")
        #expect(error?.line == 1)
        // A coroutine within what the function calls back is free to.
        let inside = "relay(function() return coroutine.wrap(function() coroutine.yield(7) end)() end)"
        #expect(try state.load("return \(inside)", chunkName: "t").call() == [7])
    }

    @Test(arguments: [LuaLibraries.standard, .all])
    func outsideOfACoroutineNothingYields(_ libraries: LuaLibraries) throws {
        let state = try LuaState(libraries: libraries)
        for code in ["coroutine.yield(1)", "pcall(error) coroutine.yield()"] {
            let error = #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
            #expect(error?.message == "attempt to yield from outside a coroutine")
        }
    }

    @Test func theCallsOfACoroutineAreTold() throws {
        let state = try LuaState()
        let seen = LuaReferenceTests.Holder()
        let look = try state.makeFunction(
            LuaFunctionSpec("look") { call in
                let traceback =
                    if case .thread(let thread) = try call.value(0) {
                        try call.state.traceback(of: thread)
                    } else { try call.state.traceback(from: 1) }
                seen.values.append(.string(traceback.frames.map { "\($0.line ?? 0)" }.joined(separator: " ")))
                return .nothing
            })
        try state.globals.set("look", .function(look))
        let code = """
            local co = coroutine.create(function()
              look()
              coroutine.yield()
            end)
            coroutine.resume(co)
            look(co)
            look()
            """
        try state.load(code, chunkName: "t").call()
        // In the coroutine its own calls; of it, the yield and its line; in the main one the chunk's line.
        #expect(seen.values == ["2", "0 3", "7"])
        #expect(try state.traceback().frames.isEmpty)
    }
}
