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
            guard parts.count == 3, let name = section.split(separator: "\n").first else { continue }
            files[String(name)] = parts[1].replacingOccurrences(of: "csv\n", with: "")
        }
        #expect(files.count == 41)
        let district = try District(files)
        let summary = try district.load()
        #expect(summary.files.allSatisfy { $0.new == 1 && $0.ignoredColumns.isEmpty })
        #expect(try district.snapshot(day("2026-02-01")).students.count == 1)
    }
}
