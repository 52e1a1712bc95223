import Engagement
import Foundation
import Testing

@testable import PluginHost

/// The guide for plugin authors: its first plugin works as printed, and its pieces are Lua.
@Suite struct GuideTests {
    private func guide() throws -> String {
        try String(contentsOfFile: BundledPluginTests.directory + "/README.md", encoding: .utf8)
    }

    /// The code blocks, each with the line before it.
    private func blocks(_ language: String) throws -> [(title: String, code: String)] {
        var blocks: [(String, String)] = []
        var previous = ""
        var open: (title: String, lines: [String])?
        for line in try guide().split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let block = open {
                if line == "```" {
                    blocks.append((block.title, block.lines.joined(separator: "\n")))
                    open = nil
                } else {
                    open?.lines.append(line)
                }
            } else if line == "```\(language)" {
                open = (previous, [])
            }
            previous = line
        }
        return blocks
    }

    /// The files that the guide prints of one plugin: those whose titles begin with its folder, or with none.
    private func files(below folder: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for block in try blocks("json") + blocks("lua") where block.title.hasPrefix("`") {
            let path = block.title.trimmingCharacters(in: CharacterSet(charactersIn: "`:"))
            if folder.isEmpty ? !path.contains("/") : path.hasPrefix(folder) {
                files[String(path.dropFirst(folder.count))] = block.code
            }
        }
        return files
    }

    @Test(arguments: [("slipping", ""), ("absences", "absences/")])
    func itsPluginsPassTheirTests(name: String, folder: String) throws {
        let files = try files(below: folder)
        #expect(files.keys.sorted() == ["init.lua", "plugin.json", "test.lua"])
        let results = try PluginFolder(files, name: name).plugin().test()
        #expect(results.map(\.failure) == [nil])
    }

    @Test(arguments: [
        ("html", "<th scope=\"row\" class=\"short\">Given</th>"), ("markdown", "| Given |"),
        ("json", "\"student\": \"Given\""),
    ])
    func itsReportComesInEveryFormat(format: String, part: String) throws {
        let plugin = try PluginFolder(files(below: "absences/"), name: "absences").plugin()
        let report = try plugin.report(
            PluginFolder.district, title: "Report", options: PluginOptions(values: [:]),
            format: Manifest.ReportFormat(rawValue: format))
        #expect(String(decoding: report, as: UTF8.self).contains(part))
    }

    @Test func thePiecesRunInAPlugin() throws {
        let pieces = try blocks("lua").filter { !$0.title.hasPrefix("`") }.map(\.code)
        #expect(pieces.count == 6)
        let manifest = """
            { "name": "sample", "version": "1", "api": 1, "summary": "x", "contributes": ["score", "link", "fidelity", "report", "indicators", "import"],
              "report": { "format": "html" }, "reads": ["attendance", "identity", "demographics", "linkages"] }
            """
        let code =
            "local plugin = {}\n" + pieces.joined(separator: "\n")
            + "\nfunction plugin.score(_, _, prepared) return { score = prepared.mean * 100 } end\nreturn plugin"
        let folder = try PluginFolder.scoring(code, manifest: manifest)
        let plugin = try folder.plugin()
        let options = try plugin.manifest.options(setting: [(name: String, value: String)]())
        let results = try plugin.score(PluginFolder.district, options: options)
        guard case .scored(let score)? = results.first?.outcome else {
            Issue.record("\(results)")
            return
        }
        #expect((98.0...99.0).contains(score.score ?? 0))
        var builder = SnapshotBuilder(asOf: CalendarDate("2026-03-30") ?? .unknown)
        var (club, clinic) = (Service(id: "SV-1", name: "Club"), Service(id: "SV-2", name: "Clinic"))
        club.terms = [ServiceTerm(name: "Tutoring")]
        clinic.terms = [ServiceTerm(name: "Health care")]
        builder.directory.services = [club, clinic]
        let school = builder.addSchool(School(id: "n", name: "North"))
        for day in 0..<10 { builder.addSchoolDay(builder.asOf - 9 + day, school: school) }
        var student = StudentRecord(id: "S-1")
        student.school = school
        if let row = builder.addStudent(student) {
            builder.add(AttendanceEvent(date: builder.asOf, code: .unexcused), to: row)
        }
        let linked = try plugin.score(for: .link, District(snapshot: builder.finish()), options: options)
        guard case .proposed(let proposals)? = linked.first?.outcome else {
            Issue.record("\(linked)")
            return
        }
        #expect(proposals.map(\.service) == ["SV-1"] && proposals.first?.domain == .academic)
        var derived = SnapshotBuilder(
            asOf: CalendarDate("2026-03-30") ?? .unknown,
            catalog: IndicatorCatalog(own: [
                Indicator(
                    id: "punctuality", domain: .behavioral, title: "", unit: "", cadence: .weekly,
                    kind: .observations)
            ]))
        let school2 = derived.addSchool(School(id: "n", name: "North"))
        for day in 0..<5 { derived.addSchoolDay(derived.asOf - 4 + day, school: school2) }
        student.school = school2
        if let row = derived.addStudent(student) {
            derived.add(AttendanceEvent(date: derived.asOf, code: .tardy), to: row)
        }
        let values = try plugin.score(
            for: .indicators, District(snapshot: derived.finish()), options: options)
        #expect(values.map(\.outcome) == [.derived(["punctuality": 0.8])])
        let rows = try plugin.rows(
            [
                ImportedRow(line: 2, fields: ["S-1", "3.2.2026"]),
                ImportedRow(line: 3, fields: ["S-1", "x"]),
            ],
            file: "a.csv", columns: ["Pupil", "Day"], options: options, asOf: derived.asOf)
        #expect(
            rows == [
                .records([
                    .init(
                        file: "attendance",
                        fields: ["student_id": "S-1", "date": "2026-02-03", "code": "unexcused"])
                ]), .refused("the day 'x' is not as 31.12.2025"),
            ])
        let html = String(
            decoding: try plugin.report(PluginFolder.district, title: "", options: options), as: UTF8.self)
        #expect(html.contains("<li>Given: 1 days</li>"))
    }

    @Test func namesEveryLimitAsItIs() throws {
        let text = try guide()
        #expect(RunLimits.student.memory == 512 << 20 && text.contains("512 MiB"))
        #expect(RunLimits.student.instructions == 200_000_000 && text.contains("200 million instructions"))
        #expect(RunLimits.student.seconds == 30 && text.contains("30 seconds"))
    }
}
