/// Turns UTF-16 into UTF-8 on the way.
final class UTF16Source: ByteSource {
    private let source: any ByteSource
    private let isBigEndian: Bool
    private var pending: [UInt8]
    private var output: [UInt8] = []
    private var written = 0
    private var offset: Int

    /// - Parameters:
    ///   - source: What comes behind the byte-order mark and `begun`.
    ///   - begun: Bytes behind the byte-order mark that were read already.
    init(_ source: any ByteSource, isBigEndian: Bool, begun: [UInt8]) {
        self.source = source
        self.isBigEndian = isBigEndian
        pending = begun
        offset = 2
    }

    var size: Int? { source.size }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while written == output.count {
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
            pending += chunk[..<count]
            if count == 0, pending.isEmpty { return 0 }
            try decode(isLast: count == 0)
        }
        let count = min(buffer.count, output.count - written)
        output.withUnsafeBytes { all in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[written..<written + count]))
        }
        written += count
        return count
    }

    /// Decodes what is pending but for a unit or a pair of which half has not come yet.
    private func decode(isLast: Bool) throws {
        output = []
        written = 0
        func unit(_ index: Int) -> UInt16 {
            let (first, second) = (UInt16(pending[index]), UInt16(pending[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        var index = 0
        while index + 1 < pending.count {
            let first = unit(index)
            var scalar = UInt32(first)
            var length = 2
            if first & 0xF800 == 0xD800 {
                guard index + 3 < pending.count || isLast else { break }
                guard first < 0xDC00, index + 3 < pending.count, unit(index + 2) & 0xFC00 == 0xDC00 else {
                    throw CSVProblem(
                        line: nil, "UTF-16 is broken at byte \(offset + index): half of a pair is missing")
                }
                scalar = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit(index + 2) & 0x3FF))
                length = 4
            }
            if let scalar = Unicode.Scalar(scalar) { output += UTF8.encode(scalar).map(Array.init) ?? [] }
            index += length
        }
        if isLast, index < pending.count {
            throw CSVProblem(
                line: nil, "UTF-16 is broken at byte \(offset + index): the file ends in half a character")
        }
        pending.removeFirst(index)
        offset += index
    }
}
