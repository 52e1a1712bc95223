import Engagement
import Lua

extension WorkerPool {
    /// Looks a plugin over: its code is compiled and searched for names that nothing has, loaded over an empty
    /// district, and its tests are run, all of it in a worker process.
    ///
    /// - Throws: If the process meets a limit or dies.
    public func check(_ plugin: Plugin, listener: Listener = Listener()) throws -> PluginCheckResult {
        var bytes: [UInt8] = []
        let job = WorkerJob(task: .check, plugin: plugin, limits: limits)
        try work(
            at: job, [], over: SnapshotBuilder(asOf: CalendarDate(dayNumber: 0)).finish(),
            name: plugin.manifest.name, listener: listener, output: { bytes += $0 }, done: {})
        do {
            return try bytes.withUnsafeBytes { bytes in
                var reader = ByteReader(bytes)
                return try PluginCheckResult(from: &reader)
            }
        } catch {
            throw PluginError(place: plugin.manifest.name, message: WorkerEnding.forged)
        }
    }
}

extension Plugin {
    /// What there is to say of the plugin; runs its code, so in a worker only.
    func check(in district: District, limits: RunLimits, log: @escaping @Sendable (String, String) -> Void)
        -> PluginCheckResult
    {
        var findings: [PluginFinding] = []
        func add(_ error: PluginError) {
            // A text that Lua cannot read was found before it was loaded.
            if !findings.contains(where: { $0.place == error.place && $0.message == error.message }) {
                findings.append(PluginFinding(weight: .problem, place: error.place, message: error.message))
            }
        }
        do throws(PluginError) {
            let world = try PluginWorld.globals(of: self, in: district)
            findings += PluginCheck(plugin: self, globals: world).findings()
            let options = try manifest.options(setting: [(name: String, value: String)]())
            _ = try PluginInstance(self, district: district, options: options, limits: limits, log: log)
        } catch {
            add(error)
        }
        guard files.contents["test.lua"] != nil else {
            return PluginCheckResult(findings: findings, tests: nil)
        }
        var tests: [PluginTestResult] = []
        do throws(PluginError) {
            tests = try test()
        } catch {
            add(error)
        }
        return PluginCheckResult(findings: findings, tests: tests)
    }
}

/// What stands in a plugin's world before its code has run.
enum PluginWorld {
    /// The names of its globals.
    static func globals(of plugin: Plugin, in district: District) throws(PluginError) -> Set<String> {
        do {
            let view = View(district: district, reads: [], plugin: plugin.manifest.name)
            let sandbox = try Sandbox(
                plugin: plugin.manifest.name, files: [:], asOf: district.snapshot.asOf, log: { _, _ in })
            try view.install(in: sandbox)
            return Set(try sandbox.globals.pairs().map(\.0.description))
        } catch {
            throw PluginError(error)
        }
    }
}

extension PluginCheckResult {
    func write(to writer: inout ByteWriter) {
        writer.write(findings) { writer, finding in
            writer.write(finding.weight.rawValue)
            writer.write(finding.place)
            writer.write(finding.message)
        }
        writer.write(tests == nil ? 0 : 1)
        writer.write(tests ?? []) { writer, test in
            writer.write(test.name)
            writer.write(test.failure)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        findings = try reader.list { (reader) throws(ByteReader.Mismatch) in
            guard let weight = PluginFinding.Weight(rawValue: try reader.int()) else {
                throw ByteReader.Mismatch()
            }
            return PluginFinding(weight: weight, place: try reader.string(), message: try reader.string())
        }
        let hasTests = try reader.int() == 1
        let results = try reader.list { (reader) throws(ByteReader.Mismatch) in
            PluginTestResult(name: try reader.string(), failure: try reader.optionalString())
        }
        tests = hasTests ? results : nil
    }
}
