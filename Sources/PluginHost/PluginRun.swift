public import Engagement

extension Plugin {
    /// Scores students: `prepare` once, then `score` for each, or proposes services for them by `link`, or derives
    /// values by `indicators`. A student on whom the plugin fails gets that error as the result; the others stand.
    ///
    /// - Parameters:
    ///   - contribution: `score`, `link` or `indicators`.
    ///   - rows: The students by their rows in the snapshot; nil for all.
    ///   - limits: What the plugin may use up for one student.
    ///   - seed: What random numbers begin from: the same seed gives the same results.
    ///   - log: Takes what the plugin logs: a level and a text.
    ///   - progress: Called after each student with how many are done.
    /// - Returns: One result a student, in the order of the rows.
    /// - Throws: If the plugin does not contribute that, does not load, or fails in `prepare`.
    public func score(
        for contribution: Manifest.Contribution = .score, _ district: District, options: PluginOptions,
        rows: [Int]? = nil, limits: RunLimits = .student,
        seed: Int64 = 0,
        log: @escaping @Sendable (String, String) -> Void = { _, _ in }, progress: (Int) -> Void = { _ in }
    ) throws(PluginError) -> [StudentResult] {
        try require(contribution)
        let instance = try PluginInstance(
            self, district: district, options: options, limits: limits, log: log)
        let rows = rows ?? Array(0..<district.snapshot.students.count)
        let prepared = try instance.prepare(rows: rows)
        guard let turns = try instance.calls(contribution, prepared) else { return [] }
        var results: [StudentResult] = []
        results.reserveCapacity(rows.count)
        try instance.turns.take(rows.count) { places in
            for row in rows[places] {
                let outcome = instance.outcome(of: contribution, row: row, seed: seed, turns)
                results.append(StudentResult(student: district.snapshot.id(of: row), outcome: outcome))
                progress(results.count)
            }
        } again: {
            results = []
        }
        return results
    }

    /// Writes a report about students.
    ///
    /// - Parameters:
    ///   - title: The report's title, such as the mentor's name.
    ///   - format: One of the formats in the manifest; nil for the first of them.
    ///   - rows: The students by their rows in the snapshot, in the report's order; nil for all.
    /// - Returns: The file's content.
    /// - Throws: If the plugin contributes no report, does not load, or fails.
    public func report(
        _ district: District, title: String, options: PluginOptions,
        format: Manifest.ReportFormat? = nil, rows: [Int]? = nil,
        log: @escaping @Sendable (String, String) -> Void = { _, _ in }
    ) throws(PluginError) -> [UInt8] {
        let format = try reportFormat(format)
        let rows = rows ?? Array(0..<district.snapshot.students.count)
        try requireOneStudentForNotes(rows.count)
        let instance = try PluginInstance(
            self, district: district, options: options, limits: .report, log: log)
        return try instance.report(title: title, format: format, rows: rows)
    }

    /// The format that a report is written in.
    ///
    /// - Parameter wanted: The format asked for; nil for the plugin's usual one.
    /// - Throws: If the plugin contributes no report, or does not write that format.
    public func reportFormat(_ wanted: Manifest.ReportFormat?) throws(PluginError) -> Manifest.ReportFormat {
        try require(.report)
        guard let wanted else { return manifest.reportFormats.first ?? .text }
        guard manifest.reportFormats.contains(wanted) else {
            throw PluginError(
                place: "",
                message: "plugin '\(manifest.name)' writes no \(wanted.rawValue), only "
                    + manifest.reportFormats.map(\.rawValue).joined(separator: ", "))
        }
        return wanted
    }

    /// Refuses a report of a plugin that reads confidential notes, unless it is about one student.
    public func requireOneStudentForNotes(_ studentCount: Int) throws(PluginError) {
        guard manifest.reads.contains(.notes), studentCount > 1 else { return }
        throw PluginError(
            place: "",
            message:
                "plugin '\(manifest.name)' reads notes, which are confidential and never in a report about "
                + "more than one student, and this one would be about \(studentCount); choose one with --student, "
                + "or write one file for each with --each student")
    }

    /// Refuses a plugin that does not contribute what is asked of it.
    func require(_ contribution: Manifest.Contribution) throws(PluginError) {
        guard manifest.contributes.contains(contribution) else {
            throw PluginError(
                place: "",
                message: "plugin '\(manifest.name)' contributes no \(contribution.rawValue), only "
                    + manifest.contributes.map(\.rawValue).joined(separator: ", "))
        }
    }
}
