import Engagement
import Foundation
import GRDB
import Records
import Testing

/// A database of every version that a release has left behind opens, with all that it holds.
@Suite struct MigrationsTests {
    @Test func version1() throws {
        let district = try District()
        let path = district.folder + "/v1.db"
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: SchemaFixtures.version1)
        }
        try queue.close()
        let database = try DistrictDatabase(openingAt: path)
        let snapshot = try database.snapshot(asOf: day("2026-03-01"))
        #expect(snapshot.students.count == 1)
        #expect(snapshot.name(of: 0) == "Amara Okafor")
        #expect(snapshot.attendance[0].first?.code == .unexcused)
        #expect(try database.latestResults(asOf: day("2026-03-01")).first?.outcomes["S-1"] == .notScored)
        // A record of the old file is known to the importer of today.
        try district.write("attendance.csv", "student_id,date,code\nS-1,2026-02-03,A\n")
        let summary = try database.importFiles([district.files], options: ImportOptions(), user: "t")
        #expect(counts(summary) == ["attendance.csv": [0, 0, 0, 0]])
    }

    @Test func anEmptyFileBecomesTheCurrentVersion() throws {
        let district = try District()
        let path = district.folder + "/empty.db"
        try Data().write(to: URL(fileURLWithPath: path))
        _ = try DistrictDatabase(openingAt: path)
        let queue = try DatabaseQueue(path: path)
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
    }
}
