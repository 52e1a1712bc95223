import ArgumentParser
import PluginHost

/// `caseload plugin test`: runs plugins' own tests.
struct PluginTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the test.lua of plugins; exit code 65 where a case fails.")

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
            guard let tests = result.tests else {
                problems.append("\(plugin.folder)/test.lua: missing; it holds the plugin's tests")
                continue
            }
            try StandardOutput.write(lines: PluginTestLines.lines(plugin.manifest.name, tests))
            problems += PluginTestLines.problem(plugin.manifest.name, tests).map { [$0] } ?? []
            problems += result.findings.filter { $0.weight == .problem && tests.isEmpty }
                .map { "\($0.place): \($0.message)" }
        }
        if !problems.isEmpty { throw Failure(.badData, problems.joined(separator: "\n")) }
    }
}

/// The outcome of a plugin's tests as lines.
enum PluginTestLines {
    static func lines(_ plugin: String, _ tests: [PluginTestResult]) -> [String] {
        tests.flatMap { test in
            guard let failure = test.failure else { return ["ok    \(plugin): \(test.name)".visible] }
            let lines = failure.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return ["FAIL  \(plugin): \(test.name)".visible] + lines.map { "      \($0.visible)" }
        } + ["\(plugin): \(tests.count { $0.failure == nil }) of \(tests.count) cases passed"]
    }

    /// What is wrong with the tests as a whole; nil where nothing is.
    static func problem(_ plugin: String, _ tests: [PluginTestResult]) -> String? {
        let failed = tests.count { $0.failure != nil }
        if tests.isEmpty {
            return "\(plugin)/test.lua: has no case; write one with test.case(name, function)"
        }
        return failed == 0 ? nil : "\(plugin)/test.lua: \(failed) of \(tests.count) cases failed"
    }
}

extension WorkerPool.Listener {
    /// Tells what a plugin logs while it is checked or tested.
    static var ofPluginTests: WorkerPool.Listener {
        WorkerPool.Listener(
            log: { StandardError.say("\($0): \($1.visible)") }, notice: { StandardError.say($0) })
    }
}

extension RunLimits {
    /// For all tests of a plugin together.
    static let tests = RunLimits(
        memory: RunLimits.student.memory, instructions: RunLimits.student.instructions, seconds: 300)
}
