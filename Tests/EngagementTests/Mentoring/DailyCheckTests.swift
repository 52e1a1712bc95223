import Testing

@testable import Engagement

/// A caseload of three: one slipped, one is doing well, one has nothing on record.
@Suite struct DailyCheckTests {
    /// A Friday; the last school day before it is the Thursday.
    private static let friday = CalendarDate("2026-03-27") ?? .unknown

    private func check(
        asOf: CalendarDate = friday, pace: DailyCheck.Pace = .init(),
        _ fill: (inout SnapshotBuilder, _ rows: [Int]) -> Void
    ) -> (DailyCheck, Snapshot) {
        var builder = SnapshotBuilder(asOf: asOf)
        let school = builder.addSchool(School(id: "s", name: "School"))
        for offset in -60...10 where (Self.friday + offset).weekday <= 5 {
            builder.addSchoolDay(Self.friday + offset, school: school)
        }
        let mentor = builder.addMentor(Mentor(id: "m", name: "M"))
        let other = builder.addMentor(Mentor(id: "n", name: "N"))
        var rows: [Int] = []
        for (id, name) in [("S-1", "Cy"), ("S-2", "Bo"), ("S-3", "Al"), ("S-4", "Di")] {
            var student = StudentRecord(id: Identifier(id))
            (student.givenName, student.school) = (name, school)
            guard let row = builder.addStudent(student) else { continue }
            rows.append(row)
            builder.add(
                CaseloadAssignment(mentor: id == "S-4" ? other : mentor, from: .unknown, to: .unknown),
                to: row)
        }
        fill(&builder, rows)
        let snapshot = builder.finish()
        return (DailyCheck(snapshot, mentor: mentor, pace: pace), snapshot)
    }

    @Test func whoSlippedComesFirstWithTheIndicator() throws {
        let day = Self.friday
        let timeOnTask = try #require(IndicatorCatalog().number(of: "time_on_task"))
        let (check, snapshot) = check { builder, rows in
            builder.add(AttendanceEvent(date: day - 1, code: .unexcused), to: rows[0])
            builder.add(AttendanceEvent(date: day, code: .tardy), to: rows[0])
            builder.add(DisciplineEvent(date: day, kind: .inSchoolSuspension, days: 1), to: rows[0])
            builder.add(Observation(date: day - 2, indicator: timeOnTask, value: 7), to: rows[0])
            builder.add(Observation(date: day, indicator: timeOnTask, value: 4.5), to: rows[0])
            builder.add(Observation(date: day - 2, indicator: timeOnTask, value: 4), to: rows[1])
            builder.add(Observation(date: day, indicator: timeOnTask, value: 5), to: rows[1])
        }
        #expect(check.schoolDay == day)
        #expect(check.students.map { snapshot.name(of: $0.row) } == ["Cy", "Al", "Bo"])
        #expect(check.students[0].slipped == ["tardy", "in school suspension", "time on task from 7 to 4.5"])
        #expect(check.students[1].slipped.isEmpty && check.students[2].slipped.isEmpty)
        #expect(check.students.map(\.hasNoEntry) == [false, true, false])
    }

    @Test func onAWeekendTheLastSchoolDayCounts() {
        let (check, _) = check(asOf: Self.friday + 2) { builder, rows in
            builder.add(AttendanceEvent(date: Self.friday, code: .excused), to: rows[0])
        }
        #expect(check.schoolDay == Self.friday)
        #expect(check.students[0].slipped == ["absent (excused)"])
        #expect(check.students.allSatisfy { $0.celebrate.isEmpty })
    }

