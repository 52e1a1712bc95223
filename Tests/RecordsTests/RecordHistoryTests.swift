import Engagement
import Records
import Testing

/// Who said what about a student, when and from where, and what was said before.
@Suite struct RecordHistoryTests {
    private static let today = day("2025-09-20")
    private static let call = [
        "with": "guardian", "role": "coach", "setting": "home", "date": "2025-09-19", "minutes": "20",
    ]

    private func district() throws -> District {
        let district = try District(
            oneStudent([
                "mentors.csv": "mentor_id,name\nM-1,Ida Marsh\n",
                "caseloads.csv": "mentor_id,student_id,from\nM-1,S-1,2025-09-01\n",
                "contacts.csv":
                    "student_id,date,mentor_id,with,role,setting,minutes,note\nS-1,2025-09-19,M-1,guardian,coach,home,10,secret\n",
            ]))
        try district.load()
        return district
    }

    private func record(
        _ district: District, _ kind: LogEntry.Kind, _ fields: [String: String]
    ) throws {
        _ = try district.database.record(
            LogEntry(kind, student: "S-1", fields: fields), user: "ana", today: Self.today)
    }

    @Test func aCorrectionStandsAboveWhatItSuperseded() throws {
        let district = try district()
        try record(district, .contact, Self.call.merging(["contact_id": "", "note": "other"]) { $1 })
        let history = try district.database.history(of: .student("S-1"), kinds: ["contacts"])
        try #require(history.count == 1)
        #expect(history[0].kind == "contacts" && history[0].ending == nil)
        #expect(
            history[0].statements.map(\.description) == [
                "2025-09-19, mentor Ida Marsh, with guardian, role coach, setting home, minutes 20",
                "minutes 10, another note",
            ])
        #expect(history[0].statements.map(\.origin.user) == ["ana", "test"])
        #expect(history[0].statements[0].origin.source == "log")
        #expect(history[0].statements[1].origin.source.hasSuffix("contacts.csv"))
        #expect(history[0].statements.allSatisfy { $0.origin.at > 1_700_000_000 })
    }

    @Test func whatWasTakenBackIsStillThere() throws {
        let district = try district()
        try record(district, .strength, ["strength": "Patient"])
        _ = try district.database.undoLastEntry(user: "ana")
        let history = try district.database.history(of: .student("S-1"), kinds: ["strengths"])
        try #require(history.count == 1)
        #expect(history[0].statements.map(\.description) == ["2025-09-20, 'Patient', recorder ana"])
        #expect(history[0].ending?.source == "log --undo" && history[0].ending?.user == "ana")
    }

    /// A correction that was taken back: what it said stands between the two times that the first value stood.
    @Test func whatStandsAgainHasItsOwnOrigin() throws {
        let district = try district()
        try record(district, .contact, Self.call.merging(["contact_id": ""]) { $1 })
        _ = try district.database.undoLastEntry(user: "ana")
        let statements = try district.database.history(of: .student("S-1"), kinds: ["contacts"])[0].statements
        #expect(statements.map(\.origin.user) == ["test", "ana", "test"])
        #expect(statements.map(\.description).suffix(2) == ["minutes 20", "minutes 10"])
    }

    @Test func eachKindStandsInIt() throws {
        let district = try district()
        let kinds = Set(try district.database.history(of: .student("S-1")).map(\.kind))
        #expect(kinds == ["students", "caseloads", "contacts"])
        #expect(try district.database.history(of: .student("S-9")).isEmpty)
    }

    @Test func anUnknownKindOffersTheNearest() throws {
        let district = try district()
        #expect {
            try district.database.history(of: .student("S-1"), kinds: ["contact"])
        } throws: {
            "\($0)" == "no kind of record about a student is named 'contact'; did you mean 'contacts'?"
        }
    }
}
