import Lua
import Testing

/// Rows of columns, as a host's view has them.
struct Row: BitwiseCopyable {
    var row: Int32
}

/// A value that wants more alignment than Lua gives.
struct Wide {
    var numbers: SIMD8<Double>
    var token: Token
}

final class Columns {
    let numbers: UnsafeMutablePointer<Double>
    let bytes: UnsafeMutableRawPointer

    init(_ values: [Double]) {
        numbers = .allocate(capacity: values.count)
        numbers.initialize(from: values, count: values.count)
        bytes = .allocate(byteCount: 256, alignment: 8)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: 256)
    }

    deinit {
        numbers.deallocate()
        bytes.deallocate()
    }
}

@Suite struct LuaObjectTests {
    @Test func aColumnIsReadByItsRow() throws {
        let state = try LuaState()
        let columns = Columns([0.5, .nan, 3])
        let type = LuaType<Row>(
            "Row",
            fields: [
                .column(
                    "rate", LuaColumn(.float64, base: columns.numbers, stride: 8, count: 3, owner: columns),
                    row: \.row, type: "number?", summary: "The rate.")
            ])
        let read = try state.load("local r = ... return r.rate", chunkName: "t")
        let expected: [(Int32, LuaValue)] = [(0, 0.5), (1, nil), (2, 3.0), (3, nil), (-1, nil), (.max, nil)]
        for (row, value) in expected {
            #expect(try read.call(.object(state.makeObject(Row(row: row), type))) == [value], "row \(row)")
        }
    }

    @Test func eachKindOfCell() throws {
        let state = try LuaState()
        let columns = Columns([])
        let text = "abcdé"
        let textBytes = Array(text.utf8)
        textBytes.withUnsafeBytes {
            (columns.bytes + 200).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
        func field<Cell>(_ name: String, _ element: LuaColumn.Element, _ offset: Int, _ cells: [Cell])
            -> LuaField<Row>
        {
            cells.withUnsafeBytes {
                (columns.bytes + offset).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
            }
            let column = LuaColumn(
                element, base: columns.bytes + offset, stride: MemoryLayout<Cell>.stride, count: 2,
                text: columns.bytes + 200, owner: columns)
            return .column(name, column, row: \.row, type: "any")
        }
        let type = LuaType<Row>(
            "Row",
            fields: [
                field("f32", .float32, 0, [1.5 as Float, .nan]), field("i64", .int64, 8, [Int64.max, .min]),
                field("i32", .int32, 24, [Int32(-7), .min]), field("i16", .int16, 32, [Int16(-7), .min]),
                field("i8", .int8, 36, [Int8(-7), .min]), field("u8", .uint8, 38, [UInt8(254), .max]),
                field("u16", .uint16, 40, [UInt16(65_534), .max]),
                field("flag", .boolean, 44, [UInt8(1), 9]),
                field("text", .text, 48, [UInt32(1), 4, 3]), field("whole", .text, 64, [UInt32(0), 6, 6]),
            ])
        let code =
            "local r = ... return r.f32, r.i64, r.i32, r.i16, r.i8, r.u8, r.u16, r.flag, r.text, r.whole"
        let read = try state.load(code, chunkName: "t")
        let first = try read.call(.object(state.makeObject(Row(row: 0), type)))
        #expect(first == [1.5, .integer(Int64.max), -7, -7, -7, 254, 65_534, true, "bcd", "abcdé"])
        let second = try read.call(.object(state.makeObject(Row(row: 1), type)))
        #expect(Array(second[..<9]) == Array(repeating: .nil, count: 9))
        #expect(second[9] == "")
    }

    @Test func aViewIsMadeOnceAnObject() throws {
        let state = try LuaState()
        let attendance = LuaType<Row>("Attendance", fields: [.integer("double") { Int($0.row) * 2 }])
        let type = LuaType<Row>(
            "Row", fields: [.view("attendance", \.self, attendance), .view("same", \.self, attendance)])
        let object = try state.makeObject(Row(row: 21), type)
        let code =
            "local r = ... local a = r.attendance return a.double, r.attendance == a, r.same == a, r.same.double"
        #expect(try state.load(code, chunkName: "t").call(.object(object)) == [42, true, false, 42])
        #expect(type.description.fields.first?.type == "Attendance")
    }

    @Test func aComputedRowIsRefused() throws {
        struct Computed { var row: Int32 { 1 } }
        let columns = Columns([1])
        let column = LuaColumn(.float64, base: columns.numbers, stride: 8, count: 1, owner: columns)
        let type = LuaType<Computed>("Computed", fields: [.column("x", column, row: \.row, type: "number")])
        let error = #expect(throws: LuaError.self) { try LuaState().register(type) }
        #expect(error?.message == "field 'x' of 'Computed' must be read from a stored property")
    }

    @Test func widelyAlignedValuesAreStoredAligned() throws {
        let counter = Token.Counter()
        do {
            let state = try LuaState()
            let type = LuaType<Wide>("Wide", fields: [.number("sum") { $0.numbers.sum() }])
            for index in 1...50 {
                let wide = Wide(numbers: SIMD8(repeating: Double(index)), token: Token(counter))
                let object = try state.makeObject(wide, type)
                #expect(
                    try state.load("return (...).sum", chunkName: "t").call(.object(object)) == [
                        .number(8.0 * Double(index))
                    ])
                #expect(object.value(as: type)?.numbers[7] == Double(index))
            }
        }
        #expect(counter.alive == 0)
    }

