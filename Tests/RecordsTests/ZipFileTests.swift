import CZip
import Engagement
import Foundation
import Records
import Testing

@Suite struct ZipFileTests {
    /// Makes a zip with these entries.
    private func zip(_ path: String, _ entries: [(name: String, content: [UInt8])]) throws {
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_EXCL, &code))
        for (name, content) in entries {
            // libzip reads the bytes when the archive is closed, and frees them.
            let bytes = try #require(malloc(max(content.count, 1)))
            content.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(start: bytes, count: $0.count).copyMemory(from: $0)
            }
            let source = zip_source_buffer(archive, bytes, UInt64(content.count), 1)
            #expect(zip_file_add(archive, name, source, 0) >= 0)
        }
        #expect(zip_close(archive) == 0)
    }

    private func load(_ district: District, _ path: String) throws -> ImportSummary {
        try district.database.importFiles([path], options: OneRosterTests.today, user: "t")
    }

    @Test func aZipIsAFolder() throws {
        let folder = try District(OneRosterTests.district12)
        try folder.load(OneRosterTests.today)
        let district = try District()
        let path = district.folder + "/export.zip"
        let entries = OneRosterTests.district12.map { ("export/\($0.key)", Array($0.value.utf8)) }
        try zip(path, entries + [("__MACOSX/export/._users.csv", [0, 1]), ("read me.txt", [65])])
        let summary = try load(district, path)
        #expect(summary.files.contains { $0.name == "\(path)/export/users.csv" && $0.new == 3 })
        #expect(try district.snapshot().fingerprint == folder.snapshot().fingerprint)
    }

    @Test func aDirectoryMayComeAsAZip() throws {
        let folder = try District(HSDSTests.directory)
        try folder.load()
        let district = try District()
        let path = district.folder + "/directory.zip"
        try zip(path, HSDSTests.directory.map { ("hsds/\($0.key)", Array($0.value.utf8)) })
        let summary = try load(district, path)
        #expect(summary.ignoredFiles.count == 2)
        #expect(try district.snapshot().fingerprint == folder.snapshot().fingerprint)
    }

    @Test func aBombIsRefused() throws {
        let district = try District()
        let path = district.folder + "/bomb.zip"
        try zip(path, [("students.csv", [UInt8](repeating: 0x41, count: 120_000_000))])
        #expect {
            try load(district, path)
        } throws: {
            ($0 as? RecordsError)?.category == .badData && "\($0)".contains("out of all proportion")
        }
    }

    @Test func aDamagedZipIsRefused() throws {
        let district = try District()
        let path = district.folder + "/cut.zip"
        let rows = (0..<5000).map { "S-\($0 &* 7919 % 5003),\($0 &* 104729)" }.joined(separator: "\n")
        try zip(path, [("students.csv", Array("student_id,given_name\n\(rows)\n".utf8))])
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 0xFF
        bytes[bytes.count / 2 + 1] ^= 0xFF
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect {
            try load(district, path)
        } throws: {
            ($0 as? RecordsError)?.category == .badData
        }
        try bytes.prefix(200).write(to: URL(fileURLWithPath: path))
        #expect {
            try load(district, path)
        } throws: {
            "\($0)".hasPrefix("\(path) cannot be read as a zip: ")
        }
    }
}
