import Engagement
import Records
import Testing

/// linkages.csv: the steps of linkages and their order.
@Suite struct LinkageStepsTests {
    private static let header = "student_id,service_id,date,status,mentor_id,note,linkage_id,step_id\n"

    private func district(_ rows: String) throws -> District {
        try District(
            oneStudent([
                "mentors.csv": "mentor_id,name\nM-1,Ida\n",
                "services.csv": "id,name\nSV-1,Club\nSV-2,Clinic\n",
                "linkages.csv": Self.header + rows,
            ]))
    }

    @Test func stepsInAnyOrderOfRowsMakeALinkage() throws {
        let district = try district(
            """
            S-1,SV-1,2026-02-20,active,,Went twice,,
            S-1,SV-1,2026-02-03,proposed,,,,
            S-1,SV-2,2026-02-04,referred,,,,
            S-1,SV-1,2026-02-10,active,M-1,,,

            """)
        try district.load()
        let snapshot = try district.snapshot()
        let linkages = snapshot.linkages(of: 0)
        #expect(linkages.map(\.service) == [0, 1])
        #expect(linkages[0].steps.map(\.status) == [.proposed, .active, .active])
        #expect(snapshot.texts[linkages[0].last.note] == "Went twice")
        #expect(linkages[0].mentor == 0)
    }

    @Test(
        arguments: [
            ("S-1,SV-1,2026-02-03,completed,,,,", "a linkage cannot begin as 'completed'"),
            (
                "S-1,SV-1,2026-02-03,active,,,,\nS-1,SV-1,2026-02-04,referred,,,,",
                "'referred' cannot follow 'active'"
            ),
            (
                "S-1,SV-1,2026-02-03,proposed,,,,\nS-1,SV-1,2026-02-04,declined,,,,\nS-1,SV-1,2026-02-05,proposed,,,,",
                "the linkage is declined and closed; a new one to the same service needs a linkage_id"
            ),
            ("S-1,SV-9,2026-02-03,proposed,,,,", "is no service on record"),
            ("S-1,SV-1,2026-02-03,refered,,,,", "is not known here (did you mean 'referred'?)"),
        ])
    func anOrderThatCannotBeIsRefused(rows: String, reason: String) throws {
        let refusal = try #require(try district(rows + "\n").refusal())
        #expect(refusal.contains(reason), "\(refusal)")
    }

    @Test func theOrderIsThatOfTheRecordToo() throws {
        let district = try district("S-1,SV-1,2026-02-10,active,,,,\n")
        try district.load()
        try district.write("linkages.csv", Self.header + "S-1,SV-1,2026-02-12,referred,,,,\n")
        #expect(try district.refusal()?.contains("'referred' cannot follow 'active'") == true)
        try district.write("linkages.csv", Self.header + "S-1,SV-1,2026-02-01,declined,,,,\n")
        #expect(try district.refusal()?.contains("cannot begin as 'declined'") == true)
        try district.write("linkages.csv", Self.header + "S-1,SV-1,2026-02-01,referred,,,,\n")
        #expect(counts(try district.load())["linkages.csv"] == [1, 0, 0, 0])
        #expect(try district.snapshot().linkages(of: 0)[0].begun == day("2026-02-01"))
    }

    @Test func aRefusedStepLeavesTheOthersIn() throws {
        let district = try district(
            "S-1,SV-1,2026-02-03,active,,,,\nS-1,SV-1,2026-02-04,proposed,,,,\nS-1,SV-1,2026-02-05,ended,,,,\n"
        )
        let summary = try district.load(ImportOptions(keepGoodRows: true))
        #expect(counts(summary)["linkages.csv"] == [2, 0, 0, 1])
        #expect(summary.rejected.map(\.line) == [3])
    }

    @Test func aSecondLinkageToTheSameServiceHasAnIdOfItsOwn() throws {
        let district = try district(
            "S-1,SV-1,2026-02-03,active,,,,\nS-1,SV-1,2026-02-04,ended,,,,\nS-1,SV-1,2026-02-05,proposed,,,again,\n"
        )
        try district.load()
        #expect(try district.snapshot().linkages(of: 0).map(\.status) == [.ended, .proposed])
    }

