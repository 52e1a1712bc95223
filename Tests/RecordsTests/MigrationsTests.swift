import Engagement
import Foundation
import GRDB
import Records
import Testing

/// A database of every version that a release has left behind opens, with all that it holds.
@Suite struct MigrationsTests {
    private func database(_ sql: String, in district: District) throws -> DistrictDatabase {
        let path = district.folder + "/old.db"
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
        return try DistrictDatabase(openingAt: path)
    }

    @Test func version1() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version1, in: district)
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

    @Test func version2() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version2, in: district)
        let today = day("2026-03-01")
        #expect(try database.snapshot(asOf: today).goals[0].first?.progress == 40)
        // A goal of the old file is the one that an entry by hand goes to.
        let entry = LogEntry(.goal, student: "S-1", fields: ["goal": "pass algebra", "progress": "60"])
        #expect(try database.record(entry, user: "t", today: today).effect == .recorded)
        #expect(try database.snapshot(asOf: today).goals[0].map(\.progress) == [60])
        #expect(try database.snapshot(asOf: day("2026-02-28")).goals[0].map(\.progress) == [40])
    }

    @Test func version3() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version3, in: district)
        // A school of the old file lies nowhere yet, and its students can be linked to services.
        #expect(try database.snapshot(asOf: day("2026-03-01")).schools[0].coordinates == nil)
        try district.write("schools.csv", "school_id,name,latitude,longitude\nHS,North High,39.1,-84.5\n")
        try district.write("services.csv", "id,name\nSV-1,Club\n")
        try district.write(
            "linkages.csv", "student_id,service_id,date,status\nS-1,SV-1,2026-02-03,referred\n")
        _ = try database.importFiles([district.files], options: ImportOptions(), user: "t")
        let snapshot = try database.snapshot(asOf: day("2026-03-01"))
        #expect(snapshot.schools[0].coordinates?.latitude == 39.1)
        #expect(snapshot.linkages(of: 0).map(\.status) == [.referred])
        // An entry of before can be taken back.
        #expect(
            try database.undoLastEntry(user: "ana").descriptions == [
                "strength, Amara Okafor (S-1), 2026-02-03, 'Patient', recorder ana"
            ])
        #expect(try database.snapshot(asOf: day("2026-03-01")).strengths[0].isEmpty)
    }

    @Test func version4() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version4, in: district)
        // Credits of the old file count toward requirements that come now.
        try district.write("graduation_requirements.csv", "subject,credits\nMath,4\n")
        _ = try database.importFiles([district.files], options: ImportOptions(), user: "t")
        let standing = try database.snapshot(asOf: day("2026-03-01")).graduation(of: 0)
        #expect(standing?.earned == 1 && standing?.missing == 3)
    }

    @Test func version5() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version5, in: district)
        let runs = try database.runs()
        #expect(runs.map(\.id) == [2, 1])
        #expect(runs.map(\.isFinished) == [true, true])
        #expect(runs.map(\.students) == [2, 1])
        #expect(runs.first?.counts == OutcomeCounts(scored: 1, failed: 1))
        #expect(runs.first?.seconds == 5)
        #expect(runs.first?.run.selection == "{}")
        #expect(try database.latestResults(asOf: day("2026-03-01")).first?.outcomes["S-52"] == .failed("no"))
    }

    /// A run of before proposals is a run that scored.
    @Test func version6() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version6, in: district)
        #expect(try database.runs().map(\.run.contribution) == ["score", "score"])
        #expect(try database.snapshot(asOf: day("2026-03-01")).directory.services.map(\.name) == ["Club"])
        var run = try #require(try database.runs().first).run
        (run.plugin, run.contribution) = ("match", "link")
        let keeper = try database.begin(run, students: 1)
        let proposal = Proposal(service: "SV-1", reason: "a \"why\"", priority: 2, domain: .academic)
        try keeper.add([StudentResult(student: "S-1", outcome: .proposed([proposal]))])
        try keeper.flush()
        #expect(try database.outcomes(ofRun: keeper.id) == ["S-1": .proposed([proposal])])
        #expect(try keeper.finishProposing(yearStart: .unknown).new == 1)
        // Of two programs that went on with the run, both finish it.
        let again = try keeper.finishProposing(yearStart: .unknown)
        #expect(again.new == 0 && again.open == 1)
        #expect(try database.linkagesBegun(byRun: keeper.id) == 1)
        #expect(try database.latestResults(asOf: day("2026-03-01")).map(\.run.plugin) == ["early"])
        #expect(try database.lastRun(of: "match") == nil)
        #expect(try database.lastRun(of: "match", contribution: "link")?.counts.scored == 1)
        let linkages = try database.snapshot(asOf: run.asOf).linkages(of: 0)
        #expect(linkages.map(\.status) == [.proposed] && linkages.first?.domain == .academic)
    }

    @Test func version7() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version7, in: district)
        // An old file's access log begins empty and whole, and takes records.
        #expect(try database.verifyAccesses().breaks == [])
        try database.enter(
            AccessRecord(
                at: 0, user: "ana", command: "show", kinds: [.identity], asOf: day("2026-03-01"),
                students: ["S-1"]))
        #expect(try database.verifyAccesses().count == 1)
        #expect(try database.verifyAccesses().breaks == [])
        #expect(try database.runs().map(\.ending) == ["a", nil, nil])
    }

    @Test func version8() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version8, in: district)
        // A mentor of the old file can be at an event, with a student.
        let entry = LogEntry(event: "Fair", students: ["S-1"], fields: ["mentor_id": "marsh", "hours": "2"])
        #expect(try database.record(entry, user: "t", today: day("2026-02-12")).effect == .recorded)
        let snapshot = try database.snapshot(asOf: day("2026-03-01"))
        #expect(snapshot.mentors[0].events.map(\.name) == ["Fair"])
        #expect(snapshot.activities[0].map(\.hours) == [2])
    }

    @Test func version9() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version9, in: district)
        // A run over students is none over mentors; one over mentors can be kept now.
        #expect(try database.latestFidelity(asOf: day("2026-03-01")).isEmpty)
        let mentors = try database.snapshot(asOf: day("2026-03-01")).mentors
        #expect(mentors.map(\.trainings.count) == [1])
        var run = try #require(try database.runs().first).run
        (run.plugin, run.contribution, run.asOf) = ("fidelity", "fidelity", day("2026-02-20"))
        let rule = FidelityRule(name: "Talks", value: 0.5, target: 1, isMet: false, students: 3, note: "a")
        let results = FidelityResults(run: run, rules: ["M-1": [rule]])
        try database.keep(results, counts: OutcomeCounts(scored: 1), seconds: 2)
        let latest = try database.latestFidelity(asOf: day("2026-03-01"))
        #expect(latest.map(\.rules) == [["M-1": [rule]]])
        #expect(try database.previousFidelity(to: latest).isEmpty)
        #expect(try database.latestFidelity(asOf: day("2026-02-19")).isEmpty)
        #expect(try database.runs().first?.counts.scored == 1)
    }

    @Test func version10() throws {
        let district = try District(OneRosterTests.district12)
        let database = try database(SchemaFixtures.version10, in: district)
        #expect(try database.latestFidelity(asOf: day("2026-03-01")).count == 1)
        // From now on what OneRoster's results name is kept.
        _ = try database.importFiles([district.files], options: OneRosterTests.today, user: "t")
        try district.write(
            "delta/results.csv", OneRosterTests.delta("x2,,,l1,u2,fully graded,10,2025-09-14,"))
        let delta = try database.importFiles(
            [district.files + "/delta"], options: OneRosterTests.today, user: "t")
        #expect(delta.files.map(\.changed) == [1])
    }

    @Test func version11() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version11, in: district)
        // A goal of the old file keeps its progress, and gets one of a day.
        let today = day("2026-03-01")
        let entry = LogEntry(.goal, student: "S-1", fields: ["goal": "Pass Algebra", "progress": "60"])
        #expect(try database.record(entry, user: "t", today: today).effect == .recorded)
        let days = [day("2026-02-28"), today]
        #expect(try days.flatMap { try database.snapshot(asOf: $0).goals[0].map(\.progress) } == [40, 60])
    }

    @Test func version12() throws {
        let district = try District()
        let database = try database(SchemaFixtures.version12, in: district)
        // A student of the old file begins anew, and was where the file says before.
        try district.write("schools.csv", "school_id,name\nHS,North High\nMS,Mid\n")
        try district.write("students.csv", "student_id,school_id,enrolled_from\nS-1,MS,2026-02-09\n")
        _ = try database.importFiles([district.files], options: ImportOptions(), user: "t")
        let schools = try ["2026-02-08", "2026-02-09"].map {
            try database.snapshot(asOf: day($0)).school(of: 0)?.id.text
        }
        #expect(schools == ["HS", "MS"])
    }

    @Test func anEmptyFileBecomesTheCurrentVersion() throws {
        let district = try District()
        let path = district.folder + "/empty.db"
        try Data().write(to: URL(fileURLWithPath: path))
        _ = try DistrictDatabase(openingAt: path)
        let queue = try DatabaseQueue(path: path)
        #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 13)
    }
}
