import Engagement

/// What a worker is started for: everything it needs that is not in the snapshot.
struct WorkerJob {
    /// What is done.
    enum Task {
        /// Blocks of students have their turns as the parent asks for them: they are scored, services are proposed for
        /// them, or values of indicators derived.
        case turns(Manifest.Contribution, seed: Int64, cohort: RowRuns)
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
        /// Rows of a file that the parent sends are put into the tool's own columns.
        case rows(file: String, columns: [String])
        /// Lines of JSON, a student each, are scored as the parent sends them; `shared` is what they share.
        case stream(seed: Int64, shared: [UInt8])
    }

    let task: Task
    /// The plugin's files; empty for a script.
    let files: [String: [UInt8]]
    let folder: String
    let options: PluginOptions
    /// What other plugins found, as far as the plugin may read it.
    let findings: Findings
    let limits: RunLimits
    /// As ``District/showsSmallGroups``.
    let showsSmallGroups: Bool

    var bytes: [UInt8] {
        var writer = ByteWriter()
        switch task {
        case .turns(let contribution, let seed, let cohort):
            writer.write(0)
            writer.write(contribution.rawValue)
            writer.write(Int(seed))
            cohort.write(to: &writer)
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
        case .rows(let file, let columns):
            writer.write(9)
            writer.write(file)
            writer.write(columns) { $0.write($1) }
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
        findings.write(to: &writer)
        writer.write(limits.memory)
        writer.write(limits.instructions)
        writer.write(limits.seconds)
        writer.write(showsSmallGroups ? 1 : 0)
        return writer.bytes
    }

    init(
        task: Task, plugin: Plugin? = nil, options: PluginOptions = PluginOptions(values: [:]),
        findings: Findings = Findings(), limits: RunLimits,
        showsSmallGroups: Bool = false
    ) {
        self.task = task
        files = plugin?.files.contents ?? [:]
        folder = plugin?.folder ?? ""
        self.options = options
        self.findings = findings
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
            guard let contribution = Manifest.Contribution(rawValue: try reader.string()) else {
                throw ByteReader.Mismatch()
            }
            let seed = Int64(try reader.int())
            task = .turns(contribution, seed: seed, cohort: try RowRuns(from: &reader))
        case 1:
            guard let format = Manifest.ReportFormat(rawValue: try reader.string()) else {
                throw ByteReader.Mismatch()
            }
            task = .report(format)
        case 3: task = .check
        case 6: task = .fidelity
        case 5: task = .session
        case 9:
            task = .rows(
                file: try reader.string(),
                columns: try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() })
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
        findings = try Findings(from: &reader, fingerprint: fingerprint)
        limits = RunLimits(
            memory: try reader.int(), instructions: try reader.int(), seconds: try reader.double())
        showsSmallGroups = try reader.int() == 1
    }
}
