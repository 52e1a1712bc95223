import Engagement
import Foundation
import Records
import Testing

@Suite struct LayoutDocumentationTests {
    private var page: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Examples/FILES.md")
    }

    @Test func thePageIsUpToDate() throws {
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] == "1" {
            try Data(LayoutDocumentation.markdown.utf8).write(to: page)
        }
        let found = try String(contentsOf: page, encoding: .utf8)
        #expect(
            found == LayoutDocumentation.markdown,
            "Examples/FILES.md is stale; renew it with: CASELOAD_RENEW=1 swift test --filter LayoutDocumentation"
        )
    }

    /// The example rows of the page are themselves a district that comes in.
    @Test func theExamplesOfThePageComeIn() throws {
        var files: [String: String] = [:]
        for section in LayoutDocumentation.markdown.components(separatedBy: "\n## ").dropFirst() {
            let parts = section.components(separatedBy: "```")
            guard parts.count == 3, let name = section.split(separator: "\n").first, name.hasSuffix(".csv")
            else { continue }
            files[String(name)] = parts[1].replacingOccurrences(of: "csv\n", with: "")
        }
        #expect(files.count == 42)
        let district = try District(files)
        let summary = try district.load()
        #expect(summary.files.allSatisfy { $0.new == 1 && $0.ignoredColumns.isEmpty })
        #expect(try district.snapshot(day("2026-02-01")).students.count == 1)
    }

    /// The page's mapping reads the page's files, and has all that a mapping may have.
    @Test func theMappingOfThePageWorks() throws {
        let page = LayoutDocumentation.markdown
        let json = try #require(page.firstMatch(of: /```json\n((?s:.*?))```/)).output.1
        var files = OneRosterTests.district12
        files["categories.csv"]?.replace("Daily Homework", with: "Assignments")
        files["categories.csv"]?.replace("Final grade", with: "Report card")
        for match in page.matches(of: /`([A-Za-z_]+\.csv)`:\n\n```csv\n((?s:.*?))```/) {
            files[String(match.output.1)] = String(match.output.2)
        }
        #expect(files["Pupils.csv"] != nil && files["attendance.csv"] != nil)
        let district = try District(files)
        let path = district.folder + "/mapping.json"
        try Data(String(json).utf8).write(to: URL(fileURLWithPath: path))
        var options = OneRosterTests.today
        #expect(throws: RecordsError.self) { try district.load(options) }
        options.mapping = try Mapping(contentsOfFile: path)
        let summary = try district.load(options)
        #expect(summary.rejected.isEmpty && summary.files.flatMap(\.ignoredColumns).isEmpty)
        let snapshot = try district.snapshot()
        let row = try #require(snapshot.students.ids.firstIndex { snapshot.texts[$0] == "S-1" })
        #expect(snapshot.name(of: row) == "Ana Cruz" && snapshot.grade(of: row) == 9)
        #expect(snapshot.school(of: row)?.name == "Polytechnic")
        #expect(snapshot.observations[row].map(\.value) == [7])
        #expect(snapshot.attendance[row].map(\.code) == [.unexcused, .excused])
        #expect(snapshot.discipline[row].map(\.kind) == [.inSchoolSuspension])
        let amara = try #require(snapshot.students.ids.firstIndex { snapshot.texts[$0] == "u1" })
        #expect(snapshot.homework[amara].count == 1 && snapshot.courseResults[amara].count == 1)
        #expect(try district.database.outcomes(named: "dropout") == ["S-1": 0])
        // Each word of the mapping's own language is on the page.
        let parser = try String(
            contentsOf: self.page.deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("Sources/Records/Mapping/MappingParser.swift"), encoding: .utf8)
        let keys = parser.matches(of: /keys: \[("[^\]]*")\]/).flatMap {
            $0.output.1.split(separator: ",").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " \""))
            }
        }
        #expect(keys.count > 10)
        for key in keys { #expect(json.contains("\"\(key)\":"), "the page's mapping has no \(key)") }
    }
}