    @Test func aForgedMetatableOrAForeignObjectDoesNotCrash() throws {
        let counter = Token.Counter()
        do {
            let state = try LuaState(libraries: .all)
            let type = studentType()
            let other = LuaType<Int>("Other", fields: (0..<9).map { index in .integer("f\(index)") { $0 } })
            try state.globals.set(
                "student", .object(state.makeObject(Student(row: 1, name: "a", token: Token(counter)), type)))
            try state.globals.set("other", .object(state.makeObject(5, other)))
            let codes = [
                "debug.setmetatable(io.stdout, debug.getmetatable(student)) local x = io.stdout.name",
                "debug.setmetatable(io.stdout, debug.getmetatable(student)) io.stdout.x = 1",
                "debug.getmetatable(student).__index(io.stdout, 'name')",
                "debug.getmetatable(student).__index({}, 'name')",
                "debug.getmetatable(student).__index('x', 'name')",
                "debug.getmetatable(student).__index(debug.upvalueid(function() return io end, 1), 'name')",
                "debug.getmetatable(student).__index()", "debug.getmetatable(student).__newindex()",
                "student.last(io.stdout, 3)", "student.last(other, 3)", "student.last()",
                "debug.getmetatable(student).__tostring(other)", "debug.getmetatable(student).__tostring()",
                "debug.setupvalue(student.last, 1, io.stdout) student:last(1)",
                "local names = select(2, debug.getupvalue(debug.getmetatable(student).__index, 1)) names.name = 99 return student.name",
                "debug.setupvalue(debug.getmetatable(student).__index, 1, nil) return student.name",
            ]
            for code in codes {
                #expect(throws: LuaError.self, "\(code)") { try state.load(code, chunkName: "t").call() }
            }
            // With another type's names a field of the right object is read, whichever.
            try state.load(
                "debug.getmetatable(student).__gc(other) debug.getmetatable(student).__gc({}) debug.setmetatable(other, debug.getmetatable(student)) pcall(function() return other.row end)",
                chunkName: "t"
            ).call()
        }
        #expect(counter.alive == 0)
    }

    @Test func anObjectAfterItsFinalizerIsNone() throws {
        let counter = Token.Counter()
        let state = try LuaState(libraries: .all)
        let type = studentType()
        try state.globals.set(
            "student", .object(state.makeObject(Student(row: 1, name: "a", token: Token(counter)), type)))
        try state.load("debug.getmetatable(student).__gc(student)", chunkName: "t").call()
        #expect(counter.alive == 0)
        for code in [
            "return student.name", "student.name = 1", "student:last(3)", "return tostring(student)",
        ] {
            #expect(throws: LuaError.self) { try state.load(code, chunkName: "t").call() }
        }
        let object = try #require(try state.globals.get("student").object)
        #expect(object.value(as: type) == nil)
        #expect(object.typeDescription?.name == "caseload.Student")
        // Brought back to life by a finalizer of a table that refers to it.
        try state.load(
            """
            do local t = setmetatable({}, {__gc = function(t) saved = t.s end}) t.s = student end
            student = nil
            """, chunkName: "t"
        ).call()
        try state.collectGarbage()
        try state.collectGarbage()
        #expect(throws: LuaError.self) { try state.load("return saved.name", chunkName: "t").call() }
    }

    /// Lua does not call a finalizer where no more nested calls of C are left, and never comes back to it.
    @Test(arguments: [
        // In message handlers that fail in themselves,
        "xpcall(error, function() for i = 1, 30 do local o = make() end local x = nil + 1 end)",
        "xpcall(error, function() for i = 1, 30 do local f = callback() end local x = nil + 1 end)",
        // in calls under calls,
        """
        local held = {}
        for i = 1, 999 do held[i] = make() end
        local function f()
            for i = 1, 3 do held[#held] = nil end
            for i = 1, 3000 do local t = {} end
            pcall(f)
        end
        f()
        """,
        """
        local held = {}
        for i = 1, 999 do held[i] = callback() end
        local function f()
            for i = 1, 3 do held[#held] = nil end
            for i = 1, 3000 do local t = {} end
            pcall(f)
        end
        f()
        """,
        // and where such an object is brought back to life before.
        """
        saved = {}
        for i = 1, 300 do
            setmetatable({o = make()}, {__gc = function(t) saved[#saved + 1] = t.o end})
        end
        xpcall(error, function() for i = 1, 30 do local o = make() end local x = nil + 1 end)
        """,
    ])
    func whatAFinalizerWasRefusedForIsReleased(_ code: String) throws {
        let counter = Token.Counter()
        let state = try LuaState()
        let type = studentType()
        try state.globals.set(
            "make",
            .function(
                state.makeFunction(
                    LuaFunctionSpec("make") { call in
                        try call.make(Student(row: 1, name: "a", token: Token(counter)), type)
                    })))
        try state.globals.set(
            "callback",
            .function(
                state.makeFunction(
                    LuaFunctionSpec("callback") { call in
                        let token = Token(counter)
                        return .function(
                            try call.state.makeFunction(
                                LuaFunctionSpec("inner") { _ in .boolean(token.counter.alive > 0) }))
                    })))
        let function = try state.load(code, chunkName: "t")
        var wasRefused = false
        for _ in 0..<20 {
            _ = try? function.call()
            wasRefused = state.takeWarnings().contains { $0.contains("__gc") } || wasRefused
        }
        #expect(wasRefused, "no finalizer was refused: the test shows nothing")
        try state.globals.set("saved", .nil)
        for _ in 0..<3 { try state.collectGarbage() }
        try state.load("return 1", chunkName: "t").call()
        #expect(counter.alive == 0)
        try state.close()
        #expect(counter.alive == 0)
    }

