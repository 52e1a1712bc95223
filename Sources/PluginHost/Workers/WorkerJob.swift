import Engagement

/// What a worker is started for: everything it needs that is not in the snapshot.
struct WorkerJob {
    /// What is done.
    enum Task {
        /// Blocks of students are scored as the parent asks for them.
        case score(seed: Int64, cohort: [Int])
        /// Services are proposed for blocks of students as the parent asks for them.
        case link(seed: Int64, cohort: [Int])
        /// Reports are written as the parent asks for them.
        case report(Manifest.ReportFormat)
        /// A script is run as a plugin's code runs: without any data, or with a view of everything.
        case script(name: String, source: [UInt8], seesDistrict: Bool)
        /// The plugin is looked over and its tests are run.
        case check
        /// An analyst's lines are run one after another, with what they leave behind.
        case session
        /// Rules of the program are looked at for the mentors that the parent asks for, one a block.
        case fidelity
        /// Lines of JSON, a student each, are scored as the parent sends them; `shared` is what they share.
        case stream(seed: Int64, shared: [UInt8])
    }

    let task: Task
    /// The plugin's files; empty for a script.
    let files: [String: [UInt8]]
    let folder: String
    let options: PluginOptions
    /// The latest results of other plugins, where the plugin may read them.
    let results: [RunResults]
    /// Those of earlier days.
    let previous: [RunResults]
    let limits: RunLimits
    /// As ``District/showsSmallGroups``.
    let showsSmallGroups: Bool

    var bytes: [UInt8] {
        var writer = ByteWriter()
        switch task {
        case .score(let seed, let cohort):
            writer.write(0)
            writer.write(Int(seed))
            writer.write(cohort) { $0.write($1) }
        case .report(let format):
            writer.write(1)
            writer.write(format.rawValue)
        case .script(let name, let source, let seesDistrict):
            writer.write(2)
            writer.write(name)
            writer.write(source)
            writer.write(seesDistrict ? 1 : 0)
        case .check:
            writer.write(3)
        case .fidelity:
            writer.write(6)
        case .link(let seed, let cohort):
            writer.write(4)
            writer.write(Int(seed))
            writer.write(cohort) { $0.write($1) }
        case .session:
            writer.write(5)
        case .stream(let seed, let shared):
            writer.write(7)
            writer.write(Int(seed))
            writer.write(shared)
        }
        writer.write(files.sorted { $0.key < $1.key }) { writer, file in
            writer.write(file.key)
            writer.write(file.value)
        }
        writer.write(folder)
        writer.write(options.text)
        for results in [results, previous] { Self.write(results, to: &writer) }
        writer.write(limits.memory)
        writer.write(limits.instructions)
        writer.write(limits.seconds)
        writer.write(showsSmallGroups ? 1 : 0)
        return writer.bytes
    }

    private static func write(_ results: [RunResults], to writer: inout ByteWriter) {
        writer.write(results) { writer, results in
            writer.write(results.run.plugin)
            writer.write(Int(results.run.asOf.dayNumber))
            writer.write(Array(results.outcomes)) { writer, entry in
                writer.write(entry.key.text)
                entry.value.write(to: &writer)
            }
        }
    }

    init(
        task: Task, plugin: Plugin? = nil, options: PluginOptions = PluginOptions(values: [:]),
        results: [RunResults] = [], previous: [RunResults] = [], limits: RunLimits,
        showsSmallGroups: Bool = false
    ) {
        self.task = task
        files = plugin?.files.contents ?? [:]
        folder = plugin?.folder ?? ""
        self.options = options
        self.results = results
        self.previous = previous
        self.limits = limits
        self.showsSmallGroups = showsSmallGroups
    }
}

