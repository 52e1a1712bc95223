import Glibc

/// Lines out of a descriptor, read as they come and no faster than they are taken.
struct LineSource {
    let descriptor: Int32
    /// Lines that were read and not taken, with their numbers from 1; nil for one that is too long.
    private(set) var lines: [(number: Int, bytes: [UInt8]?)] = []
    /// Whether there is nothing more to read.
    private(set) var isAtEnd = false
    private var part: [UInt8] = []
    private var isSkipping = false
    private var count = 0
    private var waiting = 0

    /// The longest line, in bytes.
    static let lineLimit = 16 << 20
    /// How many bytes may wait to be taken.
    static let waitingLimit = 4 << 20

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Whether more may be read before lines are taken.
    var hasRoom: Bool { !isAtEnd && waiting < Self.waitingLimit }

    /// Reads what there is, once.
    ///
    /// - Returns: False where reading failed; `errno` says why.
    mutating func read() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        if got < 0 { return errno == EINTR || errno == EAGAIN }
        if got == 0 {
            isAtEnd = true
            if !part.isEmpty || isSkipping { end() }
            return true
        }
        var rest = buffer[..<got]
        while let newline = rest.firstIndex(of: 10) {
            append(rest[..<newline])
            end()
            rest = rest[(newline + 1)...]
        }
        append(rest)
        return true
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        part += bytes
        if part.count > Self.lineLimit {
            isSkipping = true
            part = []
        }
    }

    private mutating func end() {
        count += 1
        if part.last == 13 { part.removeLast() }
        // A blank line holds no student.
        if isSkipping {
            lines.append((count, nil))
        } else if part.contains(where: { $0 != 32 && $0 != 9 }) {
            lines.append((count, part))
            waiting += part.count
        }
        part = []
        isSkipping = false
    }

    /// Takes so many lines at most, and not many more bytes than a block needs.
    mutating func take(_ limit: Int) -> [(number: Int, bytes: [UInt8]?)] {
        var size = 0
        let taken = lines.prefix(limit).prefix { line in
            defer { size += line.bytes?.count ?? 0 }
            return size < 1 << 20
        }
        lines.removeFirst(taken.count)
        waiting = lines.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
        return Array(taken)
    }
}
