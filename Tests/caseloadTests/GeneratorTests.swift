import Foundation
import Testing

/// The example district is what its generator makes.
@Suite struct GeneratorTests {
    @Test func makesTheCommittedFilesAgain() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let program = try Program()
        let generator = Process()
        generator.executableURL = URL(fileURLWithPath: Program.executable).deletingLastPathComponent()
            .appendingPathComponent("generate-district")
        generator.arguments = [program.path("district")]
        generator.standardOutput = FileHandle.nullDevice
        generator.standardError = FileHandle.nullDevice
        try generator.run()
        generator.waitUntilExit()
        #expect(generator.terminationStatus == 0)
        let committed = root.appendingPathComponent("Examples/district/files").path
        let names = try FileManager.default.contentsOfDirectory(atPath: committed).sorted()
        #expect(names.count == 45)
        for name in names {
            let isSame = FileManager.default.contentsEqual(
                atPath: "\(committed)/\(name)", andPath: program.path("district/\(name)"))
            #expect(
                isSame,
                "\(name) differs; make it anew with: swift run generate-district Examples/district/files")
        }
    }
}
