import Testing

@testable import Lua

/// A repeated call that is given fields of the row.
@Suite struct LuaPassedTests {
    private let columns = Columns([0.5, .nan, 3, 4])

    private struct Pair: BitwiseCopyable {
        var other: Int64
        var part: Row
    }

    private var part: LuaType<Row> {
        LuaType<Row>(
            "Part",
            fields: [
                .column(
                    "rate", LuaColumn(.float64, base: columns.numbers, stride: 8, count: 4, owner: columns),
                    row: \.row, type: "number?"),
                .integer("row") { Int($0.row) }, .string("name") { $0.row == 1 ? nil : "row \($0.row)" },
                .boolean("known") { $0.row == 1 ? nil : $0.row > 1 },
                LuaField("nothing", type: "nil") { _, _ in .nothing },
                LuaField("wrong", type: "nil") { row, _ in
                    if row.row == 2 { throw LuaError("no such row") }
                    return .integer(Int(row.row))
                },
                .view("again", \.self, LuaType<Row>("Again")),
            ])
    }

    private func passed(_ names: String...) throws(LuaError) -> [LuaPassed<Pair>] {
        var passed: [LuaPassed<Pair>] = []
        let part = part
        for name in names {
            passed.append(name.first == "=" ? .value(.string(name)) : try .field(name, of: part, at: \.part))
        }
        return passed
    }

    private func pair(_ row: Int32) -> Pair { Pair(other: 9, part: Row(row: row)) }

    @Test func givesEachRowsFields() throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(
            state.load(
                "assert(select('#', ...) == 6) return ('%s %s %s %s %s %s'):format(...)", chunkName: "t"),
            passing: passed("rate", "=kept", "nothing", "name", "known", "row"))
        let expected = [
            "0.5 =kept nil row 0 false 0", "nil =kept nil nil nil 1", "3.0 =kept nil row 2 true 2",
            "4.0 =kept nil row 3 true 3", "nil =kept nil row 4 true 4",
        ]
        for (row, text) in expected.enumerated() {
            let found = try call(pair(Int32(row))) { $0.withBytes { String(decoding: $0, as: UTF8.self) } }
            #expect(found == text)
        }
        try state.collectGarbage()
        #expect(try call(pair(0)) { $0.withBytes { $0.count } } == expected[0].utf8.count)
    }

    @Test func rowAfterRowIsAsOneByOne() throws {
        let state = try LuaState(limits: LuaLimits(instructions: 20_000))
        let call = try LuaRepeatedCall(
            state.load(
                """
                local rate, wrong = ...
                if wrong == 3 then error "three" end
                if wrong == 4 then while true do end end
                return rate and { score = rate }
                """, chunkName: "t"), passing: passed("rate", "wrong"))
        let records = try LuaRecords([.number("score", 0...9)], in: state)
        let rows: [Int32] = [0, 1, 2, 3, 4, 0]
        var marks: [Int64] = [-1, 5, 6]
        var others: [String] = []
        try rows.map(pair).withUnsafeBufferPointer { values in
            try rows.map { Int64($0) + 100 }.withUnsafeBufferPointer { numbers in
                try marks.withUnsafeMutableBufferPointer { marks in
                    try call(each: values, numbers: numbers, marks: marks.baseAddress, into: records) {
                        place, result in
                        #expect(marks[0] == numbers[place] && marks[1] == 0 && marks[2] == 0)
                        let error = #expect(throws: LuaError.self) { try result.read { _ in } }
                        others.append("\(place): \(error?.message ?? "")")
                    }
                }
            }
        }
        #expect(others[0] == "2: no such row")
        #expect(others[1] == "3: t:2: three")
        #expect(others[2].hasPrefix("4: t:3: ") && others.count == 3)
        let half: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f]
        #expect(Array(records.bytes) == half + [0] + half)

        for (row, isFine) in zip(rows, [true, true, false, false, false, true]) {
            var hasAnswered = false
            do {
                try call(pair(row), into: records) { _ in }
                hasAnswered = true
            } catch {}
            #expect(hasAnswered == isFine, "row \(row)")
        }
        #expect(Array(records.bytes) == half + [0] + half + half + [0] + half)
    }

    @Test(arguments: [
        ("rats", "'Part' has no field 'rats'"),
        ("again", "field 'again' of 'Part' is a view, which is not passed"),
    ])
    func whatCannotBePassedIsRefused(_ name: String, _ message: String) throws {
        let error = #expect(throws: LuaError.self) { try passed(name) }
        #expect(error?.message == message)
    }

    @Test func aClosedStateIsAnError() throws {
        let state = try LuaState()
        let call = try LuaRepeatedCall(state.load("return 1", chunkName: "t"), passing: passed("rate"))
        try state.close()
        let error = #expect(throws: LuaError.self) { try call(pair(0)) { $0.number } }
        #expect(error?.kind == .closed)
    }
}
