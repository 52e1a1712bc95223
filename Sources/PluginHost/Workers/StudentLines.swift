import Engagement
import Lua

/// Scores students that come as lines of JSON, inside a worker: each line is one student with the records that
/// a plugin's test would describe.
///
/// A line's result depends on the line alone: what else comes with it changes nothing.
struct StudentLines {
    /// What came of a line: the student's id, where one could be read, and the outcome.
    typealias Result = (id: String?, outcome: StudentOutcome)

    private let plugin: Plugin
    private let job: WorkerJob
    private let seed: Int64
    private let log: @Sendable (String, String) -> Void
    /// As ``PluginTurns/tell``.
    private let tellChange: (String) -> Void
    /// What all students share: the keys of a described district.
    private let shared: [String: JSONValue]
    private let sandbox: Sandbox
    private let view: View

    /// - Parameter shared: A JSON object of what the students share; `as_of` is the snapshot's.
    /// - Throws: A ``PluginError`` where the plugin does not load, or needs all students at once.
    init(
        _ plugin: Plugin, job: WorkerJob, seed: Int64, shared: [UInt8], asOf: CalendarDate,
        log: @escaping @Sendable (String, String) -> Void, tellChange: @escaping (String) -> Void
    ) throws {
        self.plugin = plugin
        self.job = job
        self.seed = seed
        self.log = log
        self.tellChange = tellChange
        guard case .object(var keys) = try JSONValue(parsing: shared) else {
            throw PluginError(place: "", message: "the district's description is no JSON object")
        }
        keys["as_of"] = .string(asOf.description)
        self.shared = keys
        view = View(
            district: District(snapshot: SnapshotBuilder(asOf: asOf).finish()), reads: [],
            plugin: plugin.manifest.name)
        sandbox = try Sandbox(plugin: plugin.manifest.name, files: [:], asOf: asOf) { _, _ in }
        try view.install(in: sandbox)
        let empty = try district(of: [])
        guard try instance(over: empty).function("prepare") == nil else {
            throw PluginError(
                place: "\(plugin.manifest.name)/init.lua",
                message:
                    "has a function 'prepare', which sees everyone at once; score --stdin sees one student "
                    + "at a time, so use: caseload run \(plugin.manifest.name)")
        }
    }

    /// The result of each line, in order.
    ///
    /// - Parameter begin: Told the number of the line, in this block, that is worked on.
    func results(of lines: [[UInt8]], begin: (Int) -> Void) throws -> [Result] {
        var results = [Result?](repeating: nil, count: lines.count)
        var waiting: [(number: Int, id: Identifier, student: JSONValue)] = []
        for (number, line) in lines.enumerated() {
            switch student(on: line) {
            case .success(let found): waiting.append((number, found.id, found.json))
            case .failure(let wrong): results[number] = (wrong.id, .failed(wrong.message))
            }
        }
        while !waiting.isEmpty {
            // A student who comes again is another student to the stream, but not to a district; and what one
            // district records, it records of all.
            var seen: Set<Identifier> = []
            let recorded = Self.recorded(waiting[0].student)
            let batch = waiting.filter {
                Self.recorded($0.student) == recorded && seen.insert($0.id).inserted
            }
            let taken = Set(batch.map(\.number))
            waiting.removeAll { taken.contains($0.number) }
            let district = try district(of: batch.map(\.student), recording: recorded)
            let instance = try instance(over: district)
            guard let scoring = try instance.calls(.score, .nil, isOften: false) else { return [] }
            for (number, id, _) in batch {
                begin(number)
                guard let row = district.snapshot.row(of: id) else {
                    results[number] = (id.text, .notScored)
                    continue
                }
                // A mentor's other students are others in each block.
                instance.view.rowsInView = [row]
                try instance.turns.take(1) { _ in
                    let outcome = instance.outcome(row: row, turn: Self.turn(of: id), seed: seed, scoring)
                    results[number] = (id.text, outcome)
                }
            }
            begin(-1)
        }
        return results.map { $0 ?? (nil, .notScored) }
    }

