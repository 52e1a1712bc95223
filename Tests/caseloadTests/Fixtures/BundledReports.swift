import Engagement
import Foundation
import PluginHost
import Records
import Testing

@testable import caseload

/// Every report that is shipped, in every format that it offers, about students of the example district;
/// `DemoTests` has that district.
enum BundledReports {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The plugins that are shipped and contribute a report: a new one is among them by itself.
    static let plugins: [Plugin] = PluginHost(directories: [root.appendingPathComponent("Plugins").path])
        .plugins().compactMap { try? $0.plugin.get() }.filter { $0.manifest.contributes.contains(.report) }

    /// Compares the bytes of each, by their SHA-256, with those that somebody has looked at.
    ///
    /// The district is read once for all of them; that `caseload report` writes the same is for `ReportTests`.
    static func areWhatTheyWere(in program: Program) throws {
        #expect(plugins.count >= 9)
        let database = try DistrictDatabase(openingAt: program.path("caseload-demo/caseload.db"))
        let day = try #require(CalendarDate("2026-05-15"))
        let district = try database.district(database.snapshot(asOf: day))
        let pool = WorkerPool(executable: Program.executable, count: 1, limits: .report)
        var lines = ""
        for plugin in plugins {
            let name = plugin.manifest.name
            // One mentor's students, or one of them where confidential notes are in it.
            let whom = try subject(district.snapshot, isOne: plugin.manifest.reads.contains(.notes))
            let options = try plugin.manifest.options(setting: [(String, String)]())
            for format in plugin.manifest.reportFormats {
                let bytes = try ReportWriter(
                    plugin: plugin, options: options, format: format, district: district, pool: pool
                ).bytes(title: whom.title, rows: whom.rows)
                #expect(bytes.count > 300, "\(name) \(format)")
                let digest = SHA256()
                digest.update(bytes)
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

    private static func subject(_ snapshot: Snapshot, isOne: Bool) throws -> (title: String, rows: [Int]) {
        if isOne {
            let row = try snapshot.student(meantBy: "S-1009")
            return (snapshot.name(of: row), [row])
        }
        let mentor = try snapshot.mentor(meantBy: "rivera")
        return (snapshot.mentors[mentor].name, snapshot.caseload(of: mentor))
    }
}
