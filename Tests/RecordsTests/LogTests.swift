import Engagement
import GRDB
import Records
import Testing

/// Entries by hand: checked like an import, corrected and taken back without loss.
@Suite struct LogTests {
    private static let today = day("2025-09-20")

    private func district() throws -> District {
        let district = try District(
            oneStudent([
                "students.csv":
                    "student_id,given_name,preferred_name,family_name\nS-1,Amara,Ami,Okafor\nS-2,Bo,,Lind\nS-3,Bo,,Lind\n",
                "mentors.csv": "mentor_id,name\nM-1,Ida Marsh\nM-2,Sam Lee\n",
                "caseloads.csv":
                    "mentor_id,student_id,from\nM-1,S-1,2025-09-01\nM-1,S-2,2025-09-01\nM-2,S-2,2025-09-01\n",
                "interventions.csv":
                    "student_id,start,kind,focus\nS-1,2025-09-02,basic,\nS-2,2025-09-02,basic,\nS-2,2025-09-03,intensive,\n",
            ]))
        try district.load()
        return district
    }

    private func record(
        _ district: District, _ kind: LogEntry.Kind, _ student: String, _ fields: [String: String],
        user: String = "ana"
    ) throws -> LoggedEntry {
        try district.database.record(
            LogEntry(kind, student: student, fields: fields), user: user, today: Self.today)
    }

    private static let call = ["with": "guardian", "role": "coach", "setting": "home"]

