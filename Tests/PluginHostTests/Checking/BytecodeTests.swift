import Testing

@testable import PluginHost

@Suite struct BytecodeTests {
    private func compiled(_ source: String) throws -> Bytecode {
        try Bytecode(compiling: Array(source.utf8), chunkName: "@test.lua")
    }

    @Test func namesGlobalsAndFieldsWithTheirLines() throws {
        let code = try compiled(
            """
            local plugin = {}
            function plugin.score(student)
              total = student.attendance.rate
              return student:score("x").tier, print
            end

            return plugin
            """)
        #expect(code.globalsRead == [.init(text: "print", line: 4)])
        #expect(code.globalsWritten == [.init(text: "total", line: 3)])
        #expect(
            code.fieldsRead == [
                .init(text: "attendance", line: 3), .init(text: "rate", line: 3),
                .init(text: "score", line: 4), .init(text: "tier", line: 4),
            ])
        #expect(code.fieldsWritten == [.init(text: "score", line: 2)])
    }

    /// A line above 127 instructions or lines from the one before is written as a whole number.
    @Test func keepsCountOfLinesOverLongGaps() throws {
        let gap = String(repeating: "\n", count: 1000)
        let code = try compiled("a()\(gap)b()\n" + String(repeating: "c()\n", count: 500))
        #expect(code.globalsRead[0] == .init(text: "a", line: 1))
        #expect(code.globalsRead[1] == .init(text: "b", line: 1001))
        #expect(code.globalsRead.last == .init(text: "c", line: 1501))
    }

    @Test(arguments: [(200, 0), (300, 1)])
    func doubtsBitwiseOperatorsAmongManyConstants(constants: Int, doubts: Int) throws {
        let texts = (0..<constants).map { "\"t\($0)\"" }.joined(separator: ", ")
        let code = try compiled(
            "local function f(x)\n local t = { \(texts) }\n return x & 1023\nend\nreturn f")
        #expect(code.doubtfulBitwise.count == doubts)
        if doubts > 0 { #expect(code.doubtfulBitwise == [1]) }
    }

    @Test func ofATextThatIsNotLuaSaysWhere() {
        #expect { try compiled("local = 1") } throws: { "\($0)".contains("test.lua:1:") }
    }
}
