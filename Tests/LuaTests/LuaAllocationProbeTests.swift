import Lua
import Testing

/// One thing that a host does with a state. Objects that it makes carry tokens, which are counted.
struct Scenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (LuaState, Token.Counter) throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (LuaState, Token.Counter) throws -> Void) {
        testDescription = name
        self.run = run
    }

    static func script(_ name: String, _ code: String) -> Scenario {
        Scenario(name) { state, _ in _ = try state.load(code, chunkName: "script").call() }
    }
}

/// Each allocation of each scenario is refused once, for good or just for Lua's two attempts: what comes out is
/// an error, the state goes on working, and nothing is left behind.
@Suite struct LuaAllocationProbeTests {
    static let scenarios: [Scenario] = [
        Scenario("globals") { state, _ in _ = try state.globals },
        Scenario("load") { state, _ in
            _ = try state.load(
                "local function f(a) return a .. 'x', {1, 2, a} end return f", chunkName: "some/name")
        },
        Scenario("a syntax error") { state, _ in
            do { _ = try state.load("local = ", chunkName: "t") } catch let error as LuaError
                where error.kind == .syntax(incompleteInput: false)
            {}
        },
        Scenario("a call with many values") { state, _ in
            let echo = try state.load("return ...", chunkName: "t")
            let table = try state.makeTable(arrayCapacity: 4, fieldCapacity: 4)
            let arguments: [LuaValue] = [
                1, 2.5, "text longer than forty bytes, which is not interned", .table(table),
            ]
            let results = try echo.call(arguments + arguments + [.function(echo)])
            #expect(results.count == 9)
        },
        Scenario("tables") { state, _ in
            let table = try state.makeTable()
            for index in 1...20 { try table.set(index, .string("value \(index)")) }
            try table.rawSet((0..<20).map { (LuaValue.string("k\($0)"), LuaValue.integer($0)) })
            try table.append(["a", "b"])
            let metatable = try state.makeTable()
            let index = try state.load("local t, k = ... return k .. '!' .. #t", chunkName: "t")
            try metatable.set("__index", .function(index))
            try table.setMetatable(metatable)
            _ = try table.get("missing")
            _ = try table.metatable
            #expect(try table.pairs().count == 42)
            for (key, value) in try table.pairs() where value == 3 { try table.rawSet(key, .nil) }
            _ = try table.array()
            _ = try table.get([1, "k1", "missing"])
            _ = try table.length()
        },
        Scenario("a checkpoint that is put back") { state, _ in
            let results = try state.load(
                """
                local n, list, by = 0, { 1, 2 }, setmetatable({}, { __len = print })
                return function()
                  n, list[3], by[list], list[1] = n + 1, { n }, {}, nil
                  setmetatable(by, nil)
                  return n
                end
                """, chunkName: "t"
            ).call()
            guard let turn = results.first?.function else { throw LuaError("no function") }
            let checkpoint = try LuaCheckpoint(
                of: [("turn", .function(turn))], sparing: state.globals.pairs().map(\.value),
                ofChunk: "=host", in: state)
            for _ in 1...2 {
                #expect(try turn.call().first == 1)
                _ = try checkpoint.putBack()
            }
            _ = try turn.call()
            try checkpoint.putBackWhatChanges()
            #expect(try turn.call().first == 1)
        },
        Scenario("text of a value") { state, _ in
            _ = try state.text(of: .table(state.makeTable()))
            _ = try state.text(of: 1.25)
        },
        Scenario("objects") { state, counter in
            let type = studentType()
            let student = try state.makeObject(
                Student(row: 1, name: "Ann", rate: 1, token: Token(counter)), type)
            try state.globals.set("student", .object(student))
            let read = try state.load(
                "return student.row, student.name, student.loud, student:last(2, 'k')", chunkName: "t")
            #expect(try read.call() == [1, "Ann", "ANN", "Ann 2 k"])
            #expect(student.value(as: type)?.name == "Ann")
        },
        Scenario("a wrong field and a wrong argument") { state, counter in
            let student = try state.makeObject(
                Student(row: 1, name: "Ann", token: Token(counter)), studentType())
            for code in ["local s = ... return s.nam", "local s = ... return s:last('x')", "(...).name = 1"] {
                do {
                    try state.load(code, chunkName: "t").call(.object(student))
                } catch let error as LuaError where error.kind == .runtime {}
            }
        },
        Scenario("a function with results") { state, counter in
            let token = Token(counter)
            let function = try state.makeFunction(
                LuaFunctionSpec("f", parameters: [LuaParameter("x", .any)]) { call in
                    withExtendedLifetime(token) {}
                    let table = try call.state.makeTable()
                    try table.set("x", call.value("x"))
                    return [.table(table), "a string that is rather longer than forty bytes", 3]
                })
            try state.globals.set("f", .function(function))
            #expect(try state.load("return select('#', f(1))", chunkName: "t").call() == [3])
            _ = function.registration
        },
        Scenario("an error of Swift, caught and not") { state, counter in
            let token = Token(counter)
            let fail = try state.makeFunction(
                LuaFunctionSpec("fail") { _ in
                    withExtendedLifetime(token) {}
                    throw LuaError.message("a message that is longer than forty bytes, for certain")
                })
            try state.globals.set("fail", .function(fail))
            try state.load("local ok, message = pcall(fail) return message", chunkName: "t").call()
            do {
                try state.load("fail()", chunkName: "t").call()
            } catch let error as LuaError where error.kind == .runtime {}
        },
        Scenario("an error object") { state, _ in
            do {
                try state.load(
                    "error(setmetatable({}, {__tostring = function() return 'o' .. 1 end}))", chunkName: "t"
                ).call()
            } catch let error as LuaError where error.kind == .runtime {}
        },
        Scenario("a call that makes its object, and views") { state, _ in
            let part = LuaType<Row>("Part", fields: [.integer("row") { Int($0.row) }])
            let type = LuaType<Row>("Row", fields: [.view("part", \.self, part)])
            let function = try state.load("local r = ... return r.part.row, r.part == r.part", chunkName: "t")
            let call = try LuaRepeatedCall(function, making: type, "text")
            #expect(try call(Row(row: 7)) { $0.number } == 7)
        },
        Scenario("calls for row after row, put down as records") { state, _ in
            let columns = Columns([1, .nan, 3])
            let part = LuaType<Row>(
                "Part",
                fields: [
                    .column(
                        "rate",
                        LuaColumn(.float64, base: columns.numbers, stride: 8, count: 3, owner: columns),
                        row: \.row, type: "number?")
                ])
            let type = LuaType<Row>("Row", fields: [.view("part", \.self, part)])
            let call = try LuaRepeatedCall(
                state.load(
                    "local r = ... local x = r.part.rate return { a = x, d = { 'x' .. 1 } }", chunkName: "t"),
                making: type)
            let records = try LuaRecords([.number("a", 0...9), .texts("d", count: 1, bytes: 9)], in: state)
            let rows = [0, 1, 2, 0].map { Row(row: $0) }
            try rows.withUnsafeBufferPointer { values in
                try [Int64](repeating: 0, count: 4).withUnsafeBufferPointer { numbers in
                    try call(each: values, numbers: numbers, marks: nil, into: records) { _, result in
                        try result.read { _ in }
                    }
                }
            }
        },
        Scenario("calls that are given what they read") { state, _ in
            let function = try state.load("return function(s) return s.part.rate end", chunkName: "t").call()
            guard let function = function.first?.function else { return }
            let call = try LuaRepeatedCall(function, making: ReplacedRow().type, "text", isOften: true)
            #expect(try call(Row(row: 1)) { $0.number } == 200)
        },
        Scenario("many references as results") { state, counter in
            let student = try state.makeObject(
                Student(row: 1, name: "a", token: Token(counter)), studentType())
            let forty = try state.load("return table.unpack({...}, 1, 40)", chunkName: "t")
            #expect(try forty.call(Array(repeating: .object(student), count: 40)).count == 40)
            let many = try state.load("local t = {} for i = 1, 40 do t[i] = ... end return t", chunkName: "t")
            guard let table = try many.call(.object(student))[0].table else { return }
            #expect(try table.array().count == 40)
            #expect(try table.pairs().count == 40)
        },
        Scenario("more values than the stack has room for") { state, _ in
            let many = (0..<100).map { LuaValue.integer($0) }
            let echo = try state.load("return ...", chunkName: "t")
            #expect(try echo.call(many) == many)
            let give = try state.makeFunction(LuaFunctionSpec("give") { _ in .values(many) })
            let count = "return select('#', (...)())"
            #expect(try state.load(count, chunkName: "t").call(.function(give)) == [100])
            let table = try state.makeTable()
            try table.append(many)
            #expect(try table.get((1...100).map { .integer($0) }) == many)
            #expect(try table.array() == many)
        },
        Scenario("objects made by a call") { state, counter in
            let type = studentType()
            let make = try state.makeFunction(
                LuaFunctionSpec("make") { call in
                    try call.make(Student(row: 1, name: "made", token: Token(counter)), type)
                })
            let code = "local f = ... local all = {} for i = 1, 5 do all[i] = f() end return all[5].name"
            #expect(try state.load(code, chunkName: "t").call(.function(make)) == ["made"])
        },
        Scenario("Swift, Lua, Swift, Lua") { state, _ in
            let inner = try state.load("local x = ... return x .. '!'", chunkName: "inner")
            try state.globals.set("inner", .function(inner))
            let middle = try state.makeFunction(
                LuaFunctionSpec("middle") { call in
                    .values(try call.state.globals.get("inner").function!.call(call.value(0)))
                })
            #expect(try state.load("return (...)('x')", chunkName: "outer").call(.function(middle)) == ["x!"])
        },
        .script(
            "coroutines",
            "local w = coroutine.wrap(function(...) for i = 1, 3 do coroutine.yield(i .. 'x') end end) w() w() coroutine.close(coroutine.create(print)) return coroutine.resume(coroutine.create(w))"
        ),
        .script(
            "caught errors",
            "for i = 1, 3 do pcall(error, {i}) xpcall(error, function(m) return m .. '' end, 'x' .. i) end"),
        .script(
            "to be closed",
            "do local x <close> = setmetatable({}, {__close = function() local t = {} end}) local s = ('x'):rep(100) end"
        ),
        .script("load inside", "local f = load('return ' .. 1) load(function() end) return f and f()"),
        .script(
            "a deep recursion",
            "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end return f(300)"),
        .script("finalizers", "for i = 1, 10 do setmetatable({}, {__gc = function() local t = {i} end}) end"),
        .script(
            "string functions",
            "return ('abc'):rep(50):gsub('b', '%0%0'), table.concat({1, 2, 3}, ', '), string.format('%5.2f %q', 1.5, 'x')"
        ),
        Scenario("collection") { state, _ in try state.collectGarbage() },
    ]

