import Foundation
import Testing

/// The Ed-Fi Alliance's sample district, where its files are at hand: in `edfi-grand-bend` of the folder
/// `CASELOAD_SHARED_DATA`, or beside the checkout in `shared/data`.
@Suite struct EdFiSampleTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    private static let data =
        (ProcessInfo.processInfo.environment["CASELOAD_SHARED_DATA"] ?? "\(root)/../shared/data")
        + "/edfi-grand-bend"

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: "\(data)/Student.xml"),
            "edfi-grand-bend is not here; see CASELOAD_SHARED_DATA"))
    func comesInAndIsScored() throws {
        let program = try Program()
        #expect(try program.run("init").status == 0)
        let imported = try program.run("import", Self.data)
        try #require(imported.status == 0, "\(imported.error)")
        let again = try program.run("import", Self.data)
        #expect(again.output.hasSuffix("\n0 new, 0 changed\n"), "\(again.output)")
        let students = try program.run(
            "students", "--columns", "id,attendance.absences,attendance.tardies,school", "--format", "csv",
            "--as-of",
            "2022-05-27")
        let rows = students.output.split { $0.isNewline }.dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.count == 960)
        #expect(rows.compactMap { Int($0[1]) }.reduce(0, +) == 1850)
        #expect(rows.compactMap { Int($0[2]) }.reduce(0, +) == 66)
        let run = try program.run("run", "check-and-connect", "--as-of", "2022-03-31")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.lines.dropFirst().first?.contains("960") == true)
    }
}
