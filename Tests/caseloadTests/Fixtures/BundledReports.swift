import Engagement
import Foundation
import PluginHost
import Testing

/// Every report that is shipped, in every format that it offers, about students of the example district;
/// `DemoTests` has that district.
enum BundledReports {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The plugins that are shipped and contribute a report: a new one is among them by itself.
    static let plugins: [Plugin] = PluginHost(directories: [root.appendingPathComponent("Plugins").path])
        .plugins().compactMap { try? $0.plugin.get() }.filter { $0.manifest.contributes.contains(.report) }

    /// Compares the bytes of each, by their SHA-256, with those that somebody has looked at.
    static func areWhatTheyWere(in program: Program) throws {
        #expect(plugins.count >= 9)
        var lines = ""
        for plugin in plugins {
            let name = plugin.manifest.name
            // One mentor's students, or one of them where confidential notes are in it.
            let whom =
                plugin.manifest.reads.contains(.notes) ? ["--student", "S-1009"] : ["--mentor", "rivera"]
            for format in plugin.manifest.reportFormats {
                let outcome = try program.run(
                    ["report", name, "--format", format.rawValue, "--as-of", "2026-05-15"]
                        + ["--db", "caseload-demo/caseload.db"] + whom)
                try #require(outcome.status == 0, "\(name) \(format): \(outcome.error)")
                #expect(outcome.output.utf8.count > 300, "\(name) \(format): \(outcome.output)")
                let digest = SHA256()
                digest.update(Array(outcome.output.utf8))
                lines += "\(digest.hexDigest)  \(name) \(format.rawValue)\n"
            }
        }
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("BundledReports.txt")
        if ProcessInfo.processInfo.environment["CASELOAD_RENEW"] != nil {
            try Data(lines.utf8).write(to: fixture)
        }
        #expect(
            try String(contentsOf: fixture, encoding: .utf8) == lines,
            """
            a report of the example district is not what it was; look at it in a folder of caseload demo, and if it is \
            right renew Fixtures/BundledReports.txt with CASELOAD_RENEW=1 Tests/run --filter DemoTests
            """)
    }
}
