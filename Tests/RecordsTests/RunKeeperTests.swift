import Engagement
import Foundation
import GRDB
import Records
import Testing

/// What a run has stored stays when it cannot store more.
@Suite struct RunKeeperTests {
    private let district: District
    private let path: String

    init() throws {
        let rows = (0..<300).map { "S-\($0)\n" }.joined()
        district = try District(["students.csv": "student_id\n" + rows])
        try district.load()
        path = district.folder + "/caseload.db"
    }

    private var run: Run {
        Run(
            started: 1, finished: 1, user: "ana", plugin: "early", version: "1.0", pluginHash: "ab",
            options: "{}", asOf: day("2026-02-01"), fingerprint: "cd", seed: 7, hostVersion: "0.1")
    }

    private func results(_ range: Range<Int>, reason: String = "why") -> [StudentResult] {
        range.map {
            StudentResult(
                student: Identifier("S-\($0)"), outcome: .scored(Score(score: 1, reasons: [reason])))
        }
    }

    @Test func anUnfinishedRunIsSeenAsSuchAndIsNobodysLatest() throws {
        let keeper = try district.database.begin(run, students: 300)
        try keeper.add(results(0..<10))
        try keeper.stop(because: "interrupted")
        let record = try #require(try district.database.run(keeper.id))
        #expect(!record.isFinished)
        #expect(record.ending == "interrupted")
        #expect(record.students == 300)
        #expect(record.counts == OutcomeCounts(scored: 10))
        #expect(try district.database.latestResults(asOf: day("2026-03-01")).isEmpty)
        let next = district.database.goOn(with: record)
        // The same result twice, as of two programs that go on with one run, counts once.
        try next.add(results(5..<300))
        try next.finish()
        let finished = try #require(try district.database.run(keeper.id))
        #expect(finished.isFinished)
        #expect(finished.ending == nil)
        #expect(finished.counts == OutcomeCounts(scored: 300))
        #expect(try district.database.latestResults(asOf: day("2026-03-01")).first?.outcomes.count == 300)
    }

    /// A kill costs nothing that has waited for the patience of a commit.
    @Test func whatIsDueIsStoredWhileNothingMoreComes() throws {
        let keeper = try district.database.begin(run, students: 300)
        try keeper.add(results(0..<10))
        func stored() throws -> Int? { try district.database.run(keeper.id)?.counts.scored }
        try keeper.storeWhatIsDue()
        usleep(150_000)
        try keeper.storeWhatIsDue()
        #expect(try stored() == 10)
        try keeper.storeWhatIsDue()
        #expect(try stored() == 10)
    }

    @Test func aFullDiskKeepsWhatWasStored() throws {
        let queue = try DatabaseQueue(path: path)
        let pages = try queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") } ?? 0
        let small = try DistrictDatabase(openingAt: path, largestPageCount: pages + 8)
        let keeper = try small.begin(run, students: 300)
        try keeper.add(results(0..<10))
        try keeper.stop(because: "for now")
        let record = try #require(try small.run(keeper.id))
        let full = small.goOn(with: record)
        try full.add(results(10..<300, reason: String(repeating: "x", count: 900)))
        #expect {
            try full.finish()
        } throws: {
            ($0 as? RecordsError)?.category == .inputOutput && "\($0)".contains("the disk is full")
        }
        #expect(try small.outcomes(ofRun: keeper.id).count == 10)
        #expect(try small.run(keeper.id)?.counts.total == 10)
        #expect(try small.run(keeper.id)?.isFinished == false)
    }

    @Test func aLockedDatabaseKeepsWhatWasStored() throws {
        let impatient = try DistrictDatabase(openingAt: path, patience: 0.05)
        let keeper = try impatient.begin(run, students: 300)
        try keeper.add(results(0..<10))
        try keeper.stop(because: "for now")
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            try keeper.add(results(10..<20))
            #expect {
                try keeper.finish()
            } throws: {
                ($0 as? RecordsError)?.category == .cannot && "\($0)".contains("is locked")
            }
            try database.execute(sql: "COMMIT")
        }
        #expect(try impatient.run(keeper.id)?.counts.total == 10)
        // What could not be stored was not lost either.
        try keeper.finish()
        #expect(try impatient.run(keeper.id)?.counts.total == 20)
    }

    @Test func aRunOverSomeLeavesTheOthersTheirLatest() throws {
        func keep(_ run: Run, _ range: Range<Int>, score: Double) throws -> Int64 {
            let keeper = try district.database.begin(
                run, students: range.count, cohort: range.map { Identifier("S-\($0)") })
            try keeper.add(
                range.map {
                    StudentResult(student: Identifier("S-\($0)"), outcome: .scored(Score(score: score)))
                })
            try keeper.finish()
            return keeper.id
        }
        var some = run
        some.selection = #"{"mentor":"m-1"}"#
        some.asOf = day("2026-02-03")
        var trial = run
        trial.selection = #"{"sample":2}"#
        trial.asOf = day("2026-02-04")
        let first = try keep(run, 0..<3, score: 1)
        let second = try keep(some, 2..<3, score: 2)
        _ = try keep(trial, 0..<2, score: 3)
        let latest = try #require(try district.database.latestResults(asOf: day("2026-03-01")).first)
        #expect(latest.ids == [second, first])
        #expect(latest.outcomes["S-0"] == .scored(Score(score: 1)))
        #expect(latest.outcomes["S-2"] == .scored(Score(score: 2)))
        #expect(latest.date(of: "S-0") == day("2026-02-01"))
        #expect(latest.date(of: "S-2") == day("2026-02-03"))
        let record = try #require(try district.database.run(second))
        #expect(try district.database.cohort(of: record) == ["S-2"])
        #expect(try district.database.results(ofRuns: latest.ids)?.outcomes == latest.outcomes)
    }

    @Test(arguments: [
        [], ["plain"], ["a", "b, c"], ["a \"quoted\" one", "back\\slash", "line\nbreak \u{1}"], ["", "ü"],
    ])
    func reasonsComeBackAsTheyWere(_ reasons: [String]) throws {
        let keeper = try district.database.begin(run, students: 1)
        let outcome = StudentOutcome.scored(Score(score: 1, reasons: reasons))
        try keeper.add([StudentResult(student: "S-1", outcome: outcome)])
        try keeper.finish()
        #expect(try district.database.outcomes(ofRun: keeper.id) == ["S-1": outcome])
    }
}
