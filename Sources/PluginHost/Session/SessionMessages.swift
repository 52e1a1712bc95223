import Engagement

/// What the front asks of a session's process, each as a frame.
enum SessionRequest {
    /// A chunk to run under a name, its first line being that line of it.
    case run(code: [UInt8], name: String, firstLine: Int)
    /// What may follow this path of names, for completion.
    case names(path: String)
    /// The process that ran a line is gone: go on from before it.
    case resume
    /// The answer to a ``ProgramAsk``.
    case reply(ProgramReply)
    /// The district of another day is there: its image, and a ``WorkerJob`` with what is found about it.
    case look(OtherDays.Place, job: [UInt8])

    var frame: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .run(let code, let name, let firstLine):
            writer.write(0)
            writer.write(code)
            writer.write(name)
            writer.write(firstLine)
        case .names(let path):
            writer.write(1)
            writer.write(path)
        case .resume: writer.write(2)
        case .reply(let reply):
            writer.write(3)
            reply.write(to: &writer)
        case .look(let place, let job):
            writer.write(4)
            writer.write(place.offset)
            writer.write(place.count)
            writer.write(job)
        }
        return writer.frame
    }

    init(_ content: UnsafeRawBufferPointer) throws(ByteReader.Mismatch) {
        var reader = ByteReader(content)
        switch try reader.int() {
        case 0:
            self = .run(
                code: try reader.byteArray(), name: try reader.string(), firstLine: try reader.int())
        case 1: self = .names(path: try reader.string())
        case 2: self = .resume
        case 3: self = .reply(try ProgramReply(from: &reader))
        case 4:
            self = .look(
                OtherDays.Place(offset: try reader.int(), count: try reader.int()),
                job: try reader.byteArray())
        default: throw ByteReader.Mismatch()
        }
    }
}

/// What a session's process says, each as a frame.
enum SessionAnswer {
    /// It is there; with the protections that could not be had.
    case ready(missing: Int32)
    /// It goes on from before the line that was ended; with its process.
    case resumed(process: Int32)
    /// A part of what the line printed.
    case output([UInt8])
    /// A value that the line printed by itself.
    case printed(SessionValue)
    /// The line ended well and gave these values, with a remark on them or nothing.
    case values([SessionValue], remark: String)
    /// The chunk is no Lua yet, but might be if more came.
    case incomplete
    case failed(SessionFailure)
    case names([String])
    /// The line wants something that the process itself cannot do.
    case ask(ProgramAsk)

    var frame: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .ready(let missing):
            writer.write(0)
            writer.write(Int(missing))
        case .resumed(let process):
            writer.write(1)
            writer.write(Int(process))
        case .output(let bytes):
            writer.write(2)
            writer.write(bytes)
        case .printed(let value):
            writer.write(8)
            value.write(to: &writer)
        case .values(let values, let remark):
            writer.write(3)
            writer.write(values) { $1.write(to: &$0) }
            writer.write(remark)
        case .incomplete: writer.write(4)
        case .failed(let failure):
            writer.write(5)
            failure.write(to: &writer)
        case .names(let names):
            writer.write(6)
            writer.write(names) { $0.write($1) }
        case .ask(let ask):
            writer.write(7)
            ask.write(to: &writer)
        }
        return writer.frame
    }

    init(_ content: UnsafeRawBufferPointer) throws(ByteReader.Mismatch) {
        var reader = ByteReader(content)
        switch try reader.int() {
        case 0: self = .ready(missing: Int32(truncatingIfNeeded: try reader.int()))
        case 1: self = .resumed(process: Int32(truncatingIfNeeded: try reader.int()))
        case 2: self = .output(try reader.byteArray())
        case 3:
            self = .values(
                try reader.list { (reader) throws(ByteReader.Mismatch) in try SessionValue(from: &reader) },
                remark: try reader.string())
        case 4: self = .incomplete
        case 5: self = .failed(try SessionFailure(from: &reader))
        case 6:
            self = .names(
                try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() })
        case 7: self = .ask(try ProgramAsk(from: &reader))
        case 8: self = .printed(try SessionValue(from: &reader))
        default: throw ByteReader.Mismatch()
        }
        guard reader.isAtEnd else { throw ByteReader.Mismatch() }
    }
}

extension ByteWriter {
    /// The bytes behind their length, as they go through a pipe.
    var frame: [UInt8] { Pipe.frame(bytes) }
}