    /// How often a refusal is repeated: Lua asks twice for each block.
    static let modes = [2, Int.max]

    @Test(arguments: scenarios, modes)
    func eachRefusalIsAnError(_ scenario: Scenario, _ times: Int) throws {
        let counter = Token.Counter()
        let probe = LuaAllocationProbe()
        do {
            var number = 1
            var isThrough = false
            while !isThrough {
                let state = try LuaState(probe: probe)
                probe.refuse(number, times: times)
                do {
                    try scenario.run(state, counter)
                } catch let error as LuaError {
                    #expect(error.kind == .memory, "refusal \(number): \(error)")
                }
                isThrough = !probe.hasRefused
                probe.relent()
                _ = state.takeWarnings()
                #expect(try state.load("return 6 * 7, {}", chunkName: "after").call()[0] == 42)
                try state.globals.set("student", .nil)
                try state.globals.set("f", .nil)
                try state.globals.set("fail", .nil)
                try state.collectGarbage()
                // Released while the state is open: no reference was lost on the way.
                #expect(counter.alive == 0, "refusal \(number)")
                number += 1
                if number > 20_000 { throw LuaError("'\(scenario.testDescription)' does not end") }
            }
            #expect(
                number > 2 || scenario.testDescription == "collection"
                    || scenario.testDescription == "globals")
        }
        #expect(probe.balance.blocks == 0)
        #expect(probe.balance.bytes == 0)
        #expect(counter.alive == 0)
    }

    @Test(arguments: [LuaLibraries.standard, .all], modes)
    func opening(_ libraries: LuaLibraries, _ times: Int) throws {
        let probe = LuaAllocationProbe()
        var number = 1
        var isThrough = false
        while !isThrough {
            probe.refuse(number, times: times)
            do {
                _ = try LuaState(libraries: libraries, probe: probe)
            } catch {
                #expect(error.kind == .memory, "refusal \(number): \(error)")
            }
            isThrough = !probe.hasRefused
            #expect(probe.balance.blocks == 0)
            number += 1
        }
        #expect(number > 100)
    }
}
