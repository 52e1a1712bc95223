public import Engagement
import Lua

extension WorkerPool {
    /// Has a plugin's `indicators(student, options, prepared)` derive values of the district's own indicators,
    /// in a worker process. A student on whom it fails, or with whom its process is lost, costs no other.
    ///
    /// - Parameter rows: The students by their rows in the snapshot.
    /// - Returns: One answer a student, in the order of the rows.
    public func indicators(
        _ plugin: Plugin, _ district: District, options: PluginOptions, rows: [Int],
        listener: Listener = Listener()
    ) throws -> [DerivedValues] {
        try plugin.require(.indicators)
        let name = plugin.manifest.name
        let job = WorkerJob(
            task: .indicators(cohort: rows), plugin: plugin, options: options,
            findings: Findings(of: district, readBy: plugin), limits: limits)
        let check = IndicatorAnswer(catalog: district.snapshot.catalog)
        var found: [DerivedValues] = []
        while found.count < rows.count {
            var bytes: [UInt8] = []
            var isLoaded = false
            do {
                try work(
                    at: job, rows[found.count...].map { WorkerBlock(rows: [$0]) }, over: district.snapshot,
                    name: name, listener: listener, ready: { isLoaded = true }, output: { bytes += $0 },
                    done: {
                        let answer = try? bytes.withUnsafeBytes { bytes in
                            var reader = ByteReader(bytes)
                            return try DerivedValues(from: &reader)
                        }
                        guard let answer, check.problem(with: answer.values) == nil else {
                            throw PluginError(place: name, message: WorkerEnding.forged)
                        }
                        found.append(answer)
                        bytes = []
                    })
            } catch let error as PluginError where isLoaded {
                found.append(DerivedValues(failure: ScoreAnswer.shortened(error.description)))
            }
        }
        return found
    }
}

extension Plugin {
    /// What the plugin derives for each student; runs its code in this process, as its tests do.
    func indicators(_ district: District, options: PluginOptions) throws(PluginError) -> [DerivedValues] {
        try require(.indicators)
        let instance = try PluginInstance(self, district: district, options: options)
        let rows = Array(0..<district.snapshot.students.count)
        let prepared = try instance.prepare(rows: rows)
        guard let deriving = try instance.calls(.indicators, prepared) else { return [] }
        return rows.map { instance.indicators(row: $0, deriving) }
    }
}

extension PluginInstance {
    /// What `indicators(student, options, prepared)` answers for the student in a row, checked.
    func indicators(row: Int, _ deriving: LuaRepeatedCall<StudentRow>) -> DerivedValues {
        do {
            sandbox.seed(0, Int64(row))
            let answer = try deriving(StudentRow(row: row)) { try $0.value() }
            return DerivedValues(values: try IndicatorAnswer(catalog: view.snapshot.catalog).read(answer))
        } catch let error as LuaError {
            return DerivedValues(
                failure: ScoreAnswer.shortened(PluginError(error, in: plugin.manifest.name).description))
        } catch {
            return DerivedValues(failure: ScoreAnswer.shortened("\(plugin.manifest.name): \(error)"))
        }
    }
}