    /// The id of the student on a line; nil where none can be read.
    static func id(on line: [UInt8]) -> String? {
        guard case .object(let fields)? = try? JSONValue(parsing: line), case .string(let id)? = fields["id"]
        else {
            return nil
        }
        return id
    }

    private struct Wrong: Error {
        let id: String?
        let message: String
    }

    /// The student on a line, checked alone, so that a bad one costs no other.
    private func student(on line: [UInt8]) -> Swift.Result<(id: Identifier, json: JSONValue), Wrong> {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: line)
        } catch {
            return .failure(Wrong(id: nil, message: "\(error)"))
        }
        guard case .object(let fields) = json else {
            return .failure(Wrong(id: nil, message: "expected an object, found \(json.kindName)"))
        }
        guard case .string(let id)? = fields["id"], !id.isEmpty else {
            return .failure(Wrong(id: nil, message: "expected a student's \"id\", a text"))
        }
        do {
            _ = try district(of: [json])
        } catch {
            return .failure(Wrong(id: id, message: "\((error as? LuaError)?.message ?? "\(error)")"))
        }
        return .success((Identifier(id), json))
    }

    /// Kinds of which a district without any record knows nothing: an event of each, that stands for it.
    private static let events: [String: [String: JSONValue]] = [
        "attendance": ["code": .string("present")], "discipline": ["kind": .string("referral")],
        "activities": ["kind": .string("extracurricular")],
    ]

    /// Those of them that a student's line names: an empty list says that there was nothing.
    private static func recorded(_ student: JSONValue) -> Set<String> {
        guard case .object(let fields) = student else { return [] }
        return Set(fields.keys).intersection(events.keys)
    }

    private func district(of students: [JSONValue], recording kinds: Set<String> = []) throws -> District {
        var keys = shared
        // One more student, whom nobody asks about, has what makes the kinds recorded.
        var witness: [String: JSONValue] = ["id": .string("\u{10FFFF}")]
        for kind in kinds {
            var event = Self.events[kind] ?? [:]
            event["date"] = keys["as_of"]
            witness[kind] = .array([.object(event)])
        }
        keys["students"] = .array(students + (kinds.isEmpty ? [] : [.object(witness)]))
        // Schools and mentors need no description of their own.
        for (list, field) in [("schools", "school"), ("mentors", "mentor")] {
            keys[list] = .array(Self.described(keys[list], namedIn: students, field))
        }
        guard let table = try View.value(of: .object(keys), in: sandbox.state).table else {
            throw LuaError("the district's description is no table")
        }
        return try TestDistrict(table, view: view).district
    }

    private static func described(
        _ list: JSONValue?, namedIn students: [JSONValue], _ field: String
    ) -> [JSONValue] {
        var described: [JSONValue] = []
        if case .array(let given)? = list { described = given }
        var known = Set(described.map { entry in id(of: entry, "id") })
        known.insert(field == "school" ? "school" : nil)
        for student in students {
            guard let id = id(of: student, field), known.insert(id).inserted else { continue }
            described.append(.object(["id": .string(id)]))
        }
        return described
    }

    private static func id(of json: JSONValue, _ field: String) -> String? {
        guard case .object(let fields) = json, case .string(let id)? = fields[field] else { return nil }
        return id
    }

    private func instance(over district: District) throws(PluginError) -> PluginInstance {
        let instance = try PluginInstance(
            plugin, district: district, options: job.options, limits: job.limits, log: log)
        instance.turns.tell = tellChange
        return instance
    }

    /// What random numbers begin from for a student, wherever the student stands.
    private static func turn(of id: Identifier) -> Int64 {
        var turn: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in id.text.utf8 { turn = (turn ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int64(truncatingIfNeeded: turn >> 1)
    }
}

/// What a parent asks of a worker that scores lines: the outcome of each.
struct WorkerLines: WorkerRequest {
    let lines: [[UInt8]]

    var frame: [UInt8] {
        var writer = ByteWriter()
        writer.write(lines) { $0.write($1) }
        return writer.frame
    }

    init(lines: [[UInt8]]) {
        self.lines = lines
    }

    init(_ content: [UInt8]) throws {
        lines = try content.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.byteArray() }
        }
    }
}
