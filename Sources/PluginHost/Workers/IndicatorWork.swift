public import Engagement
import Lua

extension WorkerPool {
    /// Has a plugin's `indicators(student, options, prepared)` derive values of the district's own indicators, in
    /// worker processes. A student on whom it fails, or with whom a process is lost, costs no other.
    ///
    /// - Parameter rows: The students by their rows in the snapshot.
    /// - Returns: One answer a student, in the order of the rows.
    public func indicators(
        _ plugin: Plugin, _ district: District, options: PluginOptions, rows: [Int],
        listener: Listener = Listener()
    ) throws -> [DerivedValues] {
        try plugin.require(.indicators)
        let job = WorkerJob(
            task: .indicators(cohort: rows), plugin: plugin, options: options,
            findings: Findings(of: district, readBy: plugin), limits: limits)
        var found = [DerivedValues](repeating: DerivedValues(), count: rows.count)
        var work = BlockWork(
            pool: self, plugin: plugin, job: job, rows: rows, listener: listener,
            answers: DerivedAnswers(check: IndicatorAnswer(catalog: district.snapshot.catalog))
        ) { places, answers in
            for (place, answer) in zip(places, answers) { found[place] = answer }
        }
        try work.run(over: district.snapshot)
        return found
    }
}

/// Derived values as workers answer with them.
struct DerivedAnswers: BlockAnswers {
    let check: IndicatorAnswer

    func block(_ bytes: [UInt8], count: Int) -> [DerivedValues]? {
        let answers = try? bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            let answers = try reader.list(DerivedValues.init(from:))
            return reader.isAtEnd ? answers : nil
        }
        return answers?.count == count ? answers : nil
    }

    func checked(_ answers: [DerivedValues], of _: [Int]) -> [DerivedValues] {
        answers.map { answer in
            guard check.problem(with: answer.values) == nil else {
                return DerivedValues(failure: WorkerEnding.forged)
            }
            return DerivedValues(
                values: answer.values, failure: answer.failure.map(ScoreAnswer.shortened))
        }
    }

    func failure(_ message: String) -> [DerivedValues] {
        [DerivedValues(failure: ScoreAnswer.shortened(message))]
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