    @Test func aContactIsInTheSnapshotWithItsOrigin() throws {
        let district = try district()
        let logged = try record(district, .contact, "ami okafor", Self.call.merging(["minutes": "20"]) { $1 })
        #expect(logged.effect == .recorded)
        #expect(
            logged.descriptions == [
                "contact, Ami Okafor (S-1), 2025-09-20, mentor Ida Marsh, with guardian, role coach, setting home, minutes 20"
            ])
        let snapshot = try district.snapshot()
        let contact = try #require(snapshot.contacts[0].first)
        let recorded = snapshot.contacts.origins.number(of: 0).map { snapshot.origins[$0] }
        #expect(recorded?.user == "ana" && recorded?.source == "log")
        #expect(contact.date == Self.today && contact.minutes == 20 && contact.constituent == .guardian)
        let origin = try DatabaseQueue(path: district.database.path).read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT user, file FROM contact JOIN import ON import.id = contact.import")
        }
        #expect(origin?["user"] == "ana" && origin?["file"] == "log")
    }

    @Test func theSecondTalkOfADayIsOneMore() throws {
        let district = try district()
        _ = try record(district, .contact, "S-1", Self.call)
        #expect(try record(district, .contact, "S-1", Self.call).effect == .recorded)
        #expect(try district.snapshot().contacts[0].count == 2)
        let fix = Self.call.merging(["contact_id": "2", "minutes": "5"]) { $1 }
        #expect(try record(district, .contact, "S-1", fix).effect == .corrected)
        #expect(try district.snapshot().contacts[0].map(\.minutes) == [nil, 5])
    }

    @Test func aCorrectionKeepsWhatStoodThere() throws {
        let district = try district()
        let seven = ["indicator": "time_on_task", "value": "7"]
        #expect(try record(district, .observation, "S-1", seven).effect == .recorded)
        #expect(try record(district, .observation, "S-1", seven).effect == .unchanged)
        let corrected = try record(
            district, .observation, "S-1", ["indicator": "time_on_task", "value": "6.5"])
        #expect(corrected.effect == .corrected)
        #expect(corrected.descriptions[0].contains("value 6.5 (before: 7)"))
        let kept = try DatabaseQueue(path: district.database.path).read { database in
            try Double.fetchAll(
                database,
                sql: "SELECT json_extract(content, '$.value') FROM superseded WHERE record = 'observations'")
        }
        #expect(kept == [7])
        // Another person's observation is another record.
        #expect(try record(district, .observation, "S-1", seven, user: "bo").effect == .recorded)
    }

    @Test func undoTakesBackOneEntryAfterAnother() throws {
        let district = try district()
        let start = try district.snapshot().fingerprint
        var fingerprints = [start]
        for (kind, fields) in [
            (LogEntry.Kind.strength, ["strength": "Patient"]),
            (.goal, ["goal": "Pass Algebra", "due": "2026-01-20"]),
            (.goal, ["goal": "pass algebra", "progress": "40"]),
            (.goal, ["goal": "Pass Algebra", "status": "reached"]),
            (.intervention, ["outcome": "Better"]),
            (.intervention, ["end": "2025-09-19"]),
        ] {
            let logged = try record(district, kind, "S-1", fields)
            #expect([.recorded, .corrected].contains(logged.effect), "\(logged)")
            fingerprints.append(try district.snapshot().fingerprint)
        }
        #expect(Set(fingerprints).count == 7)
        let goal = try #require(try district.snapshot().goals[0].first)
        #expect(goal.status == .reached && goal.closedOn == Self.today && goal.progress == 40)
        let ended = try #require(try district.snapshot().interventions[0].first)
        #expect(ended.status == .completed && ended.start == day("2025-09-02"))
        for before in fingerprints.reversed().dropFirst() {
            #expect(try district.database.undoLastEntry(user: "ana").effect == .undone)
            #expect(try district.snapshot().fingerprint == before)
        }
        // What stood there from a file has that file as its origin again.
        let origin = try DatabaseQueue(path: district.database.path).read { database in
            try String.fetchOne(
                database,
                sql: "SELECT file FROM intervention JOIN import ON import.id = intervention.import LIMIT 1")
        }
        #expect(origin?.hasSuffix("interventions.csv") == true)
        #expect(throws: RecordsError.self) { try district.database.undoLastEntry(user: "ana") }
    }

    /// An entry goes to the record that its id names, with what it leaves out as on record.
    @Test func anIdSaysWhichRecordIsMeant() throws {
        let district = try district()
        let call = Self.call.merging(["contact_id": "C-1", "date": "2025-09-10"]) { $1 }
        #expect(try record(district, .contact, "S-1", call).effect == .recorded)
        #expect(
            try record(district, .contact, "S-1", ["contact_id": "C-1", "minutes": "25"]).effect == .corrected
        )
        let contact = try #require(try district.snapshot().contacts[0].first)
        #expect(
            contact.date == day("2025-09-10") && contact.minutes == 25 && contact.constituent == .guardian)
        let refusal = #expect(throws: LogRefusal.self) {
            try record(district, .contact, "S-1", ["contact_id": "C-1", "with": "student"])
        }
        #expect(
            refusal?.description.contains(
                "with 'student' does not fit contact 'C-1', which has 'guardian'") == true,
            "\(String(describing: refusal))"
        )
        #expect(try district.snapshot().contacts[0].count == 1)

        let fields = [
            "kind": "intensive", "intervention_id": "IV-9", "start": "2025-09-11", "end": "2025-09-12",
        ]
        #expect(try record(district, .intervention, "S-1", fields).effect == .recorded)
        let outcome = ["intervention_id": "IV-9", "outcome": "Better"]
        #expect(try record(district, .intervention, "S-1", outcome).effect == .corrected)
        let ended = try #require(try district.snapshot().interventions[0].first { $0.kind == .intensive })
        #expect(try district.snapshot().texts[ended.outcome] == "Better" && ended.end == day("2025-09-12"))
    }

    /// The program numbers a day's second contact, so that two days may have one.
    @Test func aContactIsMeantByItsIdAndWhatElseIsSaid() throws {
        let district = try district()
        for date in ["2025-09-18", "2025-09-19"] {
            for _ in 1...2 {
                _ = try record(district, .contact, "S-1", Self.call.merging(["date": date]) { $1 })
            }
        }
        func correct(_ fields: [String: String]) throws -> LoggedEntry.Effect {
            try record(district, .contact, "S-1", fields.merging(["minutes": "36"]) { $1 }).effect
        }
        for (fields, message) in [
            (
                ["contact_id": "2"],
                "contact_id '2' is that of contacts on 2025-09-18 and 2025-09-19; say which with"
            ),
            (
                ["contact_id": "K22"],
                "contact_id 'K22' is no contact of the student on record; those that are: caseload show"
            ),
        ] {
            let refusal = #expect(throws: LogRefusal.self) { try correct(fields) }
            let said = try #require(refusal).description
            #expect(said.contains(message), "\(said)")
        }
        #expect(try correct(["contact_id": "2", "date": "2025-09-19"]) == .corrected)
        #expect(try district.snapshot().contacts[0].map(\.minutes) == [nil, nil, nil, 36])
    }

    /// What was looked over again, and found as it was, was looked over.
    @Test func theSameNoteAgainIsAnotherReview() throws {
        let district = try district()
        let note = ["note": "Goes on as it is"]
        for _ in 1...2 { #expect(try record(district, .intervention, "S-1", note).effect == .corrected) }
        let history = try district.database.history(of: .student("S-1"), kinds: ["interventions"])
        #expect(
            history.map {
                $0.statements.map(\.origin.source).map { $0.hasSuffix("interventions.csv") ? "file" : $0 }
            } == [["log", "log", "file"]])
        _ = try district.database.undoLastEntry(user: "ana")
        _ = try district.database.undoLastEntry(user: "ana")
        #expect(try district.snapshot().interventions[0].first.map { $0.note } == Text.none)
    }

    /// A basic and an intensive one are open: the kind tells which of them a note is about.
    @Test func aNoteGoesToTheOpenInterventionOfItsKind() throws {
        let district = try district()
        let note = ["kind": "intensive", "note": "Looked over"]
        #expect(try record(district, .intervention, "S-2", note).effect == .corrected)
        let snapshot = try district.snapshot()
        let row = try #require(snapshot.row(of: "S-2"))
        #expect(snapshot.interventions[row].map { snapshot.texts[$0.note] } == ["", "Looked over"])
        let other = note.merging(["focus": "connection", "start": "2025-09-19"]) { $1 }
        #expect(try record(district, .intervention, "S-1", other).effect == .recorded)
    }

    /// Said with another day or none, and beside another open one: what was planned is what begins.
    @Test(
        arguments: [
            ["kind": "intensive", "focus": "connection", "start": "2025-09-19"], ["kind": "intensive"],
            ["status": "active"], ["status": "active", "kind": "intensive"],
        ])
    func whatWasPlannedBegins(_ fields: [String: String]) throws {
        let district = try district()
        let plan = ["kind": "intensive", "focus": "connection", "status": "planned", "start": "2025-09-18"]
        #expect(try record(district, .intervention, "S-1", plan).effect == .recorded)
        let waits = ["kind": "intensive", "note": "Waits for a place"]
        #expect(try record(district, .intervention, "S-1", waits).effect == .corrected)
        #expect(try district.snapshot().interventions[0].last?.status == .planned)
        #expect(try record(district, .intervention, "S-1", fields).effect == .corrected)
        let interventions = try district.snapshot().interventions[0]
        #expect(interventions.map(\.status) == [.active, .active])
        #expect(interventions.last?.start == day("2025-09-18"))
        let earlier = ["kind": "intensive", "focus": "academic_support"]
        #expect(try record(district, .intervention, "S-1", earlier).effect == .recorded)
    }

    /// A note without more is about the intervention that is open.
    @Test func aNoteGoesToTheOpenIntervention() throws {
        let district = try district()
        #expect(try record(district, .intervention, "S-1", ["note": "Goes well"]).effect == .corrected)
        let snapshot = try district.snapshot()
        #expect(snapshot.interventions[0].count == 1)
        #expect(snapshot.interventions[0].first.map { snapshot.texts[$0.note] } == "Goes well")
        #expect(snapshot.interventions[0].first?.end == .unknown)
    }

    /// A day of before shows a goal as it was: open, with the progress that it had.
    @Test func closingAGoalChangesNoEarlierDay() throws {
        let district = try district()
        let fields = ["goal": "Ask for help", "set_on": "2025-09-05", "progress": "60"]
        _ = try record(district, .goal, "S-1", fields)
        let before = try district.snapshot(day("2025-09-19")).fingerprint
        _ = try record(district, .goal, "S-1", ["goal": "Ask for help", "status": "reached"])
        let earlier = try district.snapshot(day("2025-09-19"))
        #expect(earlier.goals[0].map(\.progress) == [60] && earlier.goals[0].map(\.status) == [.active])
        #expect(earlier.fingerprint == before)
        #expect(try district.snapshot().goals[0].map(\.status) == [.reached])
    }

    /// The day of an entry about an open goal is the day on which it was reached, not one on which it was set.
    @Test func anEntryOfADayGoesToTheOpenGoal() throws {
        let district = try district()
        _ = try record(district, .goal, "S-1", ["goal": "Pass Algebra", "set_on": "2025-09-05"])
        let progress = ["goal": "pass algebra", "progress": "30", "set_on": "2025-09-12"]
        #expect(try record(district, .goal, "S-1", progress).descriptions[0].contains("2025-09-05"))
        let reached = ["goal": "Pass Algebra", "status": "reached", "set_on": "2025-09-15"]
        _ = try record(district, .goal, "S-1", reached)
        var goals = try district.snapshot().goals[0]
        #expect(goals.count == 1 && goals.first?.setOn == day("2025-09-05"))
        #expect(goals.first?.closedOn == day("2025-09-15") && goals.first?.progress == 30)
        // Said again, it is no goal of today; another day or another end is a correction.
        let again = ["goal": "Pass Algebra", "status": "reached"]
        #expect(try record(district, .goal, "S-1", again).effect == .unchanged)
        let dropped = ["goal": "Pass Algebra", "status": "dropped", "set_on": "2025-09-16"]
        #expect(try record(district, .goal, "S-1", dropped).effect == .corrected)
        goals = try district.snapshot().goals[0]
        #expect(goals.map(\.closedOn) == [day("2025-09-16")] && goals.map(\.status) == [.dropped])
        // Set anew, it is another goal.
        #expect(try record(district, .goal, "S-1", ["goal": "Pass Algebra"]).effect == .recorded)
        #expect(try district.snapshot().goals[0].count == 2)
    }

    /// What is said of a day shows from that day on, and takes nothing of the days before away.
    @Test func progressIsOfItsDay() throws {
        let district = try district()
        _ = try record(
            district, .goal, "S-1", ["goal": "Pass Algebra", "set_on": "2025-09-05", "progress": "10"])
        let days = ["2025-09-05", "2025-09-11", "2025-09-12", "2025-09-19"].map { day($0) }
        let before = try days.map { try district.snapshot($0).fingerprint }
        let later = try record(
            district, .goal, "S-1",
            ["goal": "Pass Algebra", "status": "reached", "progress": "100"])
        #expect(
            later.descriptions.last
                == "goal progress, Ami Okafor (S-1), set on 2025-09-05, 'Pass Algebra', 2025-09-20, progress 100"
        )
        #expect(try days.map { try district.snapshot($0).fingerprint } == before)
        let between = ["goal": "Pass Algebra", "set_on": "2025-09-12", "progress": "60"]
        #expect(try record(district, .goal, "S-1", between).effect == .recorded)
        #expect(try days.map { try district.snapshot($0).goals[0].first?.progress } == [10, 10, 60, 60])
        #expect(try district.snapshot().goals[0].first?.progress == 100)
        let corrected = ["goal": "Pass Algebra", "set_on": "2025-09-12", "progress": "65"]
        let logged = try record(district, .goal, "S-1", corrected)
        #expect(
            logged.effect == .corrected
                && logged.descriptions.last?.hasSuffix("progress 65 (before: 60)") == true)
        for _ in 0..<3 { _ = try district.database.undoLastEntry(user: "ana") }
        #expect(try days.map { try district.snapshot($0).fingerprint } == before)
        #expect(try district.snapshot().goals[0].map(\.status) == [.active])
    }

    @Test func aGoalOfWhichOthersHaveSaidMoreStays() throws {
        let district = try district()
        _ = try record(district, .goal, "S-1", ["goal": "Pass Algebra"])
        _ = try record(district, .goal, "S-1", ["goal": "Pass Algebra", "progress": "20"], user: "bo")
        let error = #expect(throws: RecordsError.self) {
            try district.database.undoLastEntry(user: "ana")
        }
        #expect("\(try #require(error))".contains("bo has recorded progress on the goal of the last entry"))
    }

    @Test func anEntryOfADayBeforeTheGoalIsRefused() throws {
        let district = try district()
        _ = try record(district, .goal, "S-1", ["goal": "Pass Algebra", "set_on": "2025-09-05"])
        let refusal = #expect(throws: LogRefusal.self) {
            try record(
                district, .goal, "S-1", ["goal": "Pass Algebra", "progress": "9", "set_on": "2025-09-04"])
        }
        #expect(
            refusal?.description
                == "set_on '2025-09-04' lies before the goal was set, 2025-09-05; give that day or a later one"
        )
    }

    @Test func anEventIsOneEntryForTheMentorAndTheStudents() throws {
        let district = try district()
        let start = try district.snapshot().fingerprint
        let fair = LogEntry(
            event: "Science fair", students: ["S-1", "Okafor", "S-3"],
            fields: ["kind": "community_event", "hours": "2.5", "note": "Judged"])
        let logged = try district.database.record(fair, user: "ana", today: Self.today)
        #expect(
            logged.descriptions == [
                "event, mentor Ida Marsh, 2025-09-20, 'Science fair', kind community_event, hours 2.5, note 'Judged'",
                "activity, Ami Okafor (S-1), 2025-09-20, kind community_event, 'Science fair', hours 2.5",
                "activity, Bo Lind (S-3), 2025-09-20, kind community_event, 'Science fair', hours 2.5",
            ])
        #expect(try district.snapshot().mentors[0].events.count == 1)
        #expect(try district.snapshot().activities.records.count == 2)
        let longer = LogEntry(
            event: "Science fair", students: ["S-2"],
            fields: ["mentor_id": "M-1", "kind": "community_event", "hours": "3"])
        let corrected = try district.database.record(longer, user: "ana", today: Self.today)
        #expect(corrected.effects == [.corrected, .recorded])
        #expect(try district.database.undoLastEntry(user: "ana").descriptions.count == 2)
        let nobody = LogEntry(event: "Fair", fields: ["kind": "school_event"])
        #expect(throws: LogRefusal.self) {
            try district.database.record(nobody, user: "ana", today: Self.today)
        }
        #expect(try district.database.undoLastEntry(user: "ana").descriptions.count == 3)
        #expect(try district.snapshot().fingerprint == start)
    }

    @Test func undoIsOfOnesOwnEntriesAndOnlyOfWhatStands() throws {
        let district = try district()
        let value = ["indicator": "time_on_task", "value": "7", "recorder": "both"]
        _ = try record(district, .observation, "S-1", value)
        _ = try record(district, .strength, "S-1", ["strength": "Kind"], user: "bo")
        _ = try record(
            district, .observation, "S-1", value.merging(["value": "8"]) { $1 }, user: "bo")
        do {
            _ = try district.database.undoLastEntry(user: "ana")
            Issue.record("the record is another's now")
        } catch let error as RecordsError {
            #expect(error.description.hasPrefix("the last entry has been changed since, by bo on "))
            #expect(error.description.contains("value 8"))
        }
        #expect(try district.database.undoLastEntry(user: "bo").descriptions[0].hasSuffix("stands again"))
        #expect(try district.database.undoLastEntry(user: "ana").effect == .undone)
        #expect(try district.snapshot().observations[0].isEmpty)
        #expect(try district.snapshot().strengths[0].count == 1)
    }

    @Test(arguments: [
        (
            LogEntry.Kind.contact, "S-1", ["with": "guardan"],
            "with 'guardan' is not known here (did you mean 'guardian'?)"
        ),
        (
            .contact, "S-1", ["with": "guardian", "role": "coach"],
            "setting is empty; `school`, `home`, `community` is needed"
        ),
        (.contact, "S-1", ["minuts": "3"], "minuts is no field of contact records; did you mean 'minutes'?"),
        (.contact, "S-1", ["date": "2025-09-21"], "date '2025-09-21' has not come yet: today is 2025-09-20"),
        (
            .contact, "S-1", ["date": "1899-01-01"],
            "date '1899-01-01' lies more than 20 years back, before any student of today was in school"
        ),
        (
            .contact, "S-1", ["with": "guardian", "role": "coach", "setting": "home", "minutes": "100000"],
            "minutes '100000' is more than the 1440 minutes of a day"
        ),
        (.strength, "S-1", ["strength": "  "], "strength '  ' is blank; a text is needed"),
        (
            .strength, "S-1", ["strength": "a\0b"],
            "strength 'a\\u{0}b' holds a NUL, which no text file may; leave it out"
        ),
        (.contact, "S-1", ["date": "2025-02-30"], "date '2025-02-30' is not a day of the calendar"),
        (.contact, "S-1", ["mentor_id": "marsch"], "mentor_id 'marsch' is no mentor on record"),
        (.contact, "S-2", [:], "mentor_id is needed: S-2 has M-1 and M-2 on 2025-09-20"),
        (.contact, "S-3", [:], "mentor_id is needed: S-3 is on nobody's caseload on 2025-09-20"),
        (.contact, "S-9", [:], "student_id 'S-9' is no student on record"),
        (.contact, "bo lind", [:], "student_id 'bo lind' could be Bo Lind (S-2), Bo Lind (S-3); give the id"),
        (
            .observation, "S-1", ["indicator": "time_on_tsk", "value": "1"],
            "indicator 'time_on_tsk' is no indicator; did you mean 'time_on_task'?"
        ),
        (
            .observation, "S-1", ["indicator": "time_on_task", "value": "11"],
            "value '11' is outside the range of time_on_task, which is 0 to 10"
        ),
        (
            .observation, "S-1", ["indicator": "absences", "value": "99"],
            "indicator 'absences' is counted from the records of attendance, not observed; add them to attendance.csv"
        ),
        (.goal, "S-1", ["goal": "x", "progress": "101"], "progress '101' is outside of what can be"),
        (.goal, "S-1", [:], "goal is empty"),
        (
            .intervention, "S-1", ["kind": "basic", "indicators": "absences,tardys"],
            "indicator 'tardys' is no indicator; did you mean 'tardies'?"
        ),
        (
            .intervention, "S-2", ["end": "2025-09-19", "mentor_id": "M-1"],
            "start is needed, or the kind and focus: open are basic since 2025-09-02, intensive since 2025-09-03"
        ),
        (
            .intervention, "S-3", ["end": "2025-09-19"],
            "start is needed: the student has no open intervention of this kind"
        ),
        (
            .intervention, "S-1", ["start": "2025-09-18", "note": "Looked over"],
            "kind is needed with a first day; an entry about the open intervention has neither, and is of today"
        ),
        (
            .contact, "S-1", ["contact_id": "K2", "minutes": "3"],
            "contact_id 'K2' is no contact of the student on record"
        ),
        (
            .intervention, "S-3", ["note": "Looked over"],
            "kind is needed: the student has no open intervention that the entry could be about"
        ),
        (
            .intervention, "S-2", ["note": "Looked over"],
            "start is needed, or the kind and focus: open are basic since 2025-09-02, intensive since 2025-09-03"
        ),
        (
            .contact, "Ami Okaford", [:],
            "student_id 'Ami Okaford' is no student on record; did you mean 'Ami Okafor'?"
        ),
        (
            .intervention, "S-1", ["start": "2025-09-10", "end": "2025-09-09", "kind": "basic"],
            "end '2025-09-09'"
        ),
    ])
    func whatIsWrongIsSaidAndNothingWritten(
        _ kind: LogEntry.Kind, _ student: String, _ fields: [String: String], _ message: String
    ) throws {
        let district = try district()
        let before = try district.snapshot().fingerprint
        do {
            let logged = try record(district, kind, student, fields)
            Issue.record("was recorded: \(logged)")
        } catch let refusal as LogRefusal {
            #expect(refusal.description.hasPrefix(message), "\(refusal)")
        }
        #expect(try district.snapshot().fingerprint == before)
        #expect(throws: RecordsError.self) { try district.database.undoLastEntry(user: "ana") }
    }
}
