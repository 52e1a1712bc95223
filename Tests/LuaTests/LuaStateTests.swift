import Lua
import Testing

@Suite struct LuaStateTests {
    @Test func aChunkReturnsItsValues() throws {
        let state = try LuaState()
        let results = try state.load("return 1, 2.0, 'x', true, nil, ...", chunkName: "t").call(7)
        #expect(results == [1, .number(2), "x", true, .nil, 7])
        guard case .integer = results[0], case .number = results[1] else {
            Issue.record("integers and floats have lost their kind")
            return
        }
    }

    @Test func stringsCrossAsBytes() throws {
        let state = try LuaState()
        let bytes = LuaString(bytes: [0, 0xFF, 65, 0, 0xC3])
        let echo = try state.load("local s = ... return s, #s", chunkName: "t")
        let results = try echo.call(.string(bytes))
        #expect(results == [.string(bytes), 5])
        #expect(bytes.text == nil)
        #expect(results[0].text == nil)
        #expect(try echo.call(.string("")) == [.string(""), 0])
    }

    @Test func aChunkHasTheEnvironmentItWasGiven() throws {
        let state = try LuaState()
        let environment = try state.makeTable()
        try environment.set("x", 5)
        let chunk = try state.load("y = x + 1; return print", chunkName: "t", environment: environment)
        #expect(try chunk.call() == [.nil])
        #expect(try environment.get("y") == 6)
        #expect(try state.globals.get("y") == .nil)
    }

    @Test(arguments: ["\u{1B}Lua", "\u{1B}LuaT\0\u{19}"])
    func binaryChunksAreRefused(_ source: String) throws {
        let state = try LuaState()
        let error = #expect(throws: LuaError.self) { try state.load(source, chunkName: "b") }
        #expect(error?.message.contains("binary") == true)
        try state.globals.set("source", .string(source))
        let inside = try state.load("return load(source, 'b', 'bt')", chunkName: "t").call()
        #expect(inside[0] == .nil)
        #expect(try state.load("return load(source, 'b', 'b')", chunkName: "t").call()[0] == .nil)
        #expect(try state.load("return load('return 4')()", chunkName: "t").call() == [4])
        #expect(try state.load("return load('return a', 'n', 't', {a = 3})()", chunkName: "t").call() == [3])
        #expect(try state.load("return load('return a', 'n', nil, {a = 3})()", chunkName: "t").call() == [3])
    }

    @Test func theStandardLibrariesAreThoseAskedFor() throws {
        let names = "return table ~= nil, coroutine ~= nil, io ~= nil, debug ~= nil"
        #expect(try LuaState().load(names, chunkName: "t").call() == [true, true, false, false])
        let all = try LuaState(libraries: .all)
        #expect(try all.load(names, chunkName: "t").call() == [true, true, true, true])
        let none = try LuaState(libraries: [])
        #expect(try none.load("return _G", chunkName: "t").call() == [.nil])
    }

    @Test func aValueKeepsTheStateOpen() throws {
        var function: LuaFunction?
        do {
            let state = try LuaState()
            function = try state.load("return 42", chunkName: "t")
        }
        #expect(try function?.call() == [42])
    }

    @Test func aClosedStateSaysSo() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        let function = try state.load("return 1", chunkName: "t")
        try state.close()
        try state.close()
        #expect(throws: LuaError.self) { try function.call() }
        let error = #expect(throws: LuaError.self) { try table.get("x") }
        #expect(error?.kind == .closed)
        #expect(table.count == 0)
    }

    @Test func aStateIsNotClosedFromInside() throws {
        let state = try LuaState()
        let close = try state.makeFunction(
            LuaFunctionSpec("close") { call in
                try call.state.close()
                return .nothing
            })
        let error = #expect(throws: LuaError.self) { try close.call() }
        #expect(error?.message.contains("inside a call") == true)
        #expect(try state.load("return 1", chunkName: "t").call() == [1])
    }

    @Test func valuesOfAnotherStateAreRefused() throws {
        let one = try LuaState()
        let other = try LuaState()
        let table = try other.makeTable()
        #expect(throws: LuaError.self) { try one.globals.set("t", .table(table)) }
        #expect(throws: LuaError.self) { try one.load("", chunkName: "t").call(.table(table)) }
    }

    @Test func theTextOfAValueIsWhatLuaPrints() throws {
        let state = try LuaState()
        #expect(try state.text(of: 1.0) == "1.0")
        let named = try state.load(
            "return setmetatable({}, {__tostring = function() return 'me' end})", chunkName: "t"
        ).call()
        #expect(try state.text(of: named[0]) == "me")
        let failing = try state.load(
            "return setmetatable({}, {__tostring = function() error('no') end})", chunkName: "t"
        ).call()
        #expect(throws: LuaError.self) { try state.text(of: failing[0]) }
    }

    @Test func memoryIsCounted() throws {
        let state = try LuaState()
        let before = state.memoryInUse
        try state.load("big = ('x'):rep(1000000)", chunkName: "t").call()
        #expect(state.memoryInUse > before + 900_000)
        try state.load("big = nil", chunkName: "t").call()
        try state.collectGarbage()
        #expect(state.memoryInUse < before + 100_000)
        #expect(state.peakMemory > before + 900_000)
    }

    @Test func anErrorInAFinalizerComesOut() throws {
        let state = try LuaState()
        try state.load("setmetatable({}, {__gc = function() error('in gc') end})", chunkName: "t").call()
        let error = #expect(throws: LuaError.self) { try state.collectGarbage() }
        #expect(error?.message.contains("in gc") == true)
        try state.collectGarbage()
    }
}
