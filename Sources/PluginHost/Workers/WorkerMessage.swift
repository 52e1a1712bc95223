import Engagement
import Glibc

/// What a worker says to its parent, each as a frame: the length of the rest, the kind, the content.
enum WorkerMessage {
    /// The plugin is loaded and `prepare` has run; with the protections that could not be had.
    case ready(missing: Int32)
    /// The outcomes of a block, in its order, as an ``OutcomeBlock`` reads them.
    case outcomes([UInt8])
    /// A part of a report, or of what a script printed.
    case output([UInt8])
    /// A value that a script printed or gave back.
    case value(SessionValue)
    /// The report or the script has ended well.
    case done
    /// Loading, preparing, the report or the script failed.
    case failed(PluginError)
    /// What the plugin logged: a level and a text.
    case log(level: String, text: String)
    /// Something that all workers may have to say of the plugin, which is told once.
    case notice(String)
    /// A script asks for something, and waits for a ``ProgramReply``.
    case ask(ProgramAsk)
    /// What came of a block of lines, in its order.
    case streamed([StudentLines.Result])

    /// The longest frame a parent accepts, in bytes.
    static let sizeLimit = 64 << 20

    var frame: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .ready(let missing):
            writer.write(0)
            writer.write(Int(missing))
        case .outcomes(let outcomes):
            return outcomes.withUnsafeBytes { Self.head(ofOutcomes: $0) + $0 }
        case .output(let bytes):
            writer.write(2)
            writer.write(bytes)
        case .done:
            writer.write(3)
        case .failed(let error):
            writer.write(4)
            writer.write(error.place)
            writer.write(error.message)
        case .log(let level, let text):
            writer.write(5)
            writer.write(level)
            writer.write(text)
        case .ask(let ask):
            writer.write(6)
            ask.write(to: &writer)
        case .notice(let text):
            writer.write(9)
            writer.write(text)
        case .value(let value):
            writer.write(8)
            value.write(to: &writer)
        case .streamed(let results):
            writer.write(7)
            writer.write(results) { writer, result in
                writer.write(result.id)
                result.outcome.write(to: &writer)
            }
        }
        return writer.frame
    }

    /// What stands before the bytes of outcomes in their frame.
    static func head(ofOutcomes bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(1)
        writer.write(bytes.count)
        return Pipe.frame(writer.bytes, before: bytes.count)
    }

    init(_ content: UnsafeRawBufferPointer) throws(ByteReader.Mismatch) {
        var reader = ByteReader(content)
        switch try reader.int() {
        case 0: self = .ready(missing: Int32(truncatingIfNeeded: try reader.int()))
        case 1:
            self = .outcomes(try reader.byteArray())
        case 2: self = .output(try reader.byteArray())
        case 3: self = .done
        case 4: self = .failed(PluginError(place: try reader.string(), message: try reader.string()))
        case 5: self = .log(level: try reader.string(), text: try reader.string())
        case 6: self = .ask(try ProgramAsk(from: &reader))
        case 7:
            self = .streamed(
                try reader.list { (reader) throws(ByteReader.Mismatch) in
                    (try reader.optionalString(), try StudentOutcome(from: &reader))
                })
        case 9: self = .notice(try reader.string())
        case 8: self = .value(try SessionValue(from: &reader))
        default: throw ByteReader.Mismatch()
        }
        guard reader.isAtEnd else { throw ByteReader.Mismatch() }
    }
}

/// Something that a parent asks of a worker, as a frame on a pipe.
protocol WorkerRequest {
    var frame: [UInt8] { get }
}

/// What a parent asks of a worker next: the outcomes of these rows, or one report about them. A worker ends
/// when its input does.
struct WorkerBlock: WorkerRequest {
    let rows: [Int]
    /// The report's title; empty for outcomes.
    let title: String

    var frame: [UInt8] {
        var writer = ByteWriter()
        RowRuns(rows).write(to: &writer)
        writer.write(title)
        return writer.frame
    }

    init(rows: [Int], title: String = "") {
        self.rows = rows
        self.title = title
    }

    init(_ content: [UInt8]) throws {
        (rows, title) = try content.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return (try RowRuns(from: &reader).rows, try reader.string())
        }
    }
}

/// Whole reads and writes on a descriptor.
enum Pipe {
    /// Writes all bytes; false where the other end is gone.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return true
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { write($0, to: descriptor) }
    }

    /// Reads exactly so many bytes; nil where the other end is gone before.
    static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var position = 0
        while position < count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + position, count - position)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            position += got
        }
        return bytes
    }

    /// A frame of this content, or, where so many bytes more are to be written behind it, its beginning.
    static func frame(_ content: [UInt8], before rest: Int = 0) -> [UInt8] {
        withUnsafeBytes(of: UInt32(content.count + rest)) { Array($0) } + content
    }

    /// Reads a frame: its length, then its content.
    static func readFrame(from descriptor: Int32) -> [UInt8]? {
        guard let head = read(4, from: descriptor) else { return nil }
        let count = head.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        return read(Int(count), from: descriptor)
    }
}
