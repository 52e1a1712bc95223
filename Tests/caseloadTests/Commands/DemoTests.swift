import Engagement
import Foundation
import PluginHost
import Testing

@Suite struct DemoTests {
    @Test func doesTheMainJobAndSaysWhatToLookAt() throws {
        let program = try Program()
        let outcome = try program.run("demo")
        try #require(outcome.status == 0, "\(outcome.error)")
        for part in [
            "\nScoring 4", " students as of 2026-05-15\n", "check-and-connect: ", "\nLook at:\n", "\nAsk:\n",
        ] {
            #expect(outcome.output.contains(part), "\(outcome.output)")
        }
        // What it says to look at is there, and what it says to ask is answered.
        for line in outcome.lines where line.hasPrefix("  caseload-demo/") {
            let path = line.split(separator: " ").first.map(String.init) ?? ""
            #expect((program.text(of: path)?.utf8.count ?? 0) > 1000, "\(line)")
        }
        try reportsAreAsTheyWere(program)
        try BundledReports.areWhatTheyWere(in: program)
        let asked = outcome.lines.filter { $0.hasPrefix("  caseload ") }
        #expect(asked.count >= 3)
        for line in asked {
            let answer = try program.shell(line.trimmingCharacters(in: .whitespaces))
            #expect(answer.status == 0, "\(line): \(answer.error)")
            #expect(answer.lines.count > 2, "\(line): \(answer.output)")
        }
    }

    /// The bytes of each report of the example district, by their SHA-256.
    private func reportsAreAsTheyWere(_ program: Program) throws {
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/DemoReports.txt")
        let names = try FileManager.default.contentsOfDirectory(atPath: program.path("caseload-demo"))
            .filter { !$0.hasPrefix("caseload.db") }.sorted()
        let lines = names.map { name in
            let digest = SHA256()
            digest.update(Array((program.text(of: "caseload-demo/\(name)") ?? "").utf8))
            return "\(digest.hexDigest)  \(name)\n"
        }.joined()
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] != nil {
            try Data(lines.utf8).write(to: fixture)
        }
        #expect(
            try String(contentsOf: fixture, encoding: .utf8) == lines,
            """
            reports of the example district are not what they were; look at them in a folder of caseload demo, and if \
            they are right renew Fixtures/DemoReports.txt with CASELOAD_RENEW=1 Tests/run --filter DemoTests
            """)
        let schema = try JSONSchema(
            String(
                contentsOf: fixture.deletingLastPathComponent().deletingLastPathComponent()
                    .deletingLastPathComponent().deletingLastPathComponent()
                    .appendingPathComponent("Plugins/caseload-json/schema.json"), encoding: .utf8))
        let students = Array((program.text(of: "caseload-demo/students.json") ?? "").utf8)
        #expect(schema.problems(in: try JSONValue(parsing: students)).prefix(5) == [])
        for name in names where name.hasSuffix(".html") {
            try isReadableByEverybody(program.text(of: "caseload-demo/\(name)") ?? "", name)
        }
    }

    /// What a page needs for those who hear it or use the keyboard, and that it asks no network for anything.
    private func isReadableByEverybody(_ html: String, _ name: String) throws {
        #expect(html.contains("<html lang=\"en\">"), "\(name)")
        #expect(try #/<title>[^<]+<\/title>/#.firstMatch(in: html) != nil, "\(name)")
        for landmark in ["<main>", "<footer>"] { #expect(html.contains(landmark), "\(name): \(landmark)") }
        #expect(
            html.matches(of: #/<th[ >]/#).count == html.matches(of: #/<th scope="(col|row)"/#).count,
            "\(name)")
        #expect(
            html.matches(of: #/<svg /#).count
                == html.matches(of: #/<svg [^>]*role="img" aria-label="[^"]+"/#).count)
        #expect(html.matches(of: #/<h1>/#).count == 1, "\(name)")
        // On a phone no row of a table with long texts is wider than the screen, and its cells say what they are.
        #expect(
            html.matches(of: #/<div class="table cards">/#).count
                == html.matches(of: #/<table role="table">/#).count, "\(name)")
        #expect(
            html.matches(of: #/<td role="cell"/#).count
                == html.matches(of: #/<td role="cell"[^>]* data-label="[^"]+"/#).count, "\(name)")
        // No value is broken between its number and its unit.
        for cell in html.matches(of: #/<(?:td|dd|li)[^>]*>([^<]*[0-9] %)/#) {
            Issue.record("\(name): \(cell.1)")
        }
        // No heading skips a level.
        var level = 0
        for heading in html.matches(of: #/<h([1-6])>/#) {
            let next = Int(heading.1) ?? 0
            #expect(next <= level + 1, "\(name): h\(next) behind h\(level)")
            level = next
        }
        for part in ["http://", "https://", "src=", "@import", "url("] {
            #expect(!html.contains(part), "\(name): \(part)")
        }
    }

    @Test func leavesAFolderThatIsThereAlone() throws {
        let program = try Program()
        try FileManager.default.createDirectory(
            atPath: program.path("mine"), withIntermediateDirectories: true)
        let outcome = try program.run("demo", "--directory", "mine")
        #expect(outcome.status == 2)
        #expect(outcome.error.hasPrefix("caseload: mine is there already"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("mine")).isEmpty)
    }
}
