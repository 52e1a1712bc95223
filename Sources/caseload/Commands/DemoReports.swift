import Engagement
import PluginHost
import Records

/// The reports of the demonstration: one of each kind that is shipped.
struct DemoReports {
    /// The plugins by name, found before any work is done.
    private let plugins: [String: Plugin]

    init(host: PluginHost) throws {
        let names = [
            "monitoring-sheet", "student-profile", "caseload-overview", "markdown-brief", "caseload-csv",
            "caseload-json", "school-summary", "service-linkage-report", "fidelity-report",
        ]
        plugins = Dictionary(uniqueKeysWithValues: try names.map { ($0, try host.plugin(named: $0)) })
    }

    /// Writes them into a folder.
    ///
    /// - Returns: What was written, and what there is to see.
    ///
    /// - Parameters:
    ///   - database: In whose access log they are entered.
    ///   - purpose: What for, as the log keeps it.
    func write(
        _ district: District, into folder: String, loggedIn database: DistrictDatabase, purpose: String
    ) throws -> [(path: String, what: String)] {
        let snapshot = district.snapshot
        var written: [(path: String, what: String)] = []
        func add(
            _ plugin: String, _ title: String, _ rows: [Int], _ name: String, _ what: String
        ) throws {
            guard let plugin = plugins[plugin], !rows.isEmpty else { return }
            let options = try plugin.manifest.options(setting: [(String, String)]())
            try AccessEntry("report", purpose: purpose, plugin: plugin, options: options)
                .enter(into: database, snapshot, rows: rows)
            let writer = ReportWriter(
                plugin: plugin, options: options,
                format: try plugin.reportFormat(nil), district: district, pool: .ofThisProgram(.report))
            let path = "\(folder)/\(name)"
            try writer.write(title: title, rows: rows, to: path)
            written.append((path, what))
        }
        let all = Array(0..<snapshot.students.count)
        for (number, mentor) in snapshot.mentors.enumerated() {
            try add(
                "monitoring-sheet", mentor.name, snapshot.caseload(of: number),
                "monitoring-\(number + 1).html",
                "monitoring sheets of \(mentor.name)'s students, to print")
        }
        if let mentor = snapshot.mentors.first {
            let rows = snapshot.caseload(of: 0)
            try add(
                "caseload-overview", mentor.name, rows, "overview.html",
                "\(mentor.name)'s students at a glance, to sort and filter")
            try add(
                "markdown-brief", mentor.name, rows, "brief.md", "a few lines on each of them, for a meeting")
        }
        if let row = mostConcerning(of: all, in: district) {
            let name = snapshot.name(of: row)
            try add("student-profile", name, [row], "profile.html", "all about \(name), for a conference")
        }
        try add(
            "school-summary", "All schools", all, "schools.html",
            "figures of schools and grades, no student named")
        try add(
            "service-linkage-report", "All students", all, "services.html",
            "services of the community: who is linked, what waits, gaps")
        try add(
            "fidelity-report", "All mentors", all, "fidelity.html",
            "whether the program is followed as designed, for a board")
        try add(
            "caseload-csv", "All students", all, "students.csv",
            "all students with their scores, for a spreadsheet")
        try add("caseload-json", "All students", all, "students.json", "the same and more, for programs")
        return written
    }

    /// The student with a mentor whom check-and-connect gives the most points.
    private func mostConcerning(of rows: [Int], in district: District) -> Int? {
        let outcomes = district.results["check-and-connect"]?.outcomes ?? [:]
        let scores = rows.compactMap { row -> (row: Int, score: Double)? in
            guard !district.snapshot.caseloads[row].isEmpty,
                case .scored(let score)? = outcomes[district.snapshot.id(of: row)]
            else { return nil }
            return score.score.map { (row, $0) }
        }
        return scores.max { ($0.score, $1.row) < ($1.score, $0.row) }?.row
    }
}