    @Test func operatorsCallsAndUnknownNames() throws {
        let state = try LuaState()
        // A type's code that makes objects of the type itself must not keep it.
        weak var weakType: LuaType<Int>?
        var type: LuaType<Int> { weakType! }
        let number = LuaType<Int>(
            "Number", fields: [.integer("value") { $0 }],
            metamethods: [
                .index { value, call in
                    if let key = try call.value(0).text, key.hasPrefix("plus") {
                        return .integer(value + (Int(key.dropFirst(4)) ?? 0))
                    }
                    if let index = try call.value(0).integer { return .integer(value * Int(index)) }
                    return .nothing
                },
                .length { value, _ in .integer(value) }, .text { "#\($0)" },
                .call(parameters: [LuaParameter("by", .integer)]) { value, call in
                    .integer(value * (try call.integer("by")))
                },
                .negate { value, call in try call.make(-value, type) },
                LuaMetamethod(.add) { call in
                    let sides = try [0, 1].map { side -> Int in
                        try call.isObject(.position(side), type)
                            ? call.object(.position(side), type) : call.integer(.position(side))
                    }
                    return try call.make(sides[0] + sides[1], type)
                },
                LuaMetamethod(.equal) { call in .boolean(try call.object(0, type) == call.object(1, type)) },
                LuaMetamethod(.lessThan) { call in .boolean(try call.object(0, type) < call.object(1, type))
                },
                LuaMetamethod(.lessOrEqual) { call in
                    .boolean(try call.object(0, type) <= call.object(1, type))
                },
                LuaMetamethod(.concatenate) { _ in "joined" },
            ])
        weakType = number
        try state.globals.set("five", .object(state.makeObject(5, number)))
        try state.globals.set("six", .object(state.makeObject(6, number)))
        for condition in [
            "#five == 5", "tostring(five) == '#5'", "five(3) == 15", "(five + 1).value == 6",
            "(1 + five).value == 6",
            "(five + six).value == 11", "five + 1 == six", "five ~= six", "five < six", "five <= six",
            "not (five > six)",
            "five .. 'x' == 'joined'", "(-five).value == -5", "five.plus7 == 12", "five[3] == 15",
            "five.value == 5",
        ] {
            #expect(try state.load("return \(condition)", chunkName: "t").call() == [true], "\(condition)")
        }
        let error = #expect(throws: LuaError.self) {
            try state.load("return five.valeu", chunkName: "t").call()
        }
        #expect(error?.message == "t:1: number.valeu: no such field; did you mean 'value'?")
        let operand = #expect(throws: LuaError.self) {
            try state.load("return five + {}", chunkName: "t").call()
        }
        #expect(operand?.message == "t:1: bad argument 'right' to '__add': integer expected, got table")
    }

    @Test func aCollectionIsIterated() throws {
        let state = try LuaState()
        let item = LuaType<Int>("Item", fields: [.integer("value") { $0 }])
        let all = LuaType<[Int]>(
            "All",
            metamethods: [
                .iteration { values, previous, call in
                    let index = try previous.isNil ? 0 : call.object(1, item) + 1
                    return index < values.count ? try call.make(index, item) : nil
                }
            ])
        let object = try state.makeObject([10, 20, 30], all)
        let code = "local n = 0 for x in ... do n = n * 10 + x.value end return n"
        #expect(try state.load(code, chunkName: "t").call(.object(object)) == [12])
    }

    @Test func descriptionsTellAllThatWasRegistered() throws {
        let state = try LuaState()
        let type = studentType()
        try state.register(type)
        try state.register(type)
        #expect(state.registeredTypes == [type.description])
        #expect(type.description.fields.map(\.name).contains("attendance"))
        #expect(type.description.methods.first?.example == "student:last(3)")
        #expect(type.description.metamethods.map(\.name) == ["__tostring"])
        #expect(type.description.instanceLabel == "student")
    }
}
