import Testing

@Suite struct PluginListTests {
    @Test func listsTheBundledPlugins() throws {
        let outcome = try Program().run("plugin", "list")
        #expect(outcome.status == 0)
        let names = outcome.lines.dropFirst().compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(
            names == [
                "caseload-csv", "caseload-json", "caseload-overview", "check-and-connect", "early-warning",
                "engagement-index", "fidelity", "fidelity-report", "markdown-brief", "monitoring-sheet",
                "school-summary",
                "service-linkage-report", "service-match", "student-profile",
            ])
        let line = outcome.lines.first { $0.hasPrefix("check-and-connect ") }
        #expect(line?.contains("attendance, discipline, grades") == true)
    }

    @Test(arguments: ["Plugins", ".local/share/caseload/plugins", "data/caseload/plugins"])
    func findsPluginsInTheUsualPlaces(folder: String) throws {
        let program = try Program()
        try TestPlugin.points.write(into: program.path(folder))
        let environment = folder.hasPrefix("data") ? ["XDG_DATA_HOME": program.path("data")] : [:]
        let outcome = try program.run("plugin", "list", environment: environment)
        #expect(outcome.lines.contains { $0.hasPrefix("points ") && $0.contains("For a test.") })
    }

    @Test func oneThatIsWrongIsNamedAndTheOthersListed() throws {
        let program = try Program()
        try TestPlugin.points.write(into: program.path("Plugins"))
        var wrong = TestPlugin.roll
        wrong.manifest += ", \"optoins\": {}"
        try wrong.write(into: program.path("Plugins"))
        let outcome = try program.run("plugin", "list")
        #expect(outcome.status == 65)
        #expect(outcome.error.hasPrefix("caseload: Plugins/roll/plugin.json"))
        #expect(outcome.error.contains("'optoins'"))
        #expect(outcome.error.contains("'options'"))
        #expect(outcome.lines.contains { $0.hasPrefix("points ") })
    }
}
