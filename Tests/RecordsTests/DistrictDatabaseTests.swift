import Engagement
import Foundation
import GRDB
import Records
import Testing

@Suite struct DistrictDatabaseTests {
    private func message(_ body: () throws -> Void) -> (RecordsError.Category, String)? {
        do {
            try body()
            return nil
        } catch let error as RecordsError {
            return (error.category, error.description)
        } catch {
            return nil
        }
    }

    @Test func onlyItsOwnerCanReadIt() throws {
        let district = try District(oneStudent())
        try district.load()
        for suffix in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: district.folder + "/caseload.db" + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
    }

    @Test func itIsNotMadeOverAnything() throws {
        let district = try District()
        let path = district.folder + "/caseload.db"
        let found = message { _ = try DistrictDatabase.create(at: path) }
        #expect(found?.0 == .cannot)
        #expect(found?.1 == "\(path) is there already; import into it, or name another file with --db")
    }

    @Test func whatCannotBeOpenedSaysWhy() throws {
        let district = try District()
        let folder = district.folder
        let missing = message { _ = try DistrictDatabase(openingAt: folder + "/none.db") }
        #expect(missing?.0 == .inputOutput)
        #expect(missing?.1.contains("there is no database; make one with: caseload init") == true)

        try Data(
            "not a database, but long enough to have a header of a hundred bytes. ".utf8 + Data(count: 200)
        )
        .write(to: URL(fileURLWithPath: folder + "/text.db"))
        let text = message { _ = try DistrictDatabase(openingAt: folder + "/text.db") }
        #expect(text?.0 == .badData)
        #expect(text?.1.contains("is not a Caseload database") == true)

        let other = try DatabaseQueue(path: folder + "/other.db")
        try other.write { try $0.execute(sql: "CREATE TABLE t (a)") }
        let foreign = message { _ = try DistrictDatabase(openingAt: folder + "/other.db") }
        #expect(foreign?.0 == .badData)
        #expect(foreign?.1.contains("is a SQLite database, but not Caseload's") == true)

        let folderItself = message { _ = try DistrictDatabase(openingAt: folder) }
        #expect(folderItself?.0 == .badData)
    }

    @Test func aLaterVersionIsLeftAlone() throws {
        let district = try District()
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        let found = message { _ = try DistrictDatabase(openingAt: district.folder + "/caseload.db") }
        #expect(found?.0 == .cannot)
        #expect(found?.1.contains("made by a later version of Caseload (layout 99") == true)
    }

    @Test func aDamagedDatabaseSaysSo() throws {
        let district = try District(OwnFileTests.everyFile)
        try district.load()
        let copy = district.folder + "/copy.db"
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
        let file = try #require(FileHandle(forUpdatingAtPath: copy))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 4096))
        try file.close()
        let found = message {
            let damaged = try DistrictDatabase(openingAt: copy)
            _ = try damaged.snapshot(asOf: day("2026-06-30"))
        }
        #expect(found?.0 == .badData)
        #expect(found?.1.contains("is damaged") == true)
    }

    @Test func runsAreKeptAndTheLatestOfEachPluginIsFound() throws {
        let district = try District(["students.csv": "student_id\nS-1\nS-2\nS-3\n"])
        try district.load()
        var run = Run(
            started: 1, finished: 2, user: "ana", plugin: "early", version: "1.0", pluginHash: "ab",
            options: "{}", asOf: day("2026-02-01"), fingerprint: "cd", seed: 7, hostVersion: "0.1")
        let score = Score(
            score: 41.5, tier: "intensive", domains: [.academic: 12, .affective: 0],
            reasons: ["a \"quoted\" reason", "ein Grund"])
        let results = [
            StudentResult(student: "S-1", outcome: .scored(score)),
            StudentResult(student: "S-2", outcome: .notScored),
            StudentResult(student: "S-3", outcome: .failed("init.lua:3: boom")),
        ]
        let first = try district.database.record(run, results: results)
        run.asOf = day("2026-03-01")
        let second = try district.database.record(run, results: [])
        run.plugin = "other"
        _ = try district.database.record(run, results: results.prefix(1))
        #expect(second > first)
        let early = try district.database.latestResults(asOf: day("2026-02-15"))
        #expect(early.count == 1)
        #expect(
            early.first?.outcomes
                == Dictionary(uniqueKeysWithValues: results.map { ($0.student, $0.outcome) }))
        let late = try district.database.latestResults(asOf: day("2026-04-01"))
        #expect(late.map(\.run.plugin) == ["early", "other"])
        #expect(late.first?.outcomes.isEmpty == true)
        var kept = late.last?.run
        kept?.finished = run.finished
        #expect(kept == run)
        let unknown = message {
            _ = try district.database.record(run, results: [StudentResult(student: "X", outcome: .notScored)])
        }
        #expect(unknown?.1 == "the run has a result for student 'X', who is not on record")
        #expect(try district.database.latestResults(asOf: day("2026-04-01")).count == 2)
    }
}

extension DistrictDatabase {
    /// Keeps a run that is over.
    func record(_ run: Run, results: some Collection<StudentResult>) throws -> Int64 {
        let keeper = try begin(run, students: results.count)
        try keeper.add(results)
        try keeper.finish()
        return keeper.id
    }
}
