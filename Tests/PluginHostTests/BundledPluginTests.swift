import Foundation
import Testing

@testable import PluginHost

/// The `test.lua` of every plugin that is shipped, run as `caseload plugin test` runs it.
@Suite struct BundledPluginTests {
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Plugins").path

    static var names: [String] {
        PluginHost(directories: [directory]).plugins().map(\.name)
    }

    @Test func areThere() {
        #expect(
            Self.names == [
                "caseload-csv", "caseload-json", "caseload-overview", "check-and-connect", "early-warning",
                "engagement-index", "fidelity", "fidelity-report", "markdown-brief", "monitoring-sheet",
                "school-summary",
                "service-linkage-report", "service-match", "student-profile",
            ])
    }

    @Test(arguments: names)
    func passTheirOwnTests(_ name: String) throws {
        let plugin = try PluginHost(directories: [Self.directory]).plugin(named: name)
        let results = try plugin.test()
        #expect(!results.isEmpty)
        for result in results {
            #expect(result.failure == nil, "\(name): \(result.name): \(result.failure ?? "")")
        }
    }

    @Test(arguments: names)
    func haveAReadme(_ name: String) throws {
        let plugin = try PluginHost(directories: [Self.directory]).plugin(named: name)
        #expect(plugin.files.contents["README.md"] != nil)
        #expect(plugin.manifest.license == "Apache-2.0")
    }
}
