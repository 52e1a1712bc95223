import Foundation
import Testing

/// The tour of a session in Plugins/REPL.md: every line of it is typed, and shows what the page says.
@Suite struct TourTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func everyLineShowsWhatThePageSays() throws {
        let page = Self.root.appendingPathComponent("Plugins/REPL.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let program = try Program()
        try #require(program.run("demo").status == 0)
        let terminal = try PseudoTerminal(
            program, "repl", "--db", "caseload-demo/caseload.db", "--as-of", "2026-05-15", columns: 100,
            rows: 400)
        try terminal.waitForPrompt()
        var shown: [String] = []
        var isInside = false
        var seen = terminal.screen.lines.count - 1
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isInside.toggle()
                shown.append(line)
            } else if !isInside {
                shown.append(line)
            } else if let typed = Self.typed(line, after: PseudoTerminal.prompt)
                ?? Self.typed(line, after: PseudoTerminal.continuation)
            {
                let isOpen = typed.hasPrefix("function") || (line.hasPrefix(" ") && typed != "end")
                try terminal.enter(typed, next: isOpen ? PseudoTerminal.continuation : PseudoTerminal.prompt)
                let lines = terminal.screen.lines
                shown += lines[seen..<lines.count - 1]
                seen = lines.count - 1
            }
        }
        let session = shown.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] != nil {
            try session.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(session == text, "to renew it: CASELOAD_RENEW=1 Tests/run --filter TourTests")
    }

    /// What stands behind a prompt at the beginning of a line; nil where it begins otherwise.
    private static func typed(_ line: String, after prompt: String) -> String? {
        line.hasPrefix(prompt + " ") ? String(line.dropFirst(prompt.count + 1)) : nil
    }
}
