import Testing

@testable import Engagement

@Suite struct DeidentifiedSnapshotTests {
    private static let pseudonyms = Pseudonyms(key: [UInt8](repeating: 7, count: 32))
    private static let day = CalendarDate(dayNumber: 20_515)

    /// Two students with a record of every kind; what must not come out is marked SECRET, what must KEPT.
    private static let original: Snapshot = {
        var builder = SnapshotBuilder(asOf: day + 30)
        let origin = builder.addOrigin(RecordOrigin(user: "SECRET user", at: 1, source: "SECRET file"))
        builder.setOrigin(origin)
        let school = builder.addSchool(School(id: "north", name: "KEPT school;"))
        let mentor = builder.addMentor(
            Mentor(
                id: "rivera", name: "KEPT mentor;",
                events: [
                    MentorEvent(
                        date: day, kind: .schoolEvent, name: "KEPT event;", hours: 2, note: "SECRET",
                        origin: origin)
                ]))
        builder.addTerm(Term(id: "y", title: "KEPT term;", kind: .schoolYear, start: day, end: day + 200))
        for offset in 0..<20 { builder.addSchoolDay(day + offset, school: school) }
        for id in ["SECRET-1", "SECRET-2"] {
            var student = StudentRecord(id: Identifier(id))
            (student.givenName, student.middleName) = ("SECRET given", "SECRET middle")
            (student.familyName, student.preferredName) = ("SECRET family", "SECRET preferred")
            (student.grade, student.school, student.language) = (9, school, "KEPT language;")
            guard let row = builder.addStudent(student) else { continue }
            let secret = builder.intern("SECRET \(id)")
            func kept(_ name: String) -> Text { builder.intern("KEPT \(name);") }
            builder.add(Demographic(name: builder.intern("birth_date"), value: secret), to: row)
            builder.add(Demographic(name: builder.intern("sex"), value: kept("sex")), to: row)
            builder.add(
                AttendanceEvent(date: day + 1, code: .unexcused, period: kept("period"), reason: secret),
                to: row)
            builder.add(AttendanceEvent(date: day + 2, code: .excused), to: row)
            builder.add(
                DisciplineEvent(
                    date: day + 2, kind: .inSchoolSuspension, days: 1.5, incident: secret, note: secret),
                to: row)
            builder.add(
                CourseResult(
                    date: day + 3, term: kept("q"), course: kept("course"), subject: kept("subject"),
                    letter: kept("letter"), percent: 80, attempted: 1, earned: 0.5, inProgress: nil), to: row)
            builder.add(
                HomeworkItem(
                    assigned: day, due: day + 1, title: kept("homework"), status: .fullyGraded, score: 8,
                    maximum: 10), to: row)
            builder.add(
                Observation(
                    date: day + 4, indicator: 0, value: 5, setting: .home, recorder: secret, note: secret),
                to: row)
            builder.add(
                SurveyAnswer(
                    date: day + 4, indicator: 1, instrument: kept("instrument"), subscale: kept("subscale"),
                    item: kept("item"), value: 3), to: row)
            builder.add(
                Activity(date: day + 5, kind: .extracurricular, name: kept("club"), hours: 1), to: row)
            builder.add(
                Guardian(
                    name: secret, relationship: kept("relation"), phone: secret, email: secret,
                    language: kept("tongue"), isPrimary: true), to: row)
            builder.add(
                Contact(
                    date: day + 6, mentor: mentor, with: .guardian, role: .advocate, setting: .home,
                    mode: .phone, minutes: 20, person: secret, note: secret), to: row)
            builder.add(
                Intervention(
                    start: day + 7, end: day + 9, kind: .intensive, focus: .connection, role: .coach,
                    status: .completed, mentor: mentor, indicators: kept("indicator"), outcome: secret,
                    note: secret), to: row)
            builder.add(
                Goal(
                    setOn: day, due: day + 40, closedOn: .unknown, status: .active, goal: secret,
                    progress: 40), to: row)
            builder.add(GoalProgress(date: day + 1, goal: 0, progress: 30), to: row)
            builder.add(Outcome(date: day + 1, name: kept("outcome"), value: 1), to: row)
            builder.add(Strength(date: day, strength: secret, recorder: secret), to: row)
            builder.add(
                LinkageStep(
                    date: day + 8, service: 0, linkage: kept("linkage"), status: .active, mentor: mentor,
                    domain: .academic, priority: 2, reason: secret, outcome: secret,
                    proposedBy: kept("plugin"), note: secret), to: row)
            builder.add(GraduationPlan(diploma: kept("diploma")), to: row)
            builder.add(
                CreditWaiver(date: day, subject: kept("waived"), reason: secret, credits: 0.5), to: row)
            builder.add(CaseloadAssignment(mentor: mentor, from: day, to: .unknown), to: row)
        }
        builder.add(
            GraduationRequirement(
                diploma: "", subject: "KEPT requirement;", credits: 4, grades: 9...12, takesSurplus: false,
                repeatsCount: false))
        return builder.finish()
    }()

