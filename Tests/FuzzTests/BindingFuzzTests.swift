import Lua
import Testing

/// What of the random tests is about the binding: values cross it unchanged, and no program gets the better of it.
/// One test of a kind at a time, so that a crash names the right one.
extension FuzzTests {
    @Test func valuesCrossUnchanged() {
        Fuzz.run("values", short: 15) { random in
            let state = try LuaState()
            let copy = try state.load(
                """
                local function copy(v)
                  if type(v) ~= "table" then return v end
                  local t = {}
                  for key, value in pairs(v) do t[copy(key)] = copy(value) end
                  return t
                end
                return copy(...)
                """, chunkName: "copy")
            let made = FuzzValue.random(&random, depth: 4)
            let value = try made.made(in: state, &random)
            if try FuzzValue(value) != made { return "from Swift: \(made.source)" }
            if try FuzzValue(copy.call(value)[0]) != made { return "copied in Lua: \(made.source)" }
            let written = try state.load("return " + made.source, chunkName: "source").call()
            if try FuzzValue(written[0]) != made { return "from its source: \(made.source)" }
            let echo = try state.makeFunction(LuaFunctionSpec("echo") { .values(try $0.values()) })
            if try FuzzValue(echo.call(value, 1)[0]) != made { return "through Swift: \(made.source)" }
            return nil
        }
    }

    /// A function that is given the fields it reads does what it does when it reads them.
    @Test func scalarReplacementChangesNothing() {
        Fuzz.run("replacement", short: 300) { random in
            var program = FuzzReads(random)
            let source = program.function()
            let answers = try [false, true].map { try FuzzReads.answers(of: source, isOften: $0) }
            return answers[0] == answers[1]
                ? nil : "\(source)\n\nread: \(answers[0])\n\ngiven: \(answers[1])"
        }
    }

    @Test func noProgramGetsTheBetterOfTheBinding() {
        Fuzz.run("programs", short: 100) { random in
            let counter = Tokens()
            let probe = LuaAllocationProbe()
            let problem = try Self.runProgram(&random, counter, probe)
            if let problem { return problem }
            if probe.balance.blocks != 0 { return "\(probe.balance.blocks) blocks are left" }
            return counter.alive == 0 ? nil : "\(counter.alive) Swift objects are left"
        }
    }

    private static func runProgram(
        _ random: inout FuzzRandom, _ counter: Tokens, _ probe: LuaAllocationProbe
    ) throws -> String? {
        let isFlat = random.isOne(in: 3)
        let limits =
            isFlat
            ? LuaLimits(memory: 8 << 20)
            : LuaLimits(memory: 8 << 20, instructions: 20_000 + random.below(50_000))
        let state = try LuaState(limits: limits, probe: probe)
        let kept = Kept()
        defer { kept.values = [] }
        let type = FuzzHost.type()
        try state.globals.set("host", .table(FuzzHost.functions(in: state, type, counter, kept)))
        let object = FuzzHost.Object(name: "name", row: 7, token: FuzzHost.Token(counter))
        try state.globals.set("object", .object(state.makeObject(object, type)))
        var program = FuzzProgram(random, isFlat: isFlat)
        let source = program.chunk()
        if random.isOne(in: 3) { probe.refuse(1 + random.below(400), times: random.pick([1, 2, 5, .max])) }
        do throws(LuaError) {
            for value in try state.load(source, chunkName: "program").call() { _ = try state.text(of: value) }
        } catch {
            _ = "\(error) \(error.traceback)"
        }
        probe.relent()
        if let most = limits.memory, state.peakMemory > most {
            return "the limit of memory is passed\n\(source)"
        }
        let after = try? state.load("return 6 * 7, ('x'):upper()", chunkName: "after").call()
        if after != [42, "X"] { return "the state is not usable any more\n\(source)" }
        _ = state.takeWarnings()
        return nil
    }
}

/// How many Swift objects of a program's are alive.
final class Tokens {
    var alive = 0
}

/// Values that a program's Swift functions keep over calls.
final class Kept {
    var values: [LuaValue] = []
}

/// What a random program finds of Swift's.
enum FuzzHost {
    final class Token {
        private let tokens: Tokens

        init(_ tokens: Tokens) {
            self.tokens = tokens
            tokens.alive += 1
        }

        deinit { tokens.alive -= 1 }
    }

    struct Object {
        var name: String
        var row: Int
        var token: Token
    }

    static func type() -> LuaType<Object> {
        LuaType<Object>(
            "Object",
            fields: [
                .string("name") { $0.name }, .integer("row") { $0.row },
                LuaField("broken", type: "any") { _, _ in throw LuaError.message("broken") },
            ],
            methods: [
                LuaMethod("last", parameters: [LuaParameter("x", .any, optional: true)]) { _, call in
                    .value(try call.value(0))
                }
            ],
            metamethods: [.text { "<\($0.name)>" }, .close { _, _ in .nothing }])
    }

    static func functions(
        in state: LuaState, _ type: LuaType<Object>, _ tokens: Tokens, _ kept: Kept
    ) throws -> LuaTable {
        let table = try state.makeTable()
        func add(_ name: String, _ body: @escaping (borrowing LuaCall) throws -> LuaReturn) throws {
            let token = Token(tokens)
            let spec = LuaFunctionSpec(name) { call in
                defer { withExtendedLifetime(token) {} }
                return try body(call)
            }
            try table.set(name, .function(state.makeFunction(spec)))
        }
        try add("give") { .values(try $0.values()) }
        try add("read") { call in
            guard let table = try call.value(0).table else { return .nil }
            _ = try table.pairs()
            _ = try table.array()
            _ = try table.length()
            return .value(try table.get("x"))
        }
        try add("call") { call in .values(try call.function(1).call(call.value(0))) }
        try add("fail") { call in throw LuaError(value: try call.value(0)) }
        try add("keep") { call in
            kept.values.append(try call.value(1))
            if kept.values.count > 20 { kept.values = [] }
            return .value(kept.values.first ?? .nil)
        }
        try add("nest") { call in
            let chunk = try call.state.load("return pcall(...)", chunkName: "nest")
            return .values(try chunk.call(call.value(1), call.value(0)))
        }
        try add("make") { call in
            try call.make(Object(name: "made", row: 1, token: Token(tokens)), type)
        }
        try add("text") { call in .value(.string(try call.state.text(of: call.value(1)))) }
        try add("collect") { call in
            try call.state.collectGarbage()
            return .nothing
        }
        return table
    }
}
