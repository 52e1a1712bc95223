import Lua
import Testing

struct Student {
    var row: Int32
    var name: String
    var rate: Double?
    var token: Token?
}

/// Counts how many are alive.
final class Token {
    final class Counter { var alive = 0 }

    let counter: Counter

    init(_ counter: Counter) {
        self.counter = counter
        counter.alive += 1
    }

    deinit { counter.alive -= 1 }
}

func studentType() -> LuaType<Student> {
    LuaType(
        "caseload.Student", summary: "A student.",
        fields: [
            .integer("row", "Row.") { Int($0.row) },
            .number("attendance", "Rate.") { $0.rate },
            .string("name", "Name.") { $0.name },
            .boolean("known", "Known.") { $0.token != nil },
            LuaField("loud", type: "string") { student, _ in .string(student.name.uppercased()) },
            LuaField("broken", type: "string") { _, _ in throw LuaError.message("cannot read") },
        ],
        methods: [
            LuaMethod(
                "last",
                parameters: [
                    LuaParameter("days", .integer, "How many."),
                    LuaParameter("kind", .string, optional: true),
                ], returns: "string", summary: "The last days.", example: "student:last(3)"
            ) { student, call in
                let kind = try call.optionalString("kind")
                return .string("\(student.name) \(try call.integer("days")) \(kind ?? "any")")
            }
        ],
        metamethods: [.text { "<\($0.name)>" }])
}

@Suite struct LuaTypeTests {
    func evaluate(_ code: String, _ student: Student = Student(row: 7, name: "Ann", rate: 0.5)) throws
        -> [LuaValue]
    {
        let state = try LuaState()
        try state.globals.set("student", .object(state.makeObject(student, studentType())))
        return try state.load(code, chunkName: "t").call()
    }

    @Test(arguments: [
        "student.row == 7", "math.type(student.row) == 'integer'", "student.attendance == 0.5",
        "student.name == 'Ann'", "student.known == false", "student.loud == 'ANN'",
        "student:last(3) == 'Ann 3 any'", "student:last(3.0, 'x') == 'Ann 3 x'",
        "tostring(student) == '<Ann>'", "getmetatable(student) == 'caseload.Student'",
        "student.last == student.last", "type(student) == 'userdata'",
    ])
    func whatLuaSees(_ condition: String) throws {
        #expect(try evaluate("return \(condition)") == [true])
    }

    @Test(arguments: [
        ("return student.attendence", "t:1: student.attendence: no such field; did you mean 'attendance'?"),
        (
            "return student.zzz",
            "t:1: student.zzz: no such field; it has row, attendance, name, known, loud, broken, last"
        ),
        ("return student[1]", "t:1: student: has named fields only"),
        ("student.name = 'x'", "t:1: student.name is read-only"),
        ("student.nam = 'x'", "t:1: student.nam: no such field; did you mean 'name'?"),
        ("return student.broken", "t:1: cannot read"),
        ("student:last('x')", "t:1: bad argument 'days' to 'last': integer expected, got string (\"x\")"),
        ("student:last(1.5)", "t:1: bad argument 'days' to 'last': integer expected, got number (1.5)"),
        ("student:last()", "t:1: bad argument 'days' to 'last': integer expected, got no value"),
        ("student:last(1, {})", "t:1: bad argument 'kind' to 'last': string expected, got table"),
        (
            "student.last(30)",
            "t:1: bad object for 'last': caseload.Student expected, got number (30); "
                + "call it with a colon: student:last(…)"
        ),
        (
            "setmetatable(student, {})",
            "t:1: bad argument #1 to 'setmetatable' (table expected, got caseload.Student)"
        ),
    ])
    func whatGoesWrong(_ code: String, _ expected: String) throws {
        let error = #expect(throws: LuaError.self) { try evaluate(code) }
        #expect(error?.message == expected)
        #expect(error?.line == 1)
    }

    @Test func aValueIsReleasedOnceOnCollectionOrClose() throws {
        let counter = Token.Counter()
        do {
            let state = try LuaState()
            let type = studentType()
            for index in 0..<100 {
                _ = try state.makeObject(Student(row: Int32(index), name: "s", token: Token(counter)), type)
            }
            let kept = try state.makeObject(Student(row: 0, name: "kept", token: Token(counter)), type)
            try state.collectGarbage()
            #expect(counter.alive == 1)
            #expect(kept.value(as: type)?.name == "kept")
        }
        #expect(counter.alive == 0)
    }
}
