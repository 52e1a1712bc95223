public import Engagement
import Lua

extension Plugin {
    /// Proposes services for students: `prepare` once, then `link` for each, as ``score(_:options:rows:limits:seed:log:progress:)``
    /// scores them.
    ///
    /// - Returns: One result a student, in the order of the rows: proposals, nothing to propose, or the error.
    /// - Throws: If the plugin contributes no link, does not load, or fails in `prepare`.
    public func propose(
        _ district: District, options: PluginOptions, rows: [Int]? = nil, limits: RunLimits = .student,
        seed: Int64 = 0, log: @escaping @Sendable (String, String) -> Void = { _, _ in }
    ) throws(PluginError) -> [StudentResult] {
        try require(.link)
        let instance = try PluginInstance(
            self, district: district, options: options, limits: limits, log: log)
        let rows = rows ?? Array(0..<district.snapshot.students.count)
        let prepared = try instance.prepare(rows: rows)
        guard let linking = try instance.calls(.link, prepared) else { return [] }
        return rows.map { row in
            StudentResult(
                student: district.snapshot.id(of: row),
                outcome: instance.link(row: row, seed: seed, linking))
        }
    }
}

extension PluginInstance {
    /// What `link(student, directory, options, prepared)` answers for the student in a row, checked.
    func link(row: Int, seed: Int64, _ linking: LuaRepeatedCall<StudentRow>) -> StudentOutcome {
        do {
            sandbox.seed(seed, Int64(row))
            let answer = try linking(StudentRow(row: row)) { try $0.value() }
            return try LinkAnswer(snapshot: view.snapshot).read(answer, row: row, view: view)
        } catch let error as LuaError {
            return .failed(PluginError(error).description)
        } catch {
            return .failed("\(plugin.manifest.name): \(error)")
        }
    }
}
