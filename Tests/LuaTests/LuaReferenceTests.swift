import Lua
import Testing

@Suite struct LuaReferenceTests {
    final class Holder {
        var values: [LuaValue] = []
    }

    @Test func valuesEndInCallbacksAndCoroutines() throws {
        let counter = Token.Counter()
        let state = try LuaState()
        let type = studentType()
        let holder = Holder()
        let keep = try state.makeFunction(
            LuaFunctionSpec("keep") { call in
                holder.values = try (0..<50).map { _ in
                    .object(
                        try call.state.makeObject(Student(row: 1, name: "k", token: Token(counter)), type))
                }
                return .value(holder.values[0])
            })
        let drop = try state.makeFunction(
            LuaFunctionSpec("drop") { call in
                holder.values = []
                try call.state.collectGarbage()
                return .nothing
            })
        let code = """
            local keep, drop = ...
            keep() drop()
            coroutine.wrap(function() keep() coroutine.yield() drop() end)()
            local co = coroutine.wrap(function() keep() coroutine.yield() drop() end)
            co() drop() co()
            """
        for _ in 0..<20 { try state.load(code, chunkName: "t").call(.function(keep), .function(drop)) }
        holder.values = []
        try state.collectGarbage()
        #expect(counter.alive == 0)
    }

    @Test func referencesAreReused() throws {
        let state = try LuaState()
        for _ in 0..<1000 { _ = try state.makeTable() }
        try state.collectGarbage()
        let before = state.memoryInUse
        for _ in 0..<50_000 { _ = try state.makeTable() }
        try state.collectGarbage()
        #expect(state.memoryInUse < before + 20_000)
    }

    @Test func aSwiftFunctionInACoroutineWorksOnThatCoroutine() throws {
        let state = try LuaState()
        let function = try state.makeFunction(
            LuaFunctionSpec("f") { call in
                let table = try call.state.makeTable()
                try table.set("sum", .integer(call.integer(0) + call.integer(1)))
                let inner = try call.state.load("return coroutine.isyieldable()", chunkName: "inner").call()
                try table.set("yieldable", inner[0])
                return .table(table)
            })
        let code = """
            local f = ...
            local co = coroutine.wrap(function(a)
              while true do local t = f(a, 1) a = coroutine.yield(t.sum, t.yieldable) end
            end)
            local a, y = co(1)
            local b = co(10)
            return a, y, b
            """
        #expect(try state.load(code, chunkName: "t").call(.function(function)) == [2, false, 11])
    }

    /// A value whose end runs Lua code.
    final class Talkative {
        let state: LuaState
        let log: Holder
        init(_ state: LuaState, _ log: Holder) {
            self.state = state
            self.log = log
        }
        deinit {
            if let value = try? state.load("return 1 + 1", chunkName: "deinit").call()[0] {
                log.values.append(value)
            }
        }
    }

    @Test func aFinalizerMayUseTheState() throws {
        let log = Holder()
        let state = try LuaState()
        let type = LuaType<Talkative>("Talkative")
        for _ in 0..<10 { _ = try state.makeObject(Talkative(state, log), type) }
        try state.collectGarbage()
        #expect(log.values == Array(repeating: 2, count: 10))
        // These hold the state open, and it them, until it is closed.
        for _ in 0..<10 { try state.globals.append([.object(state.makeObject(Talkative(state, log), type))]) }
        try state.close()
        #expect(log.values.count >= 10)
    }

    @Test func aFinalizerOfAScriptMayCallSwiftWhileTheStateCloses() throws {
        let counter = Token.Counter()
        let holder = Holder()
        let type = studentType()
        do {
            let state = try LuaState()
            let late = try state.makeFunction(
                LuaFunctionSpec("late") { call in
                    let table = try call.state.makeTable()
                    try table.set("x", 1)
                    holder.values = [.table(table)]
                    _ = try call.state.makeObject(Student(row: 1, name: "late", token: Token(counter)), type)
                    return .nothing
                })
            try state.load("local f = ... setmetatable({}, {__gc = function() f() end})", chunkName: "t")
                .call(.function(late))
        }
        #expect(holder.values.count == 1)
        #expect(throws: LuaError.self) { try holder.values[0].table?.get("x") }
        holder.values = []
        #expect(counter.alive == 0)
    }

    @Test func closingBreaksACycle() throws {
        let counter = Token.Counter()
        let state = try LuaState()
        let token = Token(counter)
        let table = try state.makeTable()
        let function = try state.makeFunction(
            LuaFunctionSpec("f") { _ in
                withExtendedLifetime((token, table)) { .nothing }
            })
        try state.globals.set("f", .function(function))
        try state.close()
        #expect(counter.alive == 1)  // the local `token` alone
        withExtendedLifetime(token) {}
    }
}