extension WorkerJob {
    /// The job that these bytes describe.
    init(_ bytes: [UInt8], fingerprint: String) throws {
        self = try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return try WorkerJob(&reader, fingerprint: fingerprint)
        }
    }

    private init(_ reader: inout ByteReader, fingerprint: String) throws {
        switch try reader.int() {
        case 0:
            let seed = Int64(try reader.int())
            task = .score(
                seed: seed,
                cohort: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.int() })
        case 1:
            guard let format = Manifest.ReportFormat(rawValue: try reader.string()) else {
                throw ByteReader.Mismatch()
            }
            task = .report(format)
        case 3: task = .check
        case 6: task = .fidelity
        case 4:
            let seed = Int64(try reader.int())
            task = .link(
                seed: seed,
                cohort: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.int() })
        case 5: task = .session
        case 7: task = .stream(seed: Int64(try reader.int()), shared: try reader.byteArray())
        default:
            task = .script(
                name: try reader.string(), source: try reader.byteArray(), seesDistrict: try reader.int() == 1
            )
        }
        var files: [String: [UInt8]] = [:]
        for _ in 0..<(try reader.int()) { files[try reader.string()] = try reader.byteArray() }
        self.files = files
        folder = try reader.string()
        let text = try reader.string()
        var values: [String: OptionValue] = [:]
        if case .object(let object) = try JSONValue(parsing: Array(text.utf8)),
            let manifest = files["plugin.json"]
        {
            let manifest = try Manifest(parsing: manifest, place: folder, folder: Plugin.name(of: folder))
            values = try manifest.options(setting: object).values
        }
        options = PluginOptions(values: values)
        results = try Self.results(&reader, fingerprint: fingerprint)
        previous = try Self.results(&reader, fingerprint: fingerprint)
        limits = RunLimits(
            memory: try reader.int(), instructions: try reader.int(), seconds: try reader.double())
        showsSmallGroups = try reader.int() == 1
    }

    private static func results(
        _ reader: inout ByteReader, fingerprint: String
    ) throws(ByteReader.Mismatch) -> [RunResults] {
        try reader.list { (reader) throws(ByteReader.Mismatch) in
            let plugin = try reader.string()
            let asOf = CalendarDate(dayNumber: Int32(truncatingIfNeeded: try reader.int()))
            let entries = try reader.list { (reader) throws(ByteReader.Mismatch) in
                (Identifier(try reader.string()), try StudentOutcome(from: &reader))
            }
            let run = Run(
                started: 0, finished: 0, user: "", plugin: plugin, version: "", pluginHash: "", options: "{}",
                asOf: asOf, fingerprint: fingerprint, seed: 0, hostVersion: "")
            return RunResults(run: run, outcomes: Dictionary(entries) { first, _ in first })
        }
    }
}

extension StudentOutcome {
    /// Puts the outcome into a message.
    func write(to writer: inout ByteWriter) {
        switch self {
        case .notScored:
            writer.write(0)
        case .failed(let message):
            writer.write(1)
            writer.write(message)
        case .scored(let score):
            writer.write(2)
            writer.write(score.score)
            writer.write(score.tier)
            for domain in EngagementDomain.allCases { writer.write(score.domains[domain]) }
            writer.write(score.reasons) { $0.write($1) }
        case .proposed(let proposals):
            writer.write(3)
            writer.write(proposals) { writer, proposal in
                writer.write(proposal.service.text)
                writer.write(proposal.reason)
                writer.write(proposal.priority)
                writer.write(proposal.domain.map { Int($0.rawValue) } ?? -1)
            }
        }
    }

    /// The outcome in a message.
    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        switch try reader.int() {
        case 0:
            self = .notScored
        case 1:
            self = .failed(try reader.string())
        case 2:
            var score = Score(score: try reader.optionalDouble(), tier: try reader.optionalString())
            for domain in EngagementDomain.allCases { score.domains[domain] = try reader.optionalDouble() }
            score.reasons = try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() }
            self = .scored(score)
        case 3:
            self = .proposed(
                try reader.list { (reader) throws(ByteReader.Mismatch) in
                    var proposal = Proposal(
                        service: Identifier(try reader.string()), reason: try reader.string(),
                        priority: try reader.int())
                    let domain = try reader.int()
                    proposal.domain = EngagementDomain(rawValue: UInt32(truncatingIfNeeded: domain))
                    return proposal
                })
        default:
            throw ByteReader.Mismatch()
        }
    }
}
