import Lua
import Testing

@Suite struct LuaFunctionTests {
    @Test func manyArgumentsAndResults() throws {
        let state = try LuaState()
        let count = try state.load("return select('#', ...)", chunkName: "t")
        #expect(try count.call(Array(repeating: .nil, count: 10_000)) == [10_000])
        let echo = try state.load("return ...", chunkName: "t")
        #expect(try echo.call((0..<10_000).map { .integer($0) }).last == 9999)
        #expect(throws: LuaError.self) { try count.call(Array(repeating: 1, count: 2_000_000)) }
        #expect(try count.call() == [0])
    }

    @Test func aSwiftFunctionHasItsArguments() throws {
        let state = try LuaState()
        let function = try state.makeFunction(
            LuaFunctionSpec("f", parameters: [LuaParameter("a", .any, optional: true)]) { call in
                .values([.integer(call.count)] + (try call.values()))
            })
        try state.globals.set("f", .function(function))
        let read = { (arguments: String) in try state.load("return f(\(arguments))", chunkName: "t").call() }
        #expect(try read("") == [0])
        #expect(try read("nil, nil") == [2, .nil, .nil])
        #expect(try Array(read("1, 2.5, 'x', true, {}, print")[1...4]) == [1, 2.5, "x", true])
    }

    @Test func whatAFunctionReturns() throws {
        let state = try LuaState()
        let returns: [(LuaReturn, String)] = [
            (.nothing, "select('#', f()) == 0"), (nil, "select('#', f()) == 1 and f() == nil"),
            (true, "f() == true"),
            (4, "math.type(f()) == 'integer'"), (4.0, "math.type(f()) == 'float'"), ("s", "f() == 's'"),
            ([1, "a", nil, 2.5], "select('#', f()) == 4 and select(4, f()) == 2.5"),
            (.number(nil), "f() == nil"),
            (.values([]), "select('#', f()) == 0"),
        ]
        for (value, condition) in returns {
            let function = try state.makeFunction(LuaFunctionSpec("f") { _ in value })
            try state.globals.set("f", .function(function))
            #expect(try state.load("return \(condition)", chunkName: "t").call() == [true], "\(condition)")
        }
    }

    @Test func aFunctionIsReleasedOnceOnCollectionOrClose() throws {
        let counter = Token.Counter()
        do {
            let state = try LuaState()
            for _ in 0..<10 {
                let token = Token(counter)
                _ = try state.makeFunction(
                    LuaFunctionSpec("f") { _ in withExtendedLifetime(token) { .nothing } })
            }
            let token = Token(counter)
            let kept = try state.makeFunction(
                LuaFunctionSpec("f") { _ in withExtendedLifetime(token) { .nothing } })
            try state.globals.set("kept", .function(kept))
            #expect(counter.alive == 11)
            try state.collectGarbage()
            #expect(counter.alive == 1)
        }
        #expect(counter.alive == 0)
    }

    @Test func aFunctionKnowsItsRegistration() throws {
        let state = try LuaState()
        let spec = LuaFunctionSpec(
            "f", parameters: [LuaParameter("n", .integer, "How many.", default: "3")], returns: "integer",
            summary: "Counts.", example: "f(2)"
        ) { _ in .nothing }
        let registration = try state.makeFunction(spec).registration
        #expect(registration == spec.description)
        #expect(registration?.parameters.first?.isOptional == true)
        #expect(try state.globals.get("print").function?.registration == nil)
        let student = try state.makeObject(Student(row: 1, name: "x"), studentType())
        let method = try state.load("return (...).last", chunkName: "t").call(.object(student))[0].function
        #expect(method?.registration?.summary == "The last days.")
        #expect(method?.registration?.isMethod == true)
    }

    @Test func deepNestingOfSwiftAndLuaIsAnError() throws {
        let state = try LuaState()
        let again = try state.makeFunction(
            LuaFunctionSpec("again") { call in .values(try call.function(0).call(call.value(0))) })
        let code = "local again = ... local function f() return again(f) end return f()"
        let error = #expect(throws: LuaError.self) {
            try state.load(code, chunkName: "t").call(.function(again))
        }
        #expect(error?.message.contains("stack overflow") == true)
        #expect(try state.load("return 1", chunkName: "t").call() == [1])
    }
}