    /// Whose step it is: that of who coordinates the linkage so far; of the only mentor who has the student, where that
    /// was the student's own mentor.
    @Test(
        arguments: [
            ("", "M-1"), ("M-1,S-1,2026-01-01,", "M-1"), ("M-2,S-1,2026-01-01,", "M-1"),
            ("M-1,S-1,2026-01-01,2026-02-20\nM-2,S-1,2026-02-21,", "M-2"),
            ("M-2,S-1,2026-01-01,\nM-3,S-1,2026-01-01,", "M-1"),
        ])
    func aLaterStepKnowsItsMentor(caseloads: String, mentor: String) throws {
        let district = try district("S-1,SV-1,2026-02-03,referred,M-1,,,\nS-1,SV-2,2026-02-03,referred,,,,\n")
        try district.write("mentors.csv", "mentor_id,name\nM-1,Ida\nM-2,Sam\nM-3,Eve\n")
        try district.write("caseloads.csv", "mentor_id,student_id,from,to\n\(caseloads)\n")
        try district.load()
        let entry = LogEntry(.linkage, student: "S-1", fields: ["service_id": "club", "status": "active"])
        _ = try district.database.record(entry, user: "ana", today: day("2026-03-01"))
        let snapshot = try district.snapshot()
        let linkage = snapshot.linkages(of: 0)[0]
        #expect(linkage.status == .active)
        #expect(linkage.mentor.map { snapshot.mentors[$0].id.text } == mentor)
    }

    /// What has begun goes on to its end, also at a service that takes no new students.
    @Test func aLinkageToAServiceThatIsNotOfferedIsNotBegun() throws {
        let district = try district("S-1,SV-1,2026-02-03,referred,M-1,,,\n")
        try district.write("services.csv", "id,name,status\nSV-1,Club,defunct\nSV-2,Clinic,inactive\n")
        try district.load()
        func record(_ service: String, _ status: String) throws -> LoggedEntry {
            let fields = ["service_id": service, "status": status, "mentor_id": "M-1"]
            return try district.database.record(
                LogEntry(.linkage, student: "S-1", fields: fields), user: "ana", today: day("2026-03-01"))
        }
        #expect(try record("SV-1", "ended").effect == .recorded)
        for (service, status) in [("SV-1", "defunct"), ("clinic", "inactive")] {
            let refusal = #expect(throws: LogRefusal.self) { try record(service, "proposed") }
            let message = refusal?.description ?? ""
            #expect(message.contains("is not offered on 2026-03-01: it is \(status)"), "\(message)")
        }
    }

    @Test func whatIsProposedAlreadyIsNotProposedAgain() throws {
        let district = try district("S-1,SV-1,2026-02-03,proposed,M-1,,,\n")
        try district.load()
        func record(_ more: [String: String]) throws -> LoggedEntry.Effect {
            let fields = ["service_id": "SV-1", "status": "proposed", "mentor_id": "M-1"]
            let entry = LogEntry(.linkage, student: "S-1", fields: fields.merging(more) { $1 })
            return try district.database.record(entry, user: "ana", today: day("2026-03-01")).effect
        }
        #expect(try record([:]) == .unchanged)
        #expect(try record(["reason": "Two F"]) == .unchanged)
        #expect(try district.snapshot().linkages(of: 0)[0].steps.count == 1)
        #expect(try record(["note": "Asked the mother"]) == .recorded)
    }

