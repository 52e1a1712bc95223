import Foundation
import Glibc
import Testing

@testable import caseload

@Suite struct PrivateFileTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    @Test func isReadableByItsOwnerOnlyAndReplacesWhatStoodThere() throws {
        let path = program.path("report")
        try Data("old, and longer".utf8).write(to: URL(fileURLWithPath: path))
        try PrivateFile.write(Data("new".utf8), to: path)
        #expect(program.text(of: "report") == "new")
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder) == ["report"])
    }

    @Test func aSymbolicLinkStays() throws {
        try FileManager.default.createSymbolicLink(
            atPath: program.path("link"), withDestinationPath: program.path("target"))
        try Data("old".utf8).write(to: URL(fileURLWithPath: program.path("target")))
        try PrivateFile.write(Data("new".utf8), to: program.path("link"))
        #expect(program.text(of: "target") == "new")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: program.path("link"))
                == program.path("target"))
    }

    /// A district's database is nobody's output, nor is what belongs to it.
    @Test(arguments: ["", "-wal", "-shm", "-journal", ".access-head"])
    func aDatabaseIsNotReplaced(companion: String) throws {
        try #require(program.run("init").status == 0)
        try FileManager.default.createSymbolicLink(
            atPath: program.path("link"), withDestinationPath: "caseload.db" + companion)
        let before = program.text(of: "caseload.db")
        for name in ["caseload.db" + companion, companion.isEmpty ? "link" : "caseload.db" + companion] {
            for work in [PrivateFile.checkPlace, { try PrivateFile.write(Data("x".utf8), to: $0) }] {
                let failure = #expect(throws: Failure.self) { try work(program.path(name)) }
                #expect(failure?.status == .usage)
                #expect(
                    failure?.message
                        == "\(program.path(name)) belongs to a database and is not written over; name another file"
                )
            }
        }
        #expect(program.text(of: "caseload.db") == before)
    }

    @Test func aDeviceIsWrittenToAndNotReplaced() throws {
        try PrivateFile.write(Data("gone".utf8), to: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFCHR)
    }

    @Test(arguments: ["missing/report", "."])
    func aPlaceThatCannotBeIsAnError(name: String) {
        for work in [PrivateFile.checkPlace, { try PrivateFile.write(Data(), to: $0) }] {
            let failure = #expect(throws: Failure.self) { try work(program.path(name)) }
            #expect(failure?.status == .inputOutput)
            #expect(failure?.message.hasPrefix("cannot write \(program.path(name)): ") == true)
        }
    }

    @Test func aFullDiskIsAnError() {
        let failure = #expect(throws: Failure.self) { try PrivateFile.write(Data("x".utf8), to: "/dev/full") }
        #expect(failure?.status == .inputOutput)
    }
}