    private static func text(of snapshot: Snapshot) -> String {
        var bytes: [UInt8] = []
        snapshot.writeImage { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func marked(_ text: String) -> Set<String> {
        Set(text.matches(of: /KEPT [a-z]+;/).map { String($0.output) })
    }

    @Test func nothingThatSaysWhoSomebodyIsComesOut() {
        let copy = DeidentifiedSnapshot(Self.original, pseudonyms: Self.pseudonyms).snapshot
        let text = Self.text(of: copy)
        #expect(Self.text(of: Self.original).contains("SECRET"))
        #expect(!text.contains("SECRET"))
        #expect(Self.marked(text) == Self.marked(Self.text(of: Self.original)))
    }

    @Test func figuresDatesAndStatesStay() {
        let (old, copy) = (
            Self.original, DeidentifiedSnapshot(Self.original, pseudonyms: Self.pseudonyms)
        )
        let new = copy.snapshot
        for row in 0..<old.students.count {
            let other = copy.rows[row]
            #expect(new.attendance[other].map(\.code) == old.attendance[row].map(\.code))
            #expect(new.attendance[other].map(\.date) == old.attendance[row].map(\.date))
            #expect(new.discipline[other].map(\.days) == [1.5])
            #expect(new.courseResults[other].map(\.earned) == [0.5])
            #expect(new.homework[other].map(\.score) == [8])
            #expect(new.observations[other].map(\.value) == [5])
            #expect(new.observations[other].map(\.setting) == [.home])
            #expect(new.surveyAnswers[other].map(\.indicator) == [1])
            #expect(new.contacts[other].map(\.minutes) == [20])
            #expect(new.contacts[other].map(\.constituent) == [.guardian])
            #expect(new.interventions[other].map(\.status) == [.completed])
            #expect(new.goals[other].map(\.progress) == [40])
            #expect(new.goalProgress[other].map(\.progress) == [30])
            #expect(new.outcomes[other].map(\.value) == [1])
            #expect(new.contacts.origins.number(of: new.contacts[other].startIndex) == nil)
            #expect(new.linkageSteps[other].map(\.status) == [.active])
            #expect(new.linkageSteps[other].map(\.priority) == [2])
            #expect(new.creditWaivers[other].map(\.credits) == [0.5])
            #expect(new.caseloads[other].map(\.mentor) == [0])
            #expect(new.grade(of: other) == 9)
            #expect(new.school(of: other)?.id == "north")
            #expect(new.texts[new.goals[other].first?.goal ?? .none] == "(left out)")
            #expect(new.texts[new.guardians[other].first?.name ?? .none] == "(left out)")
        }
        #expect(new.schoolDays[0].count == 20)
        #expect(new.asOf == old.asOf)
        #expect(new.schoolYearStart == old.schoolYearStart)
        #expect(new.graduationRequirements.map(\.credits) == [4])
        #expect(new.indicatorColumns.count == old.indicatorColumns.count)
    }

    @Test func pseudonymsAreStableAndHangOnTheKey() {
        let copy = DeidentifiedSnapshot(Self.original, pseudonyms: Self.pseudonyms)
        let again = DeidentifiedSnapshot(Self.original, pseudonyms: Self.pseudonyms)
        let other = DeidentifiedSnapshot(Self.original, pseudonyms: Pseudonyms(key: [1]))
        #expect(copy.snapshot.fingerprint == again.snapshot.fingerprint)
        let id = copy.snapshot.id(of: copy.rows[0])
        #expect(id.text == Self.pseudonyms.pseudonym(of: "SECRET-1"))
        #expect(id.text.wholeMatch(of: /P-[0-9a-f]{16}/) != nil)
        #expect(copy.snapshot.name(of: copy.rows[0]) == "Student " + id.text.dropFirst(2))
        #expect(copy.snapshot.row(of: id) == copy.rows[0])
        #expect(other.snapshot.row(of: id) == nil)
    }

    @Test func resultsComeUnderPseudonymsWithoutWords() {
        let run = Run(
            started: 0, finished: 0, user: "", plugin: "p", version: "1", pluginHash: "", options: "{}",
            asOf: Self.day, fingerprint: "", seed: 0, hostVersion: "")
        let copy = DeidentifiedSnapshot(Self.original, pseudonyms: Self.pseudonyms)
        let results = copy.results([
            RunResults(
                run: run,
                outcomes: [
                    "SECRET-1": .scored(Score(score: 3, tier: "high", reasons: ["SECRET"])),
                    "SECRET-2": .failed("SECRET"), "SECRET-3": .notScored,
                ])
        ])
        let outcomes = results.first?.outcomes ?? [:]
        #expect(
            outcomes == [
                Identifier(Self.pseudonyms.pseudonym(of: "SECRET-1")): .scored(Score(score: 3, tier: "high")),
                Identifier(Self.pseudonyms.pseudonym(of: "SECRET-2")): .failed("(left out)"),
            ])
    }
}
