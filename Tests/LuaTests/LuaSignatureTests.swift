import Testing

@testable import Lua

/// Where a function stands and what it takes.
@Suite struct LuaSignatureTests {
    @Test(
        arguments: [
            ("return function() end", "t", 1, [], false),
            ("\n\nreturn function(a, b) end", "t", 3, ["a", "b"], false),
            ("return function(a, ...) local c end", "t", 1, ["a"], true),
            ("return function(a, b, c, d, e) end", "t", 1, ["a", "b", "c", "d", "e"], false),
            ("return print", nil, nil, [], true),
        ] as [(String, String?, Int?, [String], Bool)])
    func aFunctionTells(
        _ code: String, _ chunk: String?, _ line: Int?, _ parameters: [String], _ isVariadic: Bool
    ) throws {
        let state = try LuaState()
        let function = try #require(try state.load(code, chunkName: "t").call().first?.function)
        let signature = try function.signature
        #expect(signature.chunk == chunk)
        #expect(signature.line == line)
        #expect(signature.parameters == parameters)
        #expect(signature.isVariadic == isVariadic)
    }

    @Test func aClosedStateIsAnError() throws {
        let state = try LuaState()
        let function = try state.load("return 1", chunkName: "t")
        try state.close()
        let error = #expect(throws: LuaError.self) { try function.signature }
        #expect(error?.kind == .closed)
    }
}