    @Test func whatIsDue() {
        let day = Self.friday
        func contact(_ ago: Int, _ with: Constituent) -> Contact {
            Contact(
                date: day - ago, mentor: 0, with: with, role: .coach, setting: .school, mode: nil,
                minutes: nil)
        }
        let (check, _) = check { builder, rows in
            builder.add(contact(30, .guardian), to: rows[0])
            builder.add(contact(7, .student), to: rows[0])
            builder.add(contact(29, .guardian), to: rows[1])
            builder.add(contact(6, .student), to: rows[1])
            func goal(_ due: CalendarDate, _ text: String, _ status: GoalStatus = .active) -> Goal {
                Goal(
                    setOn: day - 40, due: due, closedOn: .unknown, status: status, goal: builder.intern(text),
                    progress: nil)
            }
            builder.add(goal(day - 1, "Late"), to: rows[1])
            builder.add(goal(day + 7, "Soon"), to: rows[1])
            builder.add(goal(day + 8, "Later"), to: rows[1])
            builder.add(goal(day - 1, "Done", .reached), to: rows[1])
        }
        let byName = check.students.map(\.due)
        #expect(
            byName[0] == ["talk with the student: none on record", "contact with the family: none on record"])
        #expect(byName[1] == ["goal 'Late' was due 2026-03-26", "goal 'Soon' is due 2026-04-03"])
        #expect(
            byName[2] == [
                "talk with the student: the last one 7 days ago",
                "contact with the family: the last one 30 days ago",
            ])
    }

    @Test func openInterventionsAreReviewedEveryMonth() {
        let day = Self.friday
        let (check, _) = check(pace: .init(reviewDays: 20)) { builder, rows in
            for (row, ago) in [(0, 20), (1, 19), (2, 46)] {
                builder.add(
                    Intervention(
                        start: day - ago, end: .unknown, kind: .intensive, focus: nil, role: nil,
                        status: .active, mentor: nil), to: rows[row])
            }
            builder.add(
                Intervention(
                    start: day - 40, end: day - 1, kind: .basic, focus: nil, role: nil, status: .completed,
                    mentor: nil), to: rows[1])
        }
        #expect(
            check.students.map { $0.due.filter { $0.contains("review") } } == [
                ["intensive intervention to review, day 46 since \(day - 46)"], [],
                ["intensive intervention to review, day 20 since \(day - 20)"],
            ])
    }

    @Test func whatIsUsualForTheStudentDecides() throws {
        let day = Self.friday
        let timeOnTask = try #require(IndicatorCatalog().number(of: "time_on_task"))
        let (check, _) = check { builder, rows in
            // Both come to 4 from 5 the week before: the first is steady, the second changeable.
            for (row, values) in [(0, [6, 6, 5.5, 6, 6, 5, 4]), (1, [2, 7, 4, 8, 3, 5, 4])]
                as [(Int, [Double])]
            {
                for (number, value) in values.enumerated() {
                    let date = day - 7 * (values.count - 1 - number)
                    builder.add(Observation(date: date, indicator: timeOnTask, value: value), to: rows[row])
                }
            }
        }
        #expect(check.students.map(\.slipped) == [["time on task 4, usually 5.8"], [], []])
    }

    @Test(
        arguments: [
            // Without anything usual: a fifth of the range, or half of the value before.
            ("time_on_task", [], 1, false), ("time_on_task", [7], 5, true),
            ("time_on_task", [9, 7], 5.1, false),
            ("time_on_task", [5], 8, false), ("belonging", [3], 2.4, true), ("belonging", [3], 2.5, false),
            ("detentions", [4], 6, true), ("detentions", [4], 5.9, false), ("detentions", [4], 3, false),
            ("detentions", [0], 1, true), ("credits_earned", [0], 0, false),
            // Steady: a tenth of the range, or a quarter of the mean.
            ("time_on_task", [7, 7, 7], 6, true), ("time_on_task", [7, 7, 7], 6.1, false),
            ("belonging", [3, 3, 3], 2.7, true), ("belonging", [3, 3, 3], 2.8, false),
            // Changeable: twice the standard deviation, 2 here, of the latest eight.
            ("time_on_task", [4, 6, 8], 2, true), ("time_on_task", [4, 6, 8], 2.1, false),
            ("time_on_task", [0, 9, 9, 9, 9, 9, 9, 9, 9], 8, true),
            // Counts: twice the root of 9 where that is more.
            ("credits_earned", [9, 9, 9], 3, true), ("credits_earned", [9, 9, 9], 4, false),
            ("detentions", [1, 1, 1], 3, true), ("detentions", [1, 1, 1], 2, false),
        ] as [(String, [Double], Double, Bool)])
    func onlyAFallWorthTellingIsOne(_ id: String, _ earlier: [Double], _ value: Double, _ isSlip: Bool) throws
    {
        let catalog = IndicatorCatalog()
        let indicator = catalog.indicators[try #require(catalog.number(of: id))]
        #expect(indicator.isSlip(to: value, after: earlier) == isSlip)
    }

    @Test func whomToCelebrate() {
        let day = Self.friday
        let (check, _) = check { builder, rows in
            // Today is in.
            builder.add(AttendanceEvent(date: day, code: .tardy), to: rows[3])
            // Ten school days ago; the others were never absent, 44 days in a row.
            builder.add(AttendanceEvent(date: day - 14, code: .unexcused), to: rows[0])
            builder.add(
                Goal(
                    setOn: day - 40, due: .unknown, closedOn: day - 6, status: .reached,
                    goal: builder.intern("Read"), progress: 100), to: rows[1])
            builder.add(
                Goal(
                    setOn: day - 40, due: .unknown, closedOn: day - 7, status: .reached,
                    goal: builder.intern("Old"), progress: 100), to: rows[1])
        }
        #expect(
            check.students.map(\.celebrate) == [
                [], ["reached the goal 'Read'"], ["in school 10 days in a row"],
            ])
    }

    /// On a Saturday, and on a Monday before anything has come in, the Friday is looked at.
    @Test(arguments: [0, 1, 3])
    func untilTodayIsInTheLastSchoolDayCounts(_ later: Int) {
        let day = Self.friday
        let (check, snapshot) = check(asOf: day + later) { builder, rows in
            builder.add(AttendanceEvent(date: day - 14, code: .unexcused), to: rows[0])
            builder.add(AttendanceEvent(date: day, code: .unexcused), to: rows[1])
            let contact = Contact(
                date: day, mentor: 0, with: .student, role: .coach, setting: .school, mode: nil, minutes: 5)
            builder.add(contact, to: rows[2])
        }
        #expect(check.schoolDay == day)
        #expect(check.students.map { snapshot.name(of: $0.row) } == ["Bo", "Al", "Cy"])
        #expect(check.students.map(\.slipped) == [["absent (unexcused)"], [], []])
        #expect(check.students.map(\.hasNoEntry) == [true, false, true])
        #expect(check.students[2].celebrate == ["in school 10 days in a row"])
    }

    @Test func onceTodayIsInItCounts() {
        let monday = Self.friday + 3
        let (check, _) = check(asOf: monday) { builder, rows in
            builder.add(AttendanceEvent(date: monday - 3, code: .unexcused), to: rows[0])
            builder.add(AttendanceEvent(date: monday, code: .tardy), to: rows[3])
        }
        #expect(check.schoolDay == monday)
        #expect(check.students.allSatisfy { $0.slipped.isEmpty })
    }

    /// Homework, grades and surveys tell as well.
    @Test func everyDomainMaySlip() throws {
        let day = Self.friday
        let belonging = try #require(IndicatorCatalog().number(of: "belonging"))
        let (check, _) = check { builder, rows in
            func homework(_ due: CalendarDate, _ title: String, _ status: HomeworkStatus) -> HomeworkItem {
                HomeworkItem(
                    assigned: due - 5, due: due, title: builder.intern(title), status: status, score: nil,
                    maximum: nil)
            }
            builder.add(homework(day, "Essay", .notSubmitted), to: rows[0])
            builder.add(homework(day, "Map", .submitted), to: rows[0])
            builder.add(homework(day + 1, "Later", .notSubmitted), to: rows[0])
            builder.add(homework(day - 1, "Before", .notSubmitted), to: rows[0])
            func grade(_ course: String, _ letter: String, _ earned: Double) -> CourseResult {
                CourseResult(
                    date: day, term: .none, course: builder.intern(course), subject: .none,
                    letter: letter.isEmpty ? .none : builder.intern(letter), percent: nil, attempted: 1,
                    earned: earned, inProgress: nil)
            }
            for (course, letter, earned) in [("Art", "F", 0.0), ("Math", "C", 1), ("Law", "", 0)] {
                builder.add(grade(course, letter, earned), to: rows[0])
            }
            for (date, value) in [(day - 90, 3.5), (day, 1.5)] {
                builder.add(
                    SurveyAnswer(
                        date: date, indicator: belonging, instrument: .none, subscale: .none, item: .none,
                        value: value), to: rows[0])
            }
        }
        #expect(
            check.students[0].slipped == [
                "homework not submitted (Essay)", "failed Art", "failed Law",
                "identification and belonging from 3.5 to 1.5",
            ])
    }

    /// What a plugin derives is no entry of anybody's.
    @Test func derivedValuesAreNoEntry() throws {
        let day = Self.friday
        let timeOnTask = try #require(IndicatorCatalog().number(of: "time_on_task"))
        let (check, _) = check { builder, rows in
            let run = builder.addOrigin(RecordOrigin(user: "night", at: 0, source: "run 12: punct 1.0.0"))
            let file = builder.addOrigin(RecordOrigin(user: "night", at: 0, source: "observations.csv"))
            for (row, origin) in [(rows[0], run), (rows[1], file)] {
                builder.origin = Int32(origin)
                builder.add(Observation(date: day, indicator: timeOnTask, value: 7), to: row)
            }
        }
        #expect(check.students.map(\.hasNoEntry) == [true, false, true])
    }

    /// Whom the program's own score puts at high risk has an intensive intervention, or it is due.
    @Test func anIntensiveInterventionIsDueAtHighRisk() throws {
        let day = Self.friday
        let (_, snapshot) = check { builder, rows in
            builder.add(
                Intervention(
                    start: day - 3, end: .unknown, kind: .intensive, focus: nil, role: nil, status: .active,
                    mentor: nil), to: rows[1])
            builder.add(
                Intervention(
                    start: day - 30, end: day - 3, kind: .intensive, focus: nil, role: nil,
                    status: .completed, mentor: nil), to: rows[0])
        }
        let intensive = StudentOutcome.scored(Score(score: 3, tier: "intensive"))
        let basic = StudentOutcome.scored(Score(score: 0, tier: "basic"))
        let results = RunResults(
            run: Run(
                started: 0, finished: 0, user: "", plugin: "check-and-connect", version: "1", pluginHash: "",
                options: "", asOf: day, fingerprint: "", seed: 0, hostVersion: ""),
            outcomes: ["S-1": intensive, "S-2": intensive, "S-3": basic])
        let check = DailyCheck(snapshot, mentor: 0, results: [results])
        let missing = check.students.filter { student in
            student.due.contains("no intensive intervention, though at high risk (check-and-connect)")
        }
        #expect(missing.map { snapshot.id(of: $0.row).text } == ["S-1"])
    }

    /// A note on an intervention is its review, until the next is due.
    @Test func aNoteIsAReview() {
        let day = Self.friday
        func noted(_ daysAgo: Int32, source: String) -> [String] {
            let (check, _) = check(pace: .init(reviewDays: 20)) { builder, rows in
                let at = Int64((day - Int(daysAgo)).dayNumber) * 86_400
                builder.origin = Int32(
                    builder.addOrigin(RecordOrigin(user: "m", at: at, source: source)))
                builder.add(
                    Intervention(
                        start: day - 43, end: .unknown, kind: .intensive, focus: nil, role: nil,
                        status: .active, mentor: nil), to: rows[0])
            }
            return check.students.flatMap(\.due).filter { $0.contains("review") }
        }
        #expect(noted(0, source: "interventions.csv").count == 1)
        #expect(noted(0, source: "log").isEmpty && noted(19, source: "log").isEmpty)
        #expect(noted(20, source: "log").count == 1 && noted(33, source: "log").count == 1)
    }

    /// What is planned for a later day is known, and due on that day.
    @Test(arguments: [(0, 1), (1, 0)])
    func whatIsPlannedIsDueOnItsDay(_ ahead: Int, _ due: Int) {
        let (check, snapshot) = check { builder, rows in
            builder.add(
                Intervention(
                    start: Self.friday + ahead, end: .unknown, kind: .intensive, focus: nil, role: nil,
                    status: .planned, mentor: nil), to: rows[0])
        }
        let lines: [String] = check.students.flatMap { $0.due }
        #expect(lines.count { $0.contains("to begin, planned for") } == due)
        #expect(snapshot.interventions[0].map(\.isOpen) == [false])
    }

    /// A basic intervention is talked over with the student.
    @Test func aTalkReviewsABasicIntervention() {
        let day = Self.friday
        let (check, snapshot) = check { builder, rows in
            for row in rows {
                builder.add(
                    Intervention(
                        start: day - 43, end: .unknown, kind: row == rows[2] ? .intensive : .basic,
                        focus: nil,
                        role: nil, status: .active, mentor: nil), to: row)
            }
            for row in rows[1...2] {
                builder.add(
                    Contact(
                        date: day - 29, mentor: 0, with: .student, role: .coach, setting: .school, mode: nil,
                        minutes: nil), to: row)
            }
        }
        let reviewed = check.students.filter { $0.due.contains { $0.contains("review") } }
        #expect(reviewed.map { snapshot.id(of: $0.row).text } == ["S-3", "S-1"])
    }

    /// Another school's attendance of today says nothing of what has come in of the student's.
    @Test func eachSchoolHasItsOwnLastDay() {
        let day = Self.friday
        let (check, snapshot) = check { builder, rows in
            let other = builder.addSchool(School(id: "o", name: "Other"))
            for offset in [-1, 0] { builder.addSchoolDay(day + offset, school: other) }
            var student = StudentRecord(id: "S-5")
            (student.givenName, student.school) = ("Ed", other)
            guard let row = builder.addStudent(student) else { return }
            builder.add(CaseloadAssignment(mentor: 0, from: .unknown, to: .unknown), to: row)
            builder.add(AttendanceEvent(date: day, code: .tardy), to: row)
            builder.add(AttendanceEvent(date: day - 1, code: .unexcused), to: rows[0])
            builder.add(DisciplineEvent(date: day, kind: .detention, days: .nan), to: rows[1])
        }
        let days = Dictionary(
            uniqueKeysWithValues: check.students.map { (snapshot.name(of: $0.row), $0.schoolDay ?? .unknown) }
        )
        #expect(days == ["Cy": day - 1, "Bo": day - 1, "Al": day - 1, "Ed": day])
        let slipped = check.students.map { "\(snapshot.name(of: $0.row)): \($0.slipped.joined())" }
        #expect(slipped == ["Bo: detention", "Cy: absent (unexcused)", "Ed: tardy", "Al: "])
    }

    @Test func whoWasSentHomeWasNotInSchool() {
        let day = Self.friday
        let (check, _) = check { builder, rows in
            builder.add(AttendanceEvent(date: day, code: .tardy), to: rows[3])
            for row in rows[0...1] { builder.add(AttendanceEvent(date: day - 14, code: .unexcused), to: row) }
            builder.add(DisciplineEvent(date: day - 3, kind: .outOfSchoolSuspension, days: 1), to: rows[0])
        }
        #expect(check.students.filter { !$0.celebrate.isEmpty }.count == 1)
        let (later, _) = self.check(asOf: day + 60) { builder, rows in
            builder.add(AttendanceEvent(date: day - 14, code: .unexcused), to: rows[0])
        }
        #expect(later.students.allSatisfy { $0.celebrate.isEmpty })
    }
}
