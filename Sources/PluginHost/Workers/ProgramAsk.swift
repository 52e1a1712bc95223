package import Engagement

/// What a script or a line of a session asks of the program that runs it, which has the database, the plugins
/// and the files.
package enum ProgramAsk: Sendable, Hashable {
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

/// What the program answers to a ``ProgramAsk``.
package enum ProgramReply: Sendable {
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

    /// The answer as a frame on a pipe.
    var frame: [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.frame
    }

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
