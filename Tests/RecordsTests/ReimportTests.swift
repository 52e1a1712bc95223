import Engagement
import Foundation
import GRDB
import Records
import Testing

/// A second import: what changes, what stays, and the trace it leaves.
@Suite struct ReimportTests {
    @Test func aChangeKeepsWhatStoodThere() throws {
        let district = try District(
            oneStudent(["attendance.csv": "student_id,date,code,reason\nS-1,2026-02-03,A,\n"]))
        try district.load()
        try district.write("attendance.csv", "student_id,date,code,reason\nS-1,2026-02-03,E,Ill\n")
        let summary = try district.load()
        #expect(counts(summary)["attendance.csv"] == [0, 1, 0, 0])
        #expect(counts(summary)["students.csv"] == [0, 0, 0, 0])
        #expect(try district.snapshot().attendance[0].first?.code == .excused)
        let queue = try DatabaseQueue(path: district.folder + "/caseload.db")
        let trace = try queue.read { try Row.fetchAll($0, sql: "SELECT * FROM superseded") }
        #expect(trace.count == 1)
        #expect(trace.first?["record"] == "attendance")
        #expect(trace.first?["key"] == #"["S-1","2026-02-03",0,""]"#)
        #expect(
            trace.first?["content"]
                == #"{"student_id":"S-1","date":"2026-02-03","code":"unexcused","period":"","reason":null,"slot":0,"import":3}"#
        )
        #expect(trace.first?["import"] == 6)
    }

    @Test func aColumnThatTheFileDoesNotHaveKeepsItsValue() throws {
        let district = try District(oneStudent())
        try district.load()
        try district.write("students.csv", "student_id,grade\nS-1,10\n")
        #expect(counts(try district.load())["students.csv"] == [0, 1, 0, 0])
        let snapshot = try district.snapshot()
        #expect(snapshot.name(of: 0) == "Amara Okafor")
        #expect(snapshot.grade(of: 0) == 10)
        #expect(snapshot.school(of: 0)?.id == "HS")
    }

    @Test func anEmptyFieldTakesTheValueAway() throws {
        let district = try District(oneStudent())
        try district.load()
        try district.write("students.csv", "student_id,grade\nS-1,\n")
        #expect(counts(try district.load())["students.csv"] == [0, 1, 0, 0])
        #expect(try district.snapshot().grade(of: 0) == nil)
    }

    /// The same files come every night; what somebody has corrected by hand meanwhile stands.
    @Test func aFileThatSaysTheSameAsBeforeTakesNoCorrectionBack() throws {
        let district = try District(
            oneStudent([
                "goals.csv": "student_id,set_on,goal,status\nS-1,2025-09-01,Read,active\n",
                "mentors.csv": "mentor_id,name\nM-1,Ida Marsh\n",
                "caseloads.csv": "mentor_id,student_id,from\nM-1,S-1,2025-09-01\n",
                "interventions.csv":
                    "student_id,start,kind,end,outcome,intervention_id\nS-1,2025-09-02,basic,,,IV-1\nS-1,2025-09-02,intensive,,,IV-2\n",
            ]))
        try district.load()
        let today = day("2025-09-20")
        func log(_ kind: LogEntry.Kind, _ fields: [String: String]) throws {
            let entry = LogEntry(kind, student: "S-1", fields: fields)
            _ = try district.database.record(entry, user: "ana", today: today)
        }
        try log(.goal, ["goal": "Read", "status": "reached"])
        try log(.intervention, ["kind": "basic", "outcome": "better"])
        try log(
            .intervention, ["kind": "basic", "start": "2025-09-02", "intervention_id": "IV-1", "note": "x"])
        func stands() throws {
            let snapshot = try district.snapshot()
            #expect(snapshot.goals[0].first?.status == .reached)
            #expect(snapshot.goals[0].first?.closedOn == today)
            let basic = try #require(snapshot.interventions[0].first { $0.kind == .basic })
            #expect(snapshot.texts[basic.outcome] == "better" && snapshot.texts[basic.note] == "x")
        }
        for _ in 1...2 {
            let summary = try district.load()
            #expect(counts(summary)["goals.csv"] == [0, 0, 0, 0])
            #expect(counts(summary)["interventions.csv"] == [0, 0, 0, 0])
            #expect(summary.files.first { $0.name.hasSuffix("goals.csv") }?.corrected == 1)
            #expect(summary.files.first { $0.name.hasSuffix("interventions.csv") }?.corrected == 1)
            try stands()
        }
        // Something new in the file is later than the correction.
        try district.write(
            "interventions.csv",
            "student_id,start,kind,end,outcome,intervention_id\nS-1,2025-09-02,basic,2025-09-10,worse,IV-1\nS-1,2025-09-02,intensive,,,IV-2\n"
        )
        #expect(counts(try district.load())["interventions.csv"] == [0, 1, 0, 0])
        let snapshot = try district.snapshot()
        let basic = try #require(snapshot.interventions[0].first { $0.kind == .basic })
        #expect(snapshot.texts[basic.outcome] == "worse")
        // What the last entry said is no longer what stands.
        #expect(throws: RecordsError.self) { try district.database.undoLastEntry(user: "ana") }
    }

    @Test func theOrderOfImportsDoesNotShow() throws {
        let files = OwnFileTests.everyFile
        let together = try District(files)
        try together.load()
        let apart = try District()
        let order = [
            "organizations", "taxonomy_terms", "locations", "services", "service_at_location", "languages",
            "addresses", "phones", "schedules", "service_areas", "attributes", "cost_options",
            "required_documents",
            "indicators", "mentors", "schools", "students", "caseloads", "attendance", "calendar", "terms",
            "surveys", "observations", "homework", "credits", "discipline", "activities", "demographics",
            "strengths", "goals", "goal_progress", "interventions", "contacts", "guardians", "linkages",
            "graduation_requirements", "credit_waivers", "trainings", "events", "graduation_plans",
            "outcomes",
        ]
        for name in order {
            var lines = (files[name + ".csv"] ?? "").split(separator: "\n").map(String.init)
            let header = lines.removeFirst()
            for line in lines.reversed() {
                try apart.write(name + ".csv", "\(header)\n\(line)\n")
                _ = try apart.database.importFiles(
                    [apart.files + "/\(name).csv"], options: ImportOptions(), user: "t")
            }
        }
        #expect(try apart.snapshot().fingerprint == together.snapshot().fingerprint)
    }

    @Test func aDryRunSaysTheSameAndKeepsNothing() throws {
        let district = try District(OwnFileTests.everyFile)
        let dry = try district.load(ImportOptions(dryRun: true))
        #expect(try district.snapshot().students.count == 0)
        #expect(counts(dry) == counts(try district.load()))
    }

    @Test func recordsThatOthersNameMayComeInAnyFileOrder() throws {
        let district = try District(OwnFileTests.everyFile)
        let paths = OwnFileTests.everyFile.keys.sorted().map { district.files + "/" + $0 }
        _ = try district.database.importFiles(paths, options: ImportOptions(), user: "t")
        #expect(try district.snapshot().students.count == 2)
    }
}
