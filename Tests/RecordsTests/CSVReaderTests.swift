import Foundation
import Testing

@testable import Records

@Suite struct CSVReaderTests {
    /// Rows of fields with everything in them that CSV must carry, the same on every run.
    private static let rows: [[String]] = {
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = ["a", "\"", "\n", "\r\n", "\r", ",", ";", "ä", "🦊", "\"\"", "x y", "", "12.5"]
        return (0..<400).map { row in
            ["r\(row)"] + (0..<3).map { _ in (0..<next(12)).map { _ in pieces[next(pieces.count)] }.joined() }
        }
    }()

    private func encode(_ rows: [[String]], lineEnd: String) -> [UInt8] {
        let lines = rows.map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        return Array((lines.joined(separator: lineEnd) + lineEnd).utf8)
    }

    @Test(arguments: [64, 65, 67, 71, 101, 1 << 20], ["\n", "\r\n", "\r"])
    func whereAChunkEndsDoesNotShow(chunk: Int, lineEnd: String) throws {
        let reader = try CSVReader(
            MemorySource(encode(Self.rows, lineEnd: lineEnd)), delimiter: UInt8(ascii: ","), chunk: chunk)
        var found: [[String]] = []
        var line = 1
        while try reader.next() {
            #expect(reader.line == line)
            let fields = reader.strings
            found.append(fields)
            // In a field, a CRLF is one line's end, and so is each other LF and CR.
            let text = fields.joined(separator: ",").replacingOccurrences(of: "\r\n", with: "\n")
            line += 1 + text.unicodeScalars.count { $0 == "\n" || $0 == "\r" }
        }
        #expect(found == Self.rows)
    }

    @Test func aBrokenRowDoesNotTakeTheNextOneWithIt() throws {
        let reader = try CSVReader(MemorySource(Array("a,b\n\"1\"x,2\n3,4\n".utf8)))
        #expect(try reader.next())
        #expect(throws: CSVProblem.self) { try reader.next() }
        #expect(try reader.next())
        #expect(reader.strings == ["3", "4"])
        #expect(reader.line == 3)
        #expect(try !reader.next())
    }

    @Test(
        arguments: [
            ("12.5", 12.5), ("-0", 0), ("+3", 3), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("0.1", 0.1),
            ("123456789012345680", 123_456_789_012_345_680),
            ("1.7976931348623157e308", 1.7976931348623157e308),
            ("", nil), ("-", nil), (".", nil), ("1e", nil), ("1e999", nil), ("nan", nil), ("inf", nil),
            ("Infinity", nil), ("0x10", nil), ("1,5", nil), ("1 2", nil), ("--1", nil), ("1.2.3", nil),
            ("١", nil),
        ] as [(String, Double?)])
    func numbersAreReadOrNotAtAll(_ text: String, _ number: Double?) {
        let found = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.read($0) }
        #expect(found == number)
        if let found, found == 0 { #expect(found.sign == .plus) }
    }
}
