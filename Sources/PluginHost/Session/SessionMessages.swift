package import Engagement

/// What the front asks of a session's process, each as a frame.
enum SessionRequest {
    /// A chunk to run under a name, its first line being that line of it.
    case run(code: [UInt8], name: String, firstLine: Int)
    /// What may follow this path of names, for completion.
    case names(path: String)
    /// The process that ran a line is gone: go on from before it.
    case resume
    /// The answer to a ``SessionAsk``.
    case reply(SessionReply)
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
        case 3: self = .reply(try SessionReply(from: &reader))
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
    /// The line ended well and gave these values, with a remark on them or nothing.
    case values([SessionValue], remark: String)
    /// The chunk is no Lua yet, but might be if more came.
    case incomplete
    case failed(SessionFailure)
    case names([String])
    /// The line wants something that the process itself cannot do.
    case ask(SessionAsk)

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
        case 7: self = .ask(try SessionAsk(from: &reader))
        default: throw ByteReader.Mismatch()
        }
        guard reader.isAtEnd else { throw ByteReader.Mismatch() }
    }
}

/// What a line asks of the front, which has the database, the plugins and the files.
package enum SessionAsk: Sendable, Hashable {
    /// Run a plugin over these students, or all mentors, its options as texts by their names.
    case run(plugin: String, options: [String: String], rows: [Int])
    /// Write a report about these students.
    case report(plugin: String, options: [String: String], rows: [Int])
    /// Write a file.
    case save(path: String, [UInt8])
    /// Record something about a student, or take the last record back.
    case record(RecordRequest)
    /// Show these lines of help, or what is known about a name.
    case help([String], about: String)

    func write(to writer: inout ByteWriter) {
        func write(_ kind: Int, _ plugin: String, _ options: [String: String], _ rows: [Int]) {
            writer.write(kind)
            writer.write(plugin)
            writer.write(options.sorted { $0.key < $1.key }) {
                $0.write($1.key)
                $0.write($1.value)
            }
            writer.write(rows) { $0.write($1) }
        }
        switch self {
        case .run(let plugin, let options, let rows): write(0, plugin, options, rows)
        case .report(let plugin, let options, let rows): write(1, plugin, options, rows)
        case .save(let path, let bytes):
            writer.write(2)
            writer.write(path)
            writer.write(bytes)
        case .record(let request):
            writer.write(3)
            request.write(to: &writer)
        case .help(let lines, let name):
            writer.write(4)
            writer.write(lines) { $0.write($1) }
            writer.write(name)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        let kind = try reader.int()
        if kind == 3 {
            self = .record(try RecordRequest(from: &reader))
            return
        }
        if kind == 4 {
            self = .help(
                try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() },
                about: try reader.string())
            return
        }
        let name = try reader.string()
        if kind == 2 {
            self = .save(path: name, try reader.byteArray())
            return
        }
        var options: [String: String] = [:]
        for _ in 0..<(try reader.int()) { options[try reader.string()] = try reader.string() }
        let rows = try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.int() }
        switch kind {
        case 0: self = .run(plugin: name, options: options, rows: rows)
        case 1: self = .report(plugin: name, options: options, rows: rows)
        default: throw ByteReader.Mismatch()
        }
    }
}

/// What the front answers to a ``SessionAsk``.
package enum SessionReply: Sendable {
    /// It was not done, and why.
    case refused(String)
    /// The outcomes of the rows that were asked for, in their order.
    case outcomes(plugin: String, [StudentOutcome])
    /// What was proposed for the rows that were asked for, in their order.
    case proposals([StudentOutcome])
    /// What was said of mentors.
    case fidelity([MentorFidelity])
    /// The content of a report, and what kind of file it is.
    case report([UInt8], format: String)
    /// It was done, with what is said of it to people.
    case done(String)

    func write(to writer: inout ByteWriter) {
        switch self {
        case .refused(let reason):
            writer.write(0)
            writer.write(reason)
        case .outcomes(let plugin, let outcomes):
            writer.write(1)
            writer.write(plugin)
            writer.write(outcomes) { $1.write(to: &$0) }
        case .report(let bytes, let format):
            writer.write(2)
            writer.write(bytes)
            writer.write(format)
        case .done(let text):
            writer.write(3)
            writer.write(text)
        case .proposals(let outcomes):
            writer.write(4)
            writer.write(outcomes) { $1.write(to: &$0) }
        case .fidelity(let mentors):
            writer.write(5)
            writer.write(mentors) { writer, fidelity in
                writer.write(fidelity.mentor)
                fidelity.write(to: &writer)
            }
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        switch try reader.int() {
        case 0: self = .refused(try reader.string())
        case 1:
            self = .outcomes(
                plugin: try reader.string(),
                try reader.list { (reader) throws(ByteReader.Mismatch) in try StudentOutcome(from: &reader) })
        case 2: self = .report(try reader.byteArray(), format: try reader.string())
        case 3: self = .done(try reader.string())
        case 4:
            self = .proposals(
                try reader.list { (reader) throws(ByteReader.Mismatch) in try StudentOutcome(from: &reader) })
        case 5:
            self = .fidelity(
                try reader.list { (reader) throws(ByteReader.Mismatch) in
                    try MentorFidelity(mentor: reader.int(), from: &reader)
                })
        default: throw ByteReader.Mismatch()
        }
    }
}

extension ByteWriter {
    /// The bytes behind their length, as they go through a pipe.
    var frame: [UInt8] { withUnsafeBytes(of: UInt32(bytes.count)) { Array($0) } + bytes }
}
