import Testing

@testable import Lua

/// A call made again and again, and what it answers read where it stands.
@Suite struct LuaRepeatedCallTests {
    private let type = LuaType<Row>("Row", fields: [.integer("row") { Int($0.row) }])

    private func call(_ code: String, in state: LuaState, _ argument: LuaValue = .nil) throws
        -> LuaRepeatedCall<Row>
    {
        try LuaRepeatedCall(state.load(code, chunkName: "t"), making: type, argument)
    }

    @Test func makesItsObject() throws {
        let state = try LuaState()
        let call = try call("local r, x = ... kept = r return r.row + x, r", in: state, 1000)
        for row in 0..<100 {
            #expect(try call(Row(row: Int32(row))) { $0.number } == Double(row + 1000))
        }
        try state.collectGarbage()
        #expect(try state.load("return kept.row", chunkName: "t").call() == [99])
    }

    @Test func keepsItsArguments() throws {
        let state = try LuaState()
        let table = try state.makeTable()
        try table.set("text", "a table's")
        let call = try call("local r, x = ... return x.text", in: state, .table(table))
        try state.collectGarbage()
        #expect(try call(Row(row: 1)) { $0.withBytes { String(decoding: $0, as: UTF8.self) } } == "a table's")
        let text = try self.call("return (select(2, ...))", in: state, "häl\0o")
        #expect(try text(Row(row: 1)) { $0.withBytes { Array($0) } } == Array("häl\0o".utf8))
    }

    @Test(
        arguments: [
            ("return", true, false, nil, nil), ("return nil", true, false, nil, nil),
            ("return 3", false, false, 3, nil), ("return 2.5", false, false, 2.5, nil),
            ("return '3'", false, false, nil, "3"), ("return {}", false, true, nil, nil),
            ("return true", false, false, nil, nil),
        ] as [(String, Bool, Bool, Double?, String?)])
    func readsWhatStandsThere(
        _ code: String, _ isNil: Bool, _ isTable: Bool, _ number: Double?, _ text: String?
    ) throws {
        let state = try LuaState()
        try call(code, in: state)(Row(row: 1)) { answer in
            #expect(answer.isNil == isNil)
            #expect(answer.isTable == isTable)
            #expect(answer.number == number)
            #expect(answer.withBytes { String(decoding: $0, as: UTF8.self) } == text)
        }
    }

    @Test func goesThroughPairs() throws {
        let state = try LuaState()
        let call = try call(
            "return setmetatable({ a = 1, b = { c = 2 }, 7 }, { __pairs = error, __index = error })",
            in: state)
        var seen: [String: Double] = [:]
        try call(Row(row: 1)) { answer in
            try answer.forEachPair { key, value in
                let name = key.withBytes { String(decoding: $0, as: UTF8.self) } ?? "\(key.number ?? .nan)"
                seen[name] = value.number
                try value.forEachPair { inner, value in
                    seen[name + "." + (inner.withBytes { String(decoding: $0, as: UTF8.self) } ?? "")] =
                        value.number
                }
            }
        }
        #expect(seen == ["a": 1, "b.c": 2, "1.0": 7])
    }

    /// lua_next raises for a key that has gone, and must not do so over Swift.
    @Test func aTableThatChangesMeanwhileEndsEarly() throws {
        let state = try LuaState()
        let call = try call("t = {} for n = 1, 100 do t['k' .. n] = n end return t", in: state)
        let clear = try state.load(
            "for key in next, t do t[key] = nil end collectgarbage() for n = 1, 500 do t[n] = n end",
            chunkName: "t")
        var count = 0
        try call(Row(row: 1)) { answer in
            try answer.forEachPair { _, _ in
                count += 1
                if count == 3 { try clear.call() }
            }
        }
        #expect(count >= 3)
        #expect(try state.load("return #t", chunkName: "t").call() == [500])
    }

    @Test func aValueIsKept() throws {
        let state = try LuaState()
        let table = try call("return { 5 }", in: state)(Row(row: 1)) { try $0.value() }
        try state.collectGarbage()
        #expect(try table.table?.get(1) == 5)
    }

