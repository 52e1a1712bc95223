import Engagement

/// What earlier runs found, as a worker's job carries it.
struct Findings {
    /// The latest results about students, and those of earlier days.
    private(set) var latest: [RunResults] = []
    private(set) var previous: [RunResults] = []
    /// The latest results about mentors, and those of earlier days.
    private(set) var fidelity: [FidelityResults] = []
    private(set) var previousFidelity: [FidelityResults] = []
    /// The plugins that are installed, as ``District/plugins``.
    private var plugins: [String] = []

    /// None.
    init() {}

    /// All that is known of a district.
    init(of district: District) {
        latest = Array(district.results.values)
        previous = Array(district.previous.values)
        fidelity = Array(district.fidelity.values)
        previousFidelity = Array(district.previousFidelity.values)
        plugins = district.plugins.sorted()
    }

    /// What of it a plugin declares that it reads.
    init(of district: District, readBy plugin: Plugin) {
        let all = Findings(of: district)
        plugins = all.plugins
        if plugin.manifest.reads.contains(.scores) { (latest, previous) = (all.latest, all.previous) }
        if plugin.manifest.reads.contains(.fidelity) {
            (fidelity, previousFidelity) = (all.fidelity, all.previousFidelity)
        }
    }

    /// The district that they are about.
    func district(_ snapshot: Snapshot) -> District {
        var district = District(
            snapshot: snapshot, results: latest, previous: previous, fidelity: fidelity,
            previousFidelity: previousFidelity)
        district.plugins = Set(plugins)
        return district
    }

    /// Puts them into a message.
    func write(to writer: inout ByteWriter) {
        for results in [latest, previous] {
            writer.write(results) { writer, results in
                Self.write(results.run, to: &writer)
                results.risk.write(to: &writer)
                writer.write(Array(results.outcomes)) { writer, entry in
                    writer.write(entry.key.text)
                    entry.value.write(to: &writer)
                }
            }
        }
        for results in [fidelity, previousFidelity] {
            writer.write(results) { writer, results in
                Self.write(results.run, to: &writer)
                writer.write(Array(results.rules)) { writer, entry in
                    writer.write(entry.key.text)
                    writer.write(entry.value) { writer, rule in rule.write(to: &writer) }
                }
            }
        }
        writer.write(plugins) { $0.write($1) }
    }

    /// What is in a message.
    init(from reader: inout ByteReader, fingerprint: String) throws(ByteReader.Mismatch) {
        func students(_ reader: inout ByteReader) throws(ByteReader.Mismatch) -> [RunResults] {
            try reader.list { (reader) throws(ByteReader.Mismatch) in
                let run = try Self.run(from: &reader, fingerprint: fingerprint)
                let risk = try DomainRisk.Line?(from: &reader)
                let outcomes = try reader.list { (reader) throws(ByteReader.Mismatch) in
                    (Identifier(try reader.string()), try StudentOutcome(from: &reader))
                }
                var results = RunResults(run: run, outcomes: Dictionary(outcomes) { first, _ in first })
                results.risk = risk
                return results
            }
        }
        func mentors(_ reader: inout ByteReader) throws(ByteReader.Mismatch) -> [FidelityResults] {
            try reader.list { (reader) throws(ByteReader.Mismatch) in
                let run = try Self.run(from: &reader, fingerprint: fingerprint)
                let rules = try reader.list { (reader) throws(ByteReader.Mismatch) in
                    let mentor = Identifier(try reader.string())
                    let rules = try reader.list { (reader) throws(ByteReader.Mismatch) in
                        try FidelityRule(from: &reader)
                    }
                    return (mentor, rules)
                }
                return FidelityResults(run: run, rules: Dictionary(rules) { first, _ in first })
            }
        }
        latest = try students(&reader)
        previous = try students(&reader)
        fidelity = try mentors(&reader)
        previousFidelity = try mentors(&reader)
        plugins = try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() }
    }

    /// Of a run, a plugin may know whose it is and of which day.
    private static func write(_ run: Run, to writer: inout ByteWriter) {
        writer.write(run.plugin)
        writer.write(Int(run.asOf.dayNumber))
    }

    private static func run(
        from reader: inout ByteReader, fingerprint: String
    ) throws(ByteReader.Mismatch) -> Run {
        let plugin = try reader.string()
        return Run(
            started: 0, finished: 0, user: "", plugin: plugin, version: "", pluginHash: "", options: "{}",
            asOf: CalendarDate(dayNumber: Int32(truncatingIfNeeded: try reader.int())),
            fingerprint: fingerprint, seed: 0, hostVersion: "")
    }
}

extension DomainRisk.Line? {
    /// Puts the line into a message.
    func write(to writer: inout ByteWriter) {
        switch self {
        case nil: writer.write(0)
        case .above(let line):
            writer.write(1)
            writer.write(line)
        case .below(let line):
            writer.write(2)
            writer.write(line)
        case .never: writer.write(3)
        }
    }

    /// The line in a message.
    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        switch try reader.int() {
        case 0: self = nil
        case 1: self = .above(try reader.double())
        case 2: self = .below(try reader.double())
        case 3: self = .never
        default: throw ByteReader.Mismatch()
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
            proposals.write(to: &writer)
        case .derived(let values):
            writer.write(4)
            values.write(to: &writer)
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
            self = .proposed(try [Proposal](from: &reader))
        case 4:
            self = .derived(try [String: Double](from: &reader))
        default:
            throw ByteReader.Mismatch()
        }
    }
}
