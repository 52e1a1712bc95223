import Foundation
import Testing

@testable import caseload

@Suite struct PluginNewTests {
    @Test(arguments: PluginDraft.allCases)
    func writesAPluginThatPassesItsCheckAndItsTest(draft: PluginDraft) throws {
        let program = try Program()
        let made = try program.run("plugin", "new", "mine", "--contributes", draft.rawValue)
        #expect(made.status == 0, "\(made.error)")
        #expect(made.output.contains("caseload plugin check mine"))
        let check = try program.run("plugin", "check", "mine")
        #expect(check.status == 0, "\(check.error)")
        #expect(check.output == "mine 0.1.0: 1 of 1 cases passed, nothing found\n")
        let test = try program.run("plugin", "test", "mine")
        #expect(test.status == 0, "\(test.error)")
        #expect(test.lines.first?.hasPrefix("ok    mine: ") == true, "\(test.output)")
        #expect(test.output.hasSuffix("\nmine: 1 of 1 cases passed\n"))
    }

    /// What needs a file of the district's own is not among them.
    @Test(arguments: [PluginDraft.score, .link, .report, .indicators], ["Plugins", "Mine"])
    func whatItPrintsWorksAsPrinted(draft: PluginDraft, directory: String) throws {
        let program = try Program.withSmallDistrict()
        try Data("id,name\nSV-1,Homework Club\n".utf8).write(
            to: URL(fileURLWithPath: program.path("services.csv")))
        try #require(program.run("import", "services.csv").status == 0)
        let made = try program.run(
            "plugin", "new", "mine", "--contributes", draft.rawValue, "--directory", directory)
        let commands = made.lines.filter { $0.hasPrefix("  caseload ") }
        #expect(commands.count >= 2)
        for command in commands {
            let outcome = try program.shell("cd '\(program.folder)' && \(command)")
            #expect(outcome.status == 0, "\(command): \(outcome.error)")
        }
        guard draft == .indicators else { return }
        let run = try program.run("run", "mine", "--plugins", directory, "--as-of", "2025-09-26")
        #expect(
            run.status == 0 && run.output.contains("mine derived: punctuality\n"), "\(run.output)\(run.error)"
        )
    }

    @Test func nothingIsWrittenOver() throws {
        let program = try Program()
        #expect(try program.run("plugin", "new", "mine").status == 0)
        let again = try program.run("plugin", "new", "mine", "--contributes", "report")
        #expect(again.status == 2)
        #expect(again.error == "caseload: Plugins/mine is there already; choose another name, or remove it\n")
        #expect(program.text(of: "Plugins/mine/plugin.json")?.contains("\"score\"") == true)
    }

    @Test(arguments: [["Mine"], ["9"], ["a_b"], ["../x"], ["mine", "--contributes", "scor"]])
    func wrongUsageIs64(arguments: [String]) throws {
        let program = try Program()
        #expect(try program.run(["plugin", "new"] + arguments).status == 64)
        #expect(!FileManager.default.fileExists(atPath: program.path("Plugins")))
    }
}
