#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file or folder that could not be written.
struct OutputError: Error, CustomStringConvertible {
    let path: String
    let reason: String

    /// For the error that the last system call left.
    init(path: String) {
        self.path = path
        reason = String(cString: strerror(errno))
    }

    var description: String { "\(path): cannot be written: \(reason)" }
}

/// A CSV file on its way to the disk: fields are appended as bytes and written in large blocks.
final class CSVFile {
    private let path: String
    private let descriptor: Int32
    // Each method below is one access to it: Swift checks each access to a class's variable.
    private var row = RowBytes()

    private static let blockSize = 1 << 18

    /// Makes or empties the file and writes its header.
    init(directory: String, name: String, header: String) throws(OutputError) {
        path = directory + "/" + name
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw OutputError(path: path) }
        row.bytes.reserveCapacity(Self.blockSize + 4096)
        row.bytes.append(contentsOf: header.utf8)
        row.end()
    }

    /// A text, in quotes where CSV needs them.
    func text(_ text: String) { row.text(text) }

    /// A prefix and a whole number of 0 or more: `S-1042`, or a number alone.
    func number(_ value: Int, prefix: StaticString = "") { row.number(value, prefix: prefix) }

    /// A number of 0 or more given in hundredths, with no more decimals than it needs: 325 is `3.25`.
    func hundredths(_ value: Int) { row.hundredths(value) }

    /// A day as `YYYY-MM-DD`; an empty field for none.
    func day(_ day: Day?) { row.day(day) }

    /// Empty fields.
    func blank(_ count: Int = 1) { row.blank(count) }

    /// Ends the row.
    func endRow() throws(OutputError) {
        row.end()
        if row.bytes.count >= Self.blockSize { try flush() }
    }

    /// Writes a whole row of texts.
    func row(_ fields: String...) throws(OutputError) {
        for field in fields { text(field) }
        try endRow()
    }

    /// Writes what is left and closes the file.
    func finish() throws(OutputError) {
        try flush()
        guard close(descriptor) == 0 else { throw OutputError(path: path) }
    }

    private func flush() throws(OutputError) {
        var written = 0
        while written < row.bytes.count {
            let count = row.bytes.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress! + written, bytes.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw OutputError(path: path)
            }
            written += count
        }
        row.bytes.removeAll(keepingCapacity: true)
    }
}

/// Makes a folder and those above it, as far as they are missing.
func makeDirectory(_ path: String) throws(OutputError) {
    var end = path.startIndex
    while end < path.endIndex {
        end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
        let part = String(path[..<end])
        guard mkdir(part, 0o755) == 0 || errno == EEXIST else { throw OutputError(path: part) }
    }
}
