import Foundation
import Testing

@Suite struct PluginCheckCommandTests {
    private static let bundled: [String] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Plugins").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/plugin.json") }.sorted()
    }()

    @Test(arguments: bundled)
    func bundledPluginsAreClean(name: String) throws {
        let outcome = try Program().run("plugin", "check", name)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.error == "")
        #expect(outcome.output.hasSuffix("nothing found\n"))
    }

    @Test func everythingWrongIsSaidAtOnce() throws {
        let program = try Program()
        try TestPlugin(
            code: """
                local plugin = {}
                function plugin.score(student)
                  return { score = student.attendence.rate, tier = undefined }
                end
                return plugin
                """
        ).write(into: program.path("Plugins"))
        let outcome = try program.run("plugin", "check", "points")
        #expect(outcome.status == 65)
        #expect(outcome.output == "points 1.2.3: no tests, 2 findings\n")
        #expect(
            outcome.error.contains(
                "points/init.lua:3: nothing has a field 'attendence'; did you mean 'attendance'?"))
        #expect(outcome.error.contains("points/init.lua:3: 'undefined' is not defined;"))
        #expect(outcome.error.contains("Plugins/points/test.lua: missing"))
    }

    @Test func aTestThatFailsIsShownWithItsLine() throws {
        let program = try Program()
        try TestPlugin.points.write(into: program.path("Plugins"))
        let test =
            "test.case(\"one\", function()\n  test.equal(1, 2)\nend)\ntest.case(\"two\", function() end)\n"
        try Data(test.utf8).write(to: URL(fileURLWithPath: program.path("Plugins/points/test.lua")))
        let outcome = try program.run("plugin", "test", "points")
        #expect(outcome.status == 65)
        #expect(
            outcome.lines == [
                "FAIL  points: one", "      points/test.lua:2: expected 2, got 1", "ok    points: two",
                "points: 1 of 2 cases passed", "",
            ])
        #expect(outcome.error == "caseload: points/test.lua: 1 of 2 cases failed\n")
    }

    /// A test is the plugin's code too: it is ended like any other.
    @Test func aTestThatNeverEndsIsEnded() throws {
        let program = try Program()
        try TestPlugin.points.write(into: program.path("Plugins"))
        let test = "test.case('hang', function() (('a'):rep(5000)):find(('a-'):rep(30) .. 'b') end)"
        try Data(test.utf8).write(to: URL(fileURLWithPath: program.path("Plugins/points/test.lua")))
        let outcome = try program.run("plugin", "test", "points", "--limit-time", "0.2")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("did not come back within 0.2 seconds"))
    }

    @Test func aFolderIsTakenByItsPath() throws {
        let program = try Program()
        try TestPlugin.points.write(into: program.path("elsewhere"))
        #expect(try program.run("plugin", "check", "elsewhere/points/").status == 0)
        let info = try program.run("plugin", "info", "./elsewhere/points")
        #expect(info.output.hasPrefix("points 1.2.3\n  summary      For a test.\n"))
        #expect(info.lines.contains { $0.hasPrefix("step    integer  2        1 or more  Points a day.") })
    }
}
