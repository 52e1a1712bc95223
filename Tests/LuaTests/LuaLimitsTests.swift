import Foundation
import Lua
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the signal handler of a test interrupts.
nonisolated(unsafe) private var signalled: LuaInterrupter?

@Suite(.serialized) struct LuaLimitsTests {
    /// Ways to spend for ever that try to get out of the limit.
    static let endless = [
        "while true do end",
        "for i = 1, math.huge do local t = {} end",
        "local function f() return f() end f()",
        "while true do pcall(function() while true do end end) end",
        "while true do pcall(pcall, pcall, function() while true do end end) end",
        "xpcall(function() while true do end end, function() while true do end end)",
        "while true do xpcall(function() while true do end end, function(m) return m end) end",
        "local function again() while true do pcall(again) end end again()",
        "coroutine.wrap(function() while true do end end)()",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
        "while true do coroutine.wrap(function() for i = 1, 90 do end end)() end",
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
        """
        local closing = setmetatable({}, {__close = function() while true do end end})
        local function f() local x <close> = closing while true do end end
        while true do pcall(f) end
        """,
        """
        local closing = setmetatable({}, {__close = function() while true do end end})
        local co = coroutine.create(function() local x <close> = closing while true do end end)
        coroutine.resume(co) coroutine.close(co)
        """,
        """
        local closing = setmetatable({}, {__close = function() while true do end end})
        coroutine.wrap(function() local x <close> = closing while true do end end)()
        """,
        """
        local closing = setmetatable({}, {__close = function() while true do end end})
        local co = coroutine.create(function() local x <close> = closing coroutine.yield() end)
        coroutine.resume(co) coroutine.close(co)
        """,
        "table.sort({1, 2, 3, 4}, function() while true do end end)",
        "('x'):gsub('x', function() while true do end end)",
        "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
        "tostring(setmetatable({}, {__tostring = function() while true do end end}))",
        "load(function() while true do end end)",
        "error(setmetatable({}, {__tostring = function() while true do end end}))",
    ]