    /// What came of it may be known or corrected later.
    @Test func theStepThatClosedALinkageIsCorrected() throws {
        let district = try district(
            "S-1,SV-1,2026-01-03,active,M-1,,,\nS-1,SV-1,2026-01-09,ended,M-1,,,\n"
                + "S-1,SV-1,2026-02-03,active,M-1,,2,\nS-1,SV-1,2026-02-20,completed,M-1,,2,\n")
        try district.load()
        func record(_ fields: [String: String]) throws -> LoggedEntry {
            let entry = LogEntry(
                .linkage, student: "S-1", fields: fields.merging(["service_id": "SV-1"]) { $1 })
            return try district.database.record(entry, user: "ana", today: day("2026-03-01"))
        }
        #expect(try record(["status": "completed"]).effect == .unchanged)
        let other = #expect(throws: LogRefusal.self) { try record(["status": "ended"]) }
        #expect(try #require(other).description.contains("the linkage was completed on 2026-02-20"))
        let logged = try record(["status": "completed", "date": "2026-02-20", "outcome": "Passed"])
        #expect(logged.effect == .corrected)
        #expect(logged.descriptions.first?.contains("outcome 'Passed' (before: none)") == true)
        #expect(try record(["note": "The mother is glad"]).effect == .corrected)
        #expect(try record(["outcome": "With an A"]).effect == .corrected)
        let refusal = #expect(throws: LogRefusal.self) {
            try record(["status": "completed", "date": "2026-02-21", "outcome": "Passed"])
        }
        #expect(
            "\(try #require(refusal))".contains(
                "is not the day on which the linkage was completed, 2026-02-20"))
        let snapshot = try district.snapshot()
        let last = try #require(snapshot.linkages(of: 0).last?.steps.last)
        #expect(
            snapshot.texts[last.outcome] == "With an A" && snapshot.texts[last.note] == "The mother is glad")
        #expect(snapshot.linkages(of: 0).map(\.steps.count) == [2, 2])
        #expect(try record(["status": "active", "mentor_id": "M-1"]).effect == .recorded)
        #expect(try district.snapshot().linkages(of: 0).count == 3)
    }

    /// What a file says of the linkage since rests on the step that began it.
    @Test func aStepOnWhichAnotherRestsIsNotTakenBack() throws {
        let district = try district("S-1,SV-2,2026-02-03,referred,M-1,,,\n")
        try district.load()
        let fields = ["service_id": "club", "status": "proposed", "mentor_id": "M-1", "date": "2026-01-10"]
        _ = try district.database.record(
            LogEntry(.linkage, student: "S-1", fields: fields), user: "ana", today: day("2026-03-01"))
        try district.write("linkages.csv", Self.header + "S-1,SV-1,2026-01-20,declined,M-1,,,\n")
        try district.load()
        let error = #expect(throws: RecordsError.self) {
            try district.database.undoLastEntry(user: "ana")
        }
        let said = try #require(error).description
        #expect(said.contains("the linkage's step 'declined' of 2026-01-20 rests on it"), "\(said)")
        #expect(try district.snapshot().linkages(of: 0).first { $0.service == 0 }?.steps.count == 2)
    }

    /// A service for others is not proposed; that it took the student nevertheless is a fact.
    @Test func aServiceForAnotherAgeIsNotProposed() throws {
        let district = try district("S-1,SV-2,2026-02-03,referred,M-1,,,\n")
        try district.write(
            "services.csv", "id,name,minimum_age,maximum_age\nSV-1,Club,12,15\nSV-2,Clinic,,\n")
        try district.write("demographics.csv", "student_id,name,value\nS-1,birth_date,2008-02-28\n")
        try district.load()
        func record(_ status: String) throws -> LoggedEntry {
            let fields = ["service_id": "club", "status": status, "mentor_id": "M-1"]
            return try district.database.record(
                LogEntry(.linkage, student: "S-1", fields: fields), user: "ana", today: day("2026-03-01"))
        }
        let refusal = #expect(throws: LogRefusal.self) { try record("proposed") }
        #expect(
            "\(try #require(refusal))".contains("is for ages 12 to 15, and the student is 18; where it takes")
        )
        #expect(try record("active").effect == .recorded)
    }

    @Test func aStepOfALinkageWithoutAMentorAsksForOne() throws {
        let district = try district("S-1,SV-2,2026-02-03,referred,,,,\n")
        try district.load()
        let entry = LogEntry(.linkage, student: "S-1", fields: ["service_id": "SV-2", "status": "active"])
        let refusal = #expect(throws: LogRefusal.self) {
            try district.database.record(entry, user: "ana", today: day("2026-03-01"))
        }
        #expect("\(try #require(refusal))".contains("is needed: S-1 is on nobody's caseload on 2026-03-01"))
    }
}
