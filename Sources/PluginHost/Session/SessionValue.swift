import Engagement

/// A value of a session as data: what a line gave, on its way from the process in which it was computed to
/// the one that shows it. Students and mentors are rows of the snapshot that both have.
package indirect enum SessionValue: Sendable, Hashable {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    /// A string of Lua's: any bytes.
    case string([UInt8])
    /// What stands for itself in words: a date, a function, a coroutine.
    case words(String)
    /// Students in an order, with the fields to show; none for the usual ones.
    case students(rows: [Int], columns: [String])
    case student(row: Int)
    /// Numbers in an order under a title; NaN where one is missing.
    case column(title: String, numbers: [Double])
    /// An object of the view: what it is called, and its fields that are not nil.
    case object(name: String, fields: [Entry])
    /// A table: the entries that are shown, those under 1, 2, … first, and how many are left out.
    case table(entries: [Entry], omitted: Int)

    /// A key and its value.
    package struct Entry: Sendable, Hashable {
        package let key: SessionValue
        package let value: SessionValue
    }
}

extension SessionValue {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .nil: writer.write(0)
        case .boolean(let value):
            writer.write(1)
            writer.write(value ? 1 : 0)
        case .integer(let value):
            writer.write(2)
            writer.write(Int(value))
        case .number(let value):
            writer.write(3)
            writer.write(value)
        case .string(let bytes):
            writer.write(4)
            writer.write(bytes)
        case .words(let text):
            writer.write(5)
            writer.write(text)
        case .students(let rows, let columns):
            writer.write(6)
            writer.write(rows) { $0.write($1) }
            writer.write(columns) { $0.write($1) }
        case .student(let row):
            writer.write(7)
            writer.write(row)
        case .column(let title, let numbers):
            writer.write(8)
            writer.write(title)
            writer.write(numbers) { $0.write($1) }
        case .object(let name, let fields):
            writer.write(9)
            writer.write(name)
            writer.write(fields) { $1.write(to: &$0) }
        case .table(let entries, let omitted):
            writer.write(10)
            writer.write(entries) { $1.write(to: &$0) }
            writer.write(omitted)
        }
    }

    /// The deepest nesting that is read: the writer cuts long before.
    private static let depthLimit = 64

    init(from reader: inout ByteReader, depth: Int = 0) throws(ByteReader.Mismatch) {
        guard depth < Self.depthLimit else { throw ByteReader.Mismatch() }
        func entry(_ reader: inout ByteReader) throws(ByteReader.Mismatch) -> Entry {
            Entry(
                key: try SessionValue(from: &reader, depth: depth + 1),
                value: try SessionValue(from: &reader, depth: depth + 1))
        }
        switch try reader.int() {
        case 0: self = .nil
        case 1: self = .boolean(try reader.int() == 1)
        case 2: self = .integer(Int64(try reader.int()))
        case 3: self = .number(try reader.double())
        case 4: self = .string(try reader.byteArray())
        case 5: self = .words(try reader.string())
        case 6:
            self = .students(
                rows: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.int() },
                columns: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() })
        case 7: self = .student(row: try reader.int())
        case 8:
            self = .column(
                title: try reader.string(),
                numbers: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.double() })
        case 9: self = .object(name: try reader.string(), fields: try reader.list(entry))
        case 10: self = .table(entries: try reader.list(entry), omitted: try reader.int())
        default: throw ByteReader.Mismatch()
        }
    }

    /// Whether every row in it is one of so many students: what a process says is checked before it is used.
    func fits(_ count: Int) -> Bool {
        switch self {
        case .students(let rows, _): rows.allSatisfy { (0..<count).contains($0) }
        case .student(let row): (0..<count).contains(row)
        case .object(_, let entries), .table(let entries, _):
            entries.allSatisfy { $0.key.fits(count) && $0.value.fits(count) }
        default: true
        }
    }
}

extension SessionValue.Entry {
    fileprivate func write(to writer: inout ByteWriter) {
        key.write(to: &writer)
        value.write(to: &writer)
    }
}
