import ArgumentParser
import PluginHost

/// `caseload plugin check`: finds what is wrong with a plugin before it meets a district.
struct PluginCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check plugins: the manifest, unknown fields and globals, loading, the tests.",
        discussion: "Exit code 65 where something is wrong; warnings alone leave it at 0.")

    @Argument(help: ArgumentHelp("Plugins' names or folders.", valueName: "plugin"))
    var names: [String]

    @OptionGroup var folders: PluginFolders
    @OptionGroup var limits: LimitOptions

    func run() throws {
        let pool = WorkerPool.ofThisProgram(limits.over(.tests))
        var problems: [String] = []
        for name in names {
            let plugin = try folders.plugin(meantBy: name)
            let result = try pool.check(plugin, listener: .ofPluginTests)
            let name = plugin.manifest.name
            for finding in result.findings {
                let text = "\(finding.place): \(finding.message)"
                if finding.weight == .problem { problems.append(text) } else { StandardError.say(text) }
            }
            var said = "\(name) \(plugin.manifest.version): "
            if let tests = result.tests {
                for test in tests {
                    if let failure = test.failure { problems.append("\(name): \(test.name): \(failure)") }
                }
                if tests.isEmpty { StandardError.say("\(name)/test.lua: has no case that ran") }
                said += "\(tests.count { $0.failure == nil }) of \(tests.count) cases passed"
            } else {
                StandardError.say("\(plugin.folder)/test.lua: missing; it holds the plugin's tests")
                said += "no tests"
            }
            let count = result.findings.count
            said += ", " + (count == 0 ? "nothing found" : "\(count) finding\(count == 1 ? "" : "s")")
            try StandardOutput.write(lines: [said.visible])
        }
        if !problems.isEmpty { throw Failure(.badData, problems.map(\.visible).joined(separator: "\n")) }
    }
}
