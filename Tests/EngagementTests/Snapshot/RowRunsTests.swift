import Testing

@testable import Engagement

@Suite struct RowRunsTests {
    @Test(
        arguments: [
            ([], 8), ([0], 24), (Array(0..<100_000), 24), ([3, 4, 5, 9, 2, 1, 1], 88), ([7, 7, 8], 40),
        ] as [([Int], Int)])
    func rowsComeBackInTheirOrder(_ rows: [Int], _ size: Int) throws {
        var writer = ByteWriter()
        RowRuns(rows).write(to: &writer)
        #expect(writer.bytes.count == size)
        let read = try writer.bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return try RowRuns(from: &reader).rows
        }
        #expect(read == rows)
    }

    @Test(arguments: [
        [(-1, 1)], [(0, 0)], [(0, -1)], [(0, 11)], [(0, 6), (0, 5)], [(11, 1)], [(Int.max, Int.max)],
    ])
    func aListBeyondTheLimitIsRefused(_ runs: [(Int, Int)]) {
        var writer = ByteWriter()
        writer.write(runs) { writer, run in
            writer.write(run.0)
            writer.write(run.1)
        }
        writer.bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            #expect(throws: ByteReader.Mismatch.self) { try RowRuns(from: &reader, limit: 10) }
        }
    }
}
