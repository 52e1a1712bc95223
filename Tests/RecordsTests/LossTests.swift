import Engagement
import Foundation
import GRDB
import Records
import Synchronization
import Testing

/// Nothing that was acknowledged is lost, and nothing half-written is found.
@Suite struct LossTests {
    /// The files of a database as the end of the process at this moment would leave them.
    private func copyFiles(of folder: String, to target: String) throws {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        for suffix in ["", "-wal"] {
            let path = folder + "/caseload.db" + suffix
            guard FileManager.default.fileExists(atPath: path) else { continue }
            try FileManager.default.copyItem(atPath: path, toPath: target + "/caseload.db" + suffix)
        }
    }

    @Test func theEndOfTheProcessDuringAnImportLeavesTheStateBefore() throws {
        let district = try District(oneStudent())
        try district.load()
        let before = try district.snapshot().fingerprint
        let first = day("2000-01-01")
        let rows = (0..<150_000).map { "S-\($0 / 3000),\(first + $0 % 3000),P" }
        try district.write("attendance.csv", "student_id,date,code\n" + rows.joined(separator: "\n"))
        try district.write(
            "students.csv", "student_id\n" + (0..<50).map { "S-\($0)\n" }.joined())
        let notes = (0..<200).map { "S-1,\(first + $0),oss,\"\(String(repeating: "n", count: 40_000))\"\n" }
        try district.write("discipline.csv", "student_id,date,kind,note\n" + notes.joined())
        let moments = Mutex<[(path: String, log: Int)]>([])
        let folder = district.folder
        let copy = copyFiles
        let database = try DistrictDatabase(openingAt: folder + "/caseload.db", importCache: 1000)
        _ = try database.importFiles(
            [district.files], options: ImportOptions(), user: "t"
        ) { _ in
            let target = folder + "/\(UUID().uuidString)"
            guard (try? copy(folder, target)) != nil else { return }
            let log = try? FileManager.default.attributesOfItem(atPath: target + "/caseload.db-wal")
            moments.withLock { $0.append((target, log?[.size] as? Int ?? 0)) }
        }
        let copies = moments.withLock { $0 }
        #expect(copies.count >= 5)
        #expect(
            copies.contains { $0.log > 1_000_000 },
            "part of the import must have been on the disk, or this shows nothing")
        for copy in copies {
            let database = try DistrictDatabase(openingAt: copy.path + "/caseload.db")
            #expect(try database.snapshot(asOf: day("2026-06-30")).fingerprint == before)
        }
        try copyFiles(of: folder, to: folder + "/after")
        let after = try DistrictDatabase(openingAt: folder + "/after/caseload.db")
        #expect(try after.snapshot(asOf: day("2026-06-30")).attendance.records.count == 150_000)
    }

    @Test func aReaderDuringAnImportSeesTheStateBefore() throws {
        let district = try District(oneStudent())
        let database = district.database
        let seen = Mutex<[Int]>([])
        _ = try database.importFiles([district.files], options: ImportOptions(), user: "t") { _ in
            let reader = Thread {
                let count = (try? database.snapshot(asOf: day("2026-06-30")).students.count) ?? -1
                seen.withLock { $0.append(count) }
            }
            reader.start()
            while !reader.isFinished { Thread.sleep(forTimeInterval: 0.001) }
        }
        #expect(seen.withLock { $0 } == [0, 0])
    }

    @Test func aFullDiskIsSaidAndLeavesTheStateBefore() throws {
        let district = try District(OwnFileTests.everyFile)
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        let pages = try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") } ?? 0
        let small = try DistrictDatabase(
            openingAt: district.folder + "/caseload.db", largestPageCount: pages + 3)
        let notes = (0..<50).map {
            "S-1,\(day("2025-09-01") + $0),oss,\"\(String(repeating: "n", count: 4000))\"\n"
        }
        try district.write("discipline.csv", "student_id,date,kind,note\n" + notes.joined())
        #expect {
            try small.importFiles([district.files], options: ImportOptions(), user: "t")
        } throws: {
            ($0 as? RecordsError)?.category == .inputOutput
                && "\($0)".contains("the disk is full; the import left nothing behind")
        }
        #expect(try small.snapshot(asOf: day("2026-06-30")).students.count == 0)
    }

    @Test func aWriterThatHoldsTheDatabaseIsNamed() throws {
        let district = try District(oneStudent())
        let path = district.folder + "/caseload.db"
        let impatient = try DistrictDatabase(openingAt: path, patience: 0.05)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            #expect {
                try impatient.importFiles([district.files], options: ImportOptions(), user: "t")
            } throws: {
                ($0 as? RecordsError)?.category == .cannot
                    && "\($0)".hasPrefix("\(path) is locked: another program is writing to it")
            }
            try database.execute(sql: "COMMIT")
        }
        _ = try impatient.importFiles([district.files], options: ImportOptions(), user: "t")
        #expect(try district.snapshot().students.count == 1)
    }

    @Test func twoWritersAtOnceBothSucceed() async throws {
        let district = try District(oneStudent())
        try district.load()
        let path = district.folder + "/caseload.db"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                let file = district.folder + "/w\(writer)/attendance.csv"
                try FileManager.default.createDirectory(
                    atPath: district.folder + "/w\(writer)", withIntermediateDirectories: true)
                let rows = (0..<50).map { "S-1,\(day("2025-09-01") + (writer * 50 + $0)),A\n" }
                try Data(("student_id,date,code\n" + rows.joined()).utf8)
                    .write(to: URL(fileURLWithPath: file))
                group.addTask {
                    let database = try DistrictDatabase(openingAt: path)
                    _ = try database.importFiles([file], options: ImportOptions(), user: "w\(writer)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try district.snapshot().attendance[0].count == 200)
    }
}