    @Test(arguments: endless)
    func instructionsEnd(_ code: String) throws {
        let state = try LuaState(limits: LuaLimits(instructions: 200_000))
        let function = try state.load(code, chunkName: "endless")
        let error = #expect(throws: LuaError.self) { try function.call() }
        if !code.hasPrefix("error(") {
            #expect(error?.kind == .limit(.instructions(200_000)))
            #expect(error?.chunk == "endless")
            #expect(error?.line != nil)
            #expect(error?.description.contains("limit of 200000 instructions") == true)
        }
        #expect(
            try state.load("local n = 0 for i = 1, 1000 do n = n + i end return n", chunkName: "t").call()
                == [500500])
    }

    @Test(arguments: endless)
    func timeEnds(_ code: String) throws {
        let state = try LuaState(limits: LuaLimits(memory: 50_000_000, time: .milliseconds(20)))
        let function = try state.load(code, chunkName: "endless")
        let start = ContinuousClock.now
        let error = #expect(throws: LuaError.self) { try function.call() }
        if !code.hasPrefix("error(") {
            #expect(error?.kind == .limit(.time(.milliseconds(20))))
        }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func whatTheHostDoesMeanwhileIsNotCounted() throws {
        let state = try LuaState(limits: LuaLimits(time: .milliseconds(200)))
        let wait = try state.makeFunction(
            LuaFunctionSpec("wait") { call in
                try call.state.withoutTime { Thread.sleep(forTimeInterval: 0.3) }
                return .nothing
            })
        let code = "local wait = ... wait() wait() for i = 1, 1e4 do end return 1"
        #expect(try state.load(code, chunkName: "t").call(.function(wait)) == [1])
        let endless = try state.load("local wait = ... wait() while true do end", chunkName: "t")
        let error = #expect(throws: LuaError.self) { try endless.call(.function(wait)) }
        #expect(error?.kind == .limit(.time(.milliseconds(200))))
    }

    /// How far the hook had counted in the call before is nothing to the next.
    @Test func eachCallHasItsOwnInstructions() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 5_500))
        let loop = try state.load("for _ = 1, ... do end", chunkName: "t")
        for count in 1_000...1_040 {
            // Far from the limit, whatever ran before.
            try loop.call(.integer(count * 2))
            let error = #expect(throws: LuaError.self) { try loop.call(.integer(count * 8)) }
            #expect(error?.kind == .limit(.instructions(5_500)))
            try loop.call(.integer(4_990))
        }
    }

    @Test func weakTablesAreRefusedUnderLimits() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 10_000))
        let error = #expect(throws: LuaError.self) {
            try state.load("setmetatable({}, {__mode = 'k'})", chunkName: "t").call()
        }
        #expect(error?.message.hasPrefix("t:1: what is left in a weak table (__mode) depends on") == true)
    }

    @Test func aFinalizerIsRefusedUnderLimits() throws {
        let code = "setmetatable({}, {__gc = function() end})"
        #expect(throws: Never.self) { try LuaState().load(code, chunkName: "t").call() }
        let state = try LuaState(limits: LuaLimits(time: .seconds(1)))
        let error = #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
        #expect(error?.message.hasPrefix("t:1: a finalizer (__gc)") == true)
    }

    @Test func eachOutermostCallHasItsOwnBudget() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 10_000))
        let work = try state.load("for i = 1, 2000 do end", chunkName: "t")
        for _ in 0..<20 { try work.call() }
        let inner = try state.makeFunction(
            LuaFunctionSpec("inner") { call in
                try call.function(0).call()
                return .nothing
            })
        let nested = try state.load("local inner, work = ... while true do inner(work) end", chunkName: "t")
        let error = #expect(throws: LuaError.self) { try nested.call(.function(inner), .function(work)) }
        #expect(error?.kind == .limit(.instructions(10_000)))
    }

    @Test(arguments: [
        "local t = {} for i = 1, 1e9 do t[i] = {i} end",
        "return ('x'):rep(1e9)",
        "local s = 'x' while true do s = s .. s end",
        "while true do pcall(string.rep, 'x', 1e9) end",
        "pcall(string.rep, 'x', 1e9) return 'swallowed'",
        "local ok = pcall(function() local t = {} for i = 1, 1e9 do t[i] = {i} end end) return ok",
        "coroutine.wrap(function() return ('x'):rep(1e9) end)()",
        "coroutine.resume(coroutine.create(function() return ('x'):rep(1e9) end))",
    ])
    func memoryEnds(_ code: String) throws {
        let state = try LuaState(limits: LuaLimits(memory: 4_000_000))
        let function = try state.load("\n\n" + code, chunkName: "hungry")
        let error = #expect(throws: LuaError.self) { try function.call() }
        #expect(error?.kind == .limit(.memory(bytes: 4_000_000)))
        #expect(error?.chunk == "hungry")
        #expect(error?.line == 3)
        #expect(state.peakMemory <= 4_000_000)
        try state.collectGarbage()
        #expect(try state.load("return #('x'):rep(1000)", chunkName: "t").call() == [1000])
    }

    @Test func garbageIsCollectedBeforeALimitCounts() throws {
        let state = try LuaState(limits: LuaLimits(memory: 4_000_000))
        try state.load("for i = 1, 100 do local s = ('x'):rep(1000000 + i) end", chunkName: "t").call()
    }

    @Test func anotherThreadInterrupts() async throws {
        let state = try LuaState(limits: LuaLimits(isInterruptible: true))
        let interrupter = state.interrupter
        let isDone = Mutex(false)
        let nag = Task.detached {
            while !isDone.withLock({ $0 }) {
                interrupter.interrupt()
                try? await Task.sleep(for: .milliseconds(2))
            }
        }
        let error = #expect(throws: LuaError.self) {
            try state.load("while true do pcall(function() while true do end end) end", chunkName: "t").call()
        }
        isDone.withLock { $0 = true }
        await nag.value
        #expect(error?.kind == .limit(.interrupted))
        interrupter.interrupt()
        #expect(try state.load("for i = 1, 5000 do end return 1", chunkName: "t").call() == [1])
    }

    @Test func interruptingFromInsideNeedsNoHook() throws {
        let state = try LuaState()
        let interrupter = state.interrupter
        let stop = try state.makeFunction(
            LuaFunctionSpec("stop") { _ in
                interrupter.interrupt()
                return .nothing
            })
        for code in [
            "(...)() while true do end",
            "local s = ... coroutine.wrap(function() s() while true do end end)()",
        ] {
            let error = #expect(throws: LuaError.self) {
                try state.load(code, chunkName: "t").call(.function(stop))
            }
            #expect(error?.kind == .limit(.interrupted))
        }
        #expect(try state.load("for i = 1, 5000 do end return 1", chunkName: "t").call() == [1])
    }

    @Test(arguments: [
        "while true do end", "while true do pcall(function() while true do end end) end",
        "local co = coroutine.wrap(function() while true do end end) co()",
        "while true do coroutine.wrap(function() coroutine.yield() end)() end",
        "while true do local t = {} for i = 1, 100 do t[i] = {i} end end",
    ])
    func aSignalOnItsThreadInterrupts(_ code: String) throws {
        let state = try LuaState(limits: LuaLimits(refusesFinalizers: true))
        signalled = state.interrupter
        signal(SIGUSR2) { _ in signalled?.interrupt() }
        let thread = pthread_self()
        // The threads of the pool that tests run on keep signals out.
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGUSR2)
        pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let isDone = Mutex(false)
        let nag = Thread {
            while !isDone.withLock({ $0 }) {
                usleep(3000)
                isDone.withLock { if !$0 { pthread_kill(thread, SIGUSR2) } }
            }
        }
        nag.start()
        let error = #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
        isDone.withLock { $0 = true }
        #expect(error?.kind == .limit(.interrupted))
        #expect(error?.line == 1)
        #expect(try state.load("for i = 1, 5000 do end return 1", chunkName: "t").call() == [1])
        let refused = #expect(throws: LuaError.self) {
            try state.load("setmetatable({}, {__gc = print})", chunkName: "t").call()
        }
        #expect(refused?.message.contains("__gc") == true)
    }
}