    @Test func anErrorNamesItsLineAndLeavesTheStateUsable() throws {
        let state = try LuaState()
        let call = try call("local r = ... if r.row == 2 then error 'two' end return r.row", in: state)
        for _ in 0..<1000 {
            let error = #expect(throws: LuaError.self) { try call(Row(row: 2)) { $0.number } }
            #expect(error?.message == "t:1: two")
            #expect(try call(Row(row: 3)) { $0.number } == 3)
        }
        struct Refusal: Error {}
        for _ in 0..<1000 {
            #expect(throws: Refusal.self) {
                try call(Row(row: 1)) { _ in throw Refusal() }
            }
        }
        #expect(try call(Row(row: 4)) { $0.number } == 4)
    }

    @Test func aLimitIsMet() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 10_000))
        let call = try call("local r = ... while r.row == 1 do end return 1", in: state)
        let error = #expect(throws: LuaError.self) { try call(Row(row: 1)) { $0.number } }
        #expect(error?.kind == .limit(.instructions(10_000)))
        #expect(try call(Row(row: 2)) { $0.number } == 1)
    }

    @Test func aClosedStateIsAnError() throws {
        let state = try LuaState()
        let call = try call("return 1", in: state)
        try state.close()
        let error = #expect(throws: LuaError.self) { try call(Row(row: 1)) { $0.number } }
        #expect(error?.kind == .closed)
    }

    // MARK: Fields that Lua reads out of a table while the call runs

    private let columns = Columns([0.5, .nan, 3, 4])

    /// A row with columns of its own and, as `part`, the same again with another.
    private func district() -> LuaType<Row> {
        func column(_ name: String) -> LuaField<Row> {
            .column(
                name, LuaColumn(.float64, base: columns.numbers, stride: 8, count: 4, owner: columns),
                row: \.row, type: "number?")
        }
        let part = LuaType<Row>(
            "Part", fields: [column("rate"), .integer("row") { Int($0.row) }],
            methods: [LuaMethod("twice", returns: "integer") { row, _ in .integer(Int(row.row) * 2) }])
        return LuaType<Row>(
            "Row", fields: [column("rate"), column("share"), .view("part", \.self, part)],
            metamethods: [.text { "row \($0.row)" }])
    }

    @Test func eachCallReadsItsOwnRow() throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load(
                """
                local r = ...
                local p = r.part
                assert(p == r.part and rawequal(p, r.part) and type(r) == "userdata")
                return ("%s %s %s %s %s %s"):format(r, r.rate, r.share, p.rate, p.row, p:twice())
                """, chunkName: "t"), making: district())
        for round in 0..<3 {
            for (row, rate) in zip(0..<5, ["0.5", "nil", "3.0", "4.0", "nil"]) {
                let text = try call(Row(row: Int32(row))) {
                    $0.withBytes { String(decoding: $0, as: UTF8.self) }
                }
                #expect(text == "row \(row) \(rate) \(rate) \(rate) \(row) \(row * 2)", "round \(round)")
            }
        }
    }

    /// A script may keep what it was given: the object goes on to stand for its own row.
    @Test func whatIsKeptStaysItsRow() throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load(
                """
                kept, parts = kept or {}, parts or {}
                local r = ...
                local part, rate = r.part, r.part.rate
                kept[#kept + 1], parts[#parts + 1] = r, part
                if r.rate == 4 then error "four" end
                local seen = {}
                for n = 1, #kept do
                  seen[n] = ("%s/%s/%s"):format(kept[n].rate, parts[n].rate, kept[n].part.row)
                end
                return table.concat(seen, " ")
                """, chunkName: "t"), making: district())
        func text(_ row: Int32) throws -> String? {
            try call(Row(row: row)) { $0.withBytes { String(decoding: $0, as: UTF8.self) } }
        }
        #expect(try text(0) == "0.5/0.5/0")
        #expect(try text(2) == "0.5/0.5/0 3.0/3.0/2")
        #expect(throws: LuaError.self) { try text(3) }
        try state.collectGarbage()
        #expect(try text(1) == "0.5/0.5/0 3.0/3.0/2 4.0/4.0/3 nil/nil/1")
    }

    @Test(arguments: [
        ("r.rates", "t:1: row.rates: no such field; did you mean 'rate'?"),
        ("r[1]", "t:1: row: has named fields only"),
        ("r.part.twise", "t:1: part.twise: no such field; did you mean 'twice'?"),
        ("(function() r.rate = 1 end)()", "t:1: row.rate is read-only"),
        ("(function() r.part.x = 1 end)()", "t:1: part.x: no such field; it has rate, row, twice"),
    ])
    func whatIsNotThereIsAnError(_ code: String, _ message: String) throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load("local r = ... local x, y = r.rate, r.part.rate return \(code)", chunkName: "t"),
            making: district())
        for row in 0..<3 {
            let error = #expect(throws: LuaError.self) { try call(Row(row: Int32(row))) { _ in } }
            #expect(error?.message == message)
        }
    }

    @Test func aCallWithinItselfReadsItsOwnRow() throws {
        let state = try LuaState()
        final class Holder { var call: LuaRepeatedCall<Row>? }
        let holder = Holder()
        let again = try state.makeFunction(
            LuaFunctionSpec("again", returns: "number?") { [unowned holder] _ in
                try holder.call?(Row(row: 2)) { $0.number.map { .number($0) } ?? .nil } ?? .nil
            })
        try state.globals.set("again", .function(again))
        holder.call = try LuaRepeatedCall(
            state.load(
                "local r = ... local inner = r.rate == 0.5 and again() or 0 return r.rate + 10 * inner",
                chunkName: "t"), making: district())
        for _ in 0..<3 { #expect(try holder.call?(Row(row: 0)) { $0.number } == 30.5) }
        holder.call = nil
    }

    @Test func aCoroutineReadsTheSameRow() throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load(
                "local r = ... return coroutine.wrap(function() return (r.part.rate or 0) + (r.rate or 0) end)()",
                chunkName: "t"), making: district())
        for (row, sum) in zip(0..<3, [1, 0, 6]) {
            #expect(try call(Row(row: Int32(row))) { $0.number } == Double(sum))
        }
    }

    // MARK: Row after row

    private static let code = """
        local r = ...
        count = (count or 0) + 1
        local rate = r.part.rate
        if rate == 3 then error "three" end
        if rate == 4 then return { score = "four" } end
        if not rate then return nil end
        return { score = rate, reasons = { "ä", "row " .. r.part.row } }
        """

    @Test(arguments: [false, true])
    func rowAfterRowIsAsOneByOne(_ atOnce: Bool) throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(state.load(Self.code, chunkName: "t"), making: district())
        let records = try LuaRecords(
            [.number("score", 0...9), .texts("reasons", count: 3, bytes: 20)], in: state)
        let rows: [Int32] = [0, 1, 2, 3, 0, 2]
        var marks: [Int64] = [-1, 5, 6]
        var others: [String] = []
        func note(_ error: any Error) { others.append((error as? LuaError)?.message ?? "\(error)") }
        if atOnce {
            try rows.map { Row(row: $0) }.withUnsafeBufferPointer { values in
                try rows.map { Int64($0) + 100 }.withUnsafeBufferPointer { numbers in
                    try marks.withUnsafeMutableBufferPointer { marks in
                        try call(each: values, numbers: numbers, marks: marks.baseAddress, into: records) {
                            #expect(marks[0] == numbers[$0] && marks[1] == 0 && marks[2] == 0)
                            do {
                                others.append(try $1.read { "table: \($0.isTable)" })
                            } catch {
                                note(error)
                            }
                        }
                    }
                }
            }
        } else {
            for row in rows {
                do {
                    try call(Row(row: row), into: records) { others.append("table: \($0.isTable)") }
                } catch {
                    note(error)
                }
            }
        }
        #expect(others == ["t:4: three", "table: true", "t:4: three"])
        let table: [UInt8] =
            [1, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f, 2, 2, 0, 0xc3, 0xa4, 5, 0] + Array("row 0".utf8)
        #expect(Array(records.bytes) == table + [0] + table)
        #expect(try state.load("return count", chunkName: "t").call() == [6])
    }

    @Test func eachRowHasLimitsOfItsOwn() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 20_000))
        let call = try LuaRepeatedCall(
            state.load(
                "local r = ... for n = 1, r.rate == 3 and 1e9 or 5000 do end return nil", chunkName: "t"),
            making: district())
        let records = try LuaRecords([], in: state)
        let rows = [0, 0, 2, 0, 0, 0].map { Row(row: $0) }
        var failed: [Int] = []
        try rows.withUnsafeBufferPointer { values in
            try Array(repeating: Int64(0), count: 6).withUnsafeBufferPointer { numbers in
                try call(each: values, numbers: numbers, marks: nil, into: records) { place, result in
                    failed.append(place)
                    let error = #expect(throws: LuaError.self) { try result.read { _ in } }
                    #expect(error?.kind == .limit(.instructions(20_000)))
                }
            }
        }
        #expect(failed == [2])
        #expect(records.bytes.count == 5)
    }

    /// Blocks of rows one after another: parts that earlier rows asked for are made before each call.
    @Test func partsOfEarlierRowsAreReadyAndStayTheirRows() throws {
        let state = try LuaState()
        func column(_ name: String) -> LuaField<Row> {
            .column(
                name, LuaColumn(.float64, base: columns.numbers, stride: 8, count: 4, owner: columns),
                row: \.row, type: "number?")
        }
        let inner = LuaType<Row>("Inner", fields: [column("rate")])
        let part = LuaType<Row>("Part", fields: [column("rate"), .view("inner", \.self, inner)])
        let type = LuaType<Row>(
            "Row", fields: [column("rate"), .view("part", \.self, part), .view("other", \.self, inner)])
        let call = try LuaRepeatedCall(
            state.load(
                """
                local r = ...
                kept, parts, inners = kept or {}, parts or {}, inners or {}
                local part = r.part
                assert(rawequal(part, r.part))
                kept[#kept + 1], parts[#parts + 1], inners[#inners + 1] = r, part, part.inner
                if #kept % 3 == 0 then assert(r.other.rate == r.rate) end
                if r.rate == 4 then error "four" end
                if r.rate ~= part.rate or r.rate ~= part.inner.rate then error "of another row" end
                return { a = r.rate or 9 }
                """, chunkName: "t"), making: type)
        let records = try LuaRecords([.number("a", 0...9)], in: state)
        let blocks: [[Int32]] = [[0, 1], [2, 3, 0], [3], [1, 2, 3, 0]]
        var errors: [String] = []
        for block in blocks {
            try block.map { Row(row: $0) }.withUnsafeBufferPointer { values in
                try block.map { Int64($0) }.withUnsafeBufferPointer { numbers in
                    try call(each: values, numbers: numbers, marks: nil, into: records) { _, result in
                        do { try result.read { _ in } } catch {
                            errors.append((error as? LuaError)?.message ?? "")
                        }
                    }
                }
            }
        }
        #expect(errors == Array(repeating: "t:7: four", count: 3))
        #expect(records.bytes.count == 7 * 9)
        // One by one goes on from there.
        #expect(try call(Row(row: 2)) { $0.isTable })
        try state.collectGarbage()
        let seen = try state.load(
            """
            local seen = {}
            for n = 1, #kept do
              seen[n] = ("%s%s%s%s"):format(kept[n].rate, parts[n].rate, inners[n].rate, kept[n].part.inner.rate)
            end
            return table.concat(seen, " ")
            """, chunkName: "t"
        ).call()
        let rows = blocks.flatMap(\.self) + [2]
        let expected = rows.map { String(repeating: ["0.5", "nil", "3.0", "4.0"][Int($0)], count: 4) }
        #expect(seen == [.string(expected.joined(separator: " "))])
    }
}
