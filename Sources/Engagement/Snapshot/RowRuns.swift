/// Numbers of rows as runs of rows that follow one another, which most lists of them are.
package struct RowRuns: Sendable {
    private let runs: [Range<Int>]

    package init(_ rows: [Int]) {
        var runs: [Range<Int>] = []
        var begin = rows.startIndex
        while begin < rows.endIndex {
            var end = begin + 1
            while end < rows.endIndex, rows[end] == rows[end - 1] + 1 { end += 1 }
            runs.append(rows[begin]..<rows[begin] + end - begin)
            begin = end
        }
        self.runs = runs
    }

    /// The numbers one by one.
    package var rows: [Int] {
        [Int](unsafeUninitializedCapacity: runs.reduce(0) { $0 + $1.count }) { rows, written in
            for run in runs {
                for row in run {
                    rows.initializeElement(at: written, to: row)
                    written += 1
                }
            }
        }
    }

    package func write(to writer: inout ByteWriter) {
        writer.write(runs) { writer, run in
            writer.write(run.lowerBound)
            writer.write(run.count)
        }
    }

    /// - Throws: For more than `limit` rows, and for a row beyond it.
    package init(from reader: inout ByteReader, limit: Int = 1 << 28) throws(ByteReader.Mismatch) {
        var count = 0
        runs = try reader.list { (reader) throws(ByteReader.Mismatch) in
            let (first, length) = (try reader.int(), try reader.int())
            guard (0...limit).contains(first), (1...limit).contains(length), count <= limit - length else {
                throw ByteReader.Mismatch()
            }
            count += length
            return first..<first + length
        }
    }
}
