import Lua
import Testing

@Suite struct LuaCallTests {
    /// A function `f` with one parameter of each kind, by name in Lua `f_integer` and so on.
    func state() throws -> LuaState {
        let state = try LuaState()
        let type = studentType()
        let add = {
            (
                name: String, type: LuaParameterType, optional: Bool,
                body: @escaping (borrowing LuaCall) throws -> LuaReturn
            ) in
            let function = LuaFunctionSpec(
                name, parameters: [LuaParameter("x", type, optional: optional)], body)
            try state.globals.set(name, .function(state.makeFunction(function)))
        }
        try add("integer", .integer, false) { .integer(try $0.integer("x")) }
        try add("number", .number, false) { .number(try $0.number("x")) }
        try add("text", .string, false) { .string(try $0.string("x")) }
        try add("bytes", .string, false) { .value(.string(try $0.bytes("x"))) }
        try add("boolean", .boolean, false) { .boolean(try $0.boolean(0)) }
        try add("table", .table, false) { .table(try $0.table(0)) }
        try add("callback", .function, false) { .function(try $0.function(0)) }
        try add("student", .object("caseload.Student"), false) { .string(try $0.object("x", type).name) }
        try add("optional", .integer, true) { .integer(try $0.optionalInteger("x")) }
        try add("either", .either([.integer, .object("caseload.Student"), .table]), false) { _ in true }
        try add("unchecked", .any, true) { .integer(try $0.integer("x")) }
        try add("misnamed", .any, true) { .integer(try $0.integer("y")) }
        try state.globals.set("ann", .object(state.makeObject(Student(row: 1, name: "Ann"), type)))
        try state.globals.set("other", .object(state.makeObject(1, LuaType<Int>("caseload.Other"))))
        return state
    }

    @Test(arguments: [
        "integer(3) == 3", "integer(3.0) == 3", "number(3) == 3.0", "number(0.5) == 0.5", "text('a') == 'a'",
        "text('') == ''", "bytes('\\xff') == '\\xff'", "boolean(false) == false",
        "type(table({})) == 'table'",
        "callback(print) == print", "student(ann) == 'Ann'", "optional() == nil", "optional(nil) == nil",
        "optional(2) == 2", "either(1)", "either(ann)", "either({})", "integer(1, 'ignored') == 1",
    ])
    func accepted(_ condition: String) throws {
        #expect(try state().load("return \(condition)", chunkName: "t").call() == [true])
    }

    @Test(arguments: [
        ("integer('3')", "bad argument 'x' to 'integer': integer expected, got string (\"3\")"),
        (
            "integer(2^63)",
            "bad argument 'x' to 'integer': integer expected, got number (9.223372036854776e+18)"
        ),
        ("integer(nil)", "bad argument 'x' to 'integer': integer expected, got nil"),
        ("number('1')", "bad argument 'x' to 'number': number expected, got string (\"1\")"),
        ("text(1)", "bad argument 'x' to 'text': string expected, got number (1)"),
        ("text('\\xff')", "bad argument 'x' to 'text': text in UTF-8 expected, got string (\"\u{FFFD}\")"),
        ("boolean(0)", "bad argument 'x' to 'boolean': boolean expected, got number (0)"),
        ("table(ann)", "bad argument 'x' to 'table': table expected, got caseload.Student"),
        ("callback({})", "bad argument 'x' to 'callback': function expected, got table"),
        ("student(other)", "bad argument 'x' to 'student': caseload.Student expected, got caseload.Other"),
        (
            "student(coroutine.create(print))",
            "bad argument 'x' to 'student': caseload.Student expected, got coroutine"
        ),
        ("optional('x')", "bad argument 'x' to 'optional': integer expected, got string (\"x\")"),
        (
            "either('x')",
            "bad argument 'x' to 'either': integer|caseload.Student|table expected, got string (\"x\")"
        ),
        (
            "either(true)",
            "bad argument 'x' to 'either': integer|caseload.Student|table expected, got boolean (true)"
        ),
        ("unchecked()", "bad argument 'x' to 'unchecked': integer expected, got no value"),
        ("misnamed(1)", "'misnamed' has no parameter 'y'"),
        (
            "integer(('x'):rep(100))",
            "bad argument 'x' to 'integer': integer expected, got string (\"\(String(repeating: "x", count: 40))…\")"
        ),
    ])
    func refused(_ code: String, _ expected: String) throws {
        let state = try state()
        let error = #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
        #expect(error?.message == "t:1: " + expected)
    }

    @Test func variadicArgumentsAreChecked() throws {
        let state = try LuaState()
        let sum = try state.makeFunction(
            LuaFunctionSpec("sum", parameters: [LuaParameter("numbers", .number, variadic: true)]) { call in
                .number(try call.values().compactMap(\.number).reduce(0, +))
            })
        #expect(try sum.call(1, 2, 3.5) == [6.5])
        #expect(try sum.call() == [0])
        let error = #expect(throws: LuaError.self) { try sum.call(1, 2, "x") }
        #expect(error?.message == "bad argument 'numbers' to 'sum': number expected, got string (\"x\")")
    }
}
