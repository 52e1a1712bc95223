import Foundation
import Testing

/// `caseload export`.
@Suite struct ExportTests {
    /// The example district, which came as OneRoster and own files, comes back from its export the same.
    @Test func theExampleComesBackWithTheSameFingerprint() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let program = try Program()
        let print = ["eval", "-e", "print(snapshot.fingerprint, #students)", "--as-of", "2026-05-15"]
        try #require(program.run("init").status == 0)
        try #require(
            program.run("import", root.appendingPathComponent("Examples/district/files").path).status == 0)
        let before = try program.run(print)
        let export = try program.run("export", "--output", "backup")
        #expect(export.status == 0, "\(export.error)")
        #expect(export.lines.contains { $0.hasPrefix("students.csv") && $0.hasSuffix("500") })
        let other = ["--db", "other.db"]
        try #require(program.run(["init"] + other).status == 0)
        let back = try program.run(["import", "backup"] + other)
        #expect(back.status == 0, "\(back.error)")
        #expect(try program.run(print + other).output == before.output)
        #expect(before.output.count > 64)
        // Importing it into the database it came from changes nothing.
        let again = try program.run("import", "backup", "--dry-run")
        #expect(again.status == 0, "\(again.error)")
        #expect(again.output.contains("0 new, 0 changed"), "\(again.output)")
    }

    @Test func aFolderWithSomethingInItIsRefused() throws {
        let program = try Program.withSmallDistrict()
        let outcome = try program.run("export", "--output", "district")
        #expect(outcome.status == 2)
        #expect(outcome.error == "caseload: district is there already and not empty; name a new folder\n")
        #expect(try program.run("export").status == 64)
    }
}
