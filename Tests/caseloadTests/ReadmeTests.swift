import Foundation
import Testing

/// The README's first screen: its plugin, its commands and what it says they print.
@Suite struct ReadmeTests {
    @Test func theFirstScreenIsWhatTheProgramPrints() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let blocks = readme.split(separator: "```", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }
            .map { $0.element.drop { $0 != "\n" }.dropFirst() }
        try #require(blocks.count > 4)
        let (manifest, code, commands, printed) = (blocks[0], blocks[1], blocks[2], blocks[3])

        let program = try Program()
        let folder = program.path("Plugins/missed")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(manifest.utf8).write(to: URL(fileURLWithPath: "\(folder)/plugin.json"))
        try Data(code.utf8).write(to: URL(fileURLWithPath: "\(folder)/init.lua"))
        try #require(program.run("init").status == 0)
        try #require(
            program.run("import", root.appendingPathComponent("Examples/district/files").path).status == 0)
        var last = ""
        for line in commands.split(separator: "\n") {
            let outcome = try program.shell(String(line))
            try #require(outcome.status == 0, "\(outcome.error)")
            last = outcome.output
        }
        #expect(last == String(printed))
    }
}
