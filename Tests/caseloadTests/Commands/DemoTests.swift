import Foundation
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
        let asked = outcome.lines.filter { $0.hasPrefix("  caseload ") }
        #expect(asked.count >= 3)
        for line in asked {
            let answer = try program.shell(line.trimmingCharacters(in: .whitespaces))
            #expect(answer.status == 0, "\(line): \(answer.error)")
            #expect(answer.lines.count > 2, "\(line): \(answer.output)")
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
