/// Copies a snapshot's records student by student, without what says who somebody is.
///
/// Each table is copied by a line of its own: a new kind of record is left out until somebody has decided
/// what of it may stay.
struct DeidentifiedCopy {
    private let original: Snapshot
    var builder: SnapshotBuilder
    private var leftOut = Text.none

    init(_ original: Snapshot) {
        self.original = original
        builder = SnapshotBuilder(asOf: original.asOf, catalog: original.catalog)
        builder.isShared = original.memory != nil
        builder.directory = original.directory
        leftOut = builder.intern(DeidentifiedSnapshot.leftOut)
    }

    /// What is no student's: schools, terms, mentors, school days, requirements.
    mutating func addDistrict() {
        for term in original.terms { builder.addTerm(term) }
        for var mentor in original.mentors {
            mentor.events = mentor.events.map(\.withoutNote)
            _ = builder.addMentor(mentor.withoutOrigins)
        }
        for (number, school) in original.schools.enumerated() {
            _ = builder.addSchool(school)
            for day in original.schoolDays[number] { builder.addSchoolDay(day, school: number) }
        }
        for requirement in original.graduationRequirements { builder.add(requirement) }
    }

    /// A student with all records.
    mutating func addStudent(_ old: Int, pseudonym: String) {
        let students = original.students
        var student = StudentRecord(id: Identifier(pseudonym))
        student.givenName = DeidentifiedSnapshot.givenName
        student.familyName = String(pseudonym.dropFirst(2))
        student.grade = students.grades[old]
        student.school = students.schools[old] < 0 ? nil : Int(students.schools[old])
        student.enrolledFrom = students.enrolledFrom[old].ifKnown
        student.enrolledTo = students.enrolledTo[old].ifKnown
        student.language = original.texts[students.languages[old]]
        guard let row = builder.addStudent(student) else { return }
        for fact in original.demographics[old]
        where !DeidentifiedSnapshot.withheldFacts.contains(original.texts[fact.name]) {
            builder.add(kept(fact), to: row)
        }
        addSchoolRecords(old, row)
        addMentoring(old, row)
    }

    private mutating func addSchoolRecords(_ old: Int, _ row: Int) {
        for event in original.attendance[old] {
            builder.add(
                AttendanceEvent(date: event.date, code: event.code, period: kept(event.period)), to: row)
        }
        for event in original.discipline[old] {
            builder.add(DisciplineEvent(date: event.date, kind: event.kind, days: event.days), to: row)
        }
        for result in original.courseResults[old] { builder.add(kept(result), to: row) }
        for piece in original.homework[old] { builder.add(kept(piece), to: row) }
        for answer in original.surveyAnswers[old] { builder.add(kept(answer), to: row) }
        for activity in original.activities[old] { builder.add(kept(activity), to: row) }
        for plan in original.graduationPlans[old] { builder.add(kept(plan), to: row) }
        for waiver in original.creditWaivers[old] {
            builder.add(
                CreditWaiver(
                    date: waiver.date, subject: kept(waiver.subject),
                    credits: waiver.credits.isNaN ? nil : waiver.credits), to: row)
        }
        for observation in original.observations[old] {
            builder.add(
                Observation(
                    date: observation.date, indicator: Int(observation.indicator), value: observation.value,
                    setting: observation.setting), to: row)
        }
    }

    private mutating func addMentoring(_ old: Int, _ row: Int) {
        for guardian in original.guardians[old] {
            builder.add(
                Guardian(
                    name: leftOut, relationship: kept(guardian.relationship),
                    language: kept(guardian.language), isPrimary: guardian.isPrimary), to: row)
        }
        for contact in original.contacts[old] {
            builder.add(
                Contact(
                    date: contact.date, mentor: contact.mentor, with: contact.constituent, role: contact.role,
                    setting: contact.setting, mode: contact.mode, minutes: contact.minutes), to: row)
        }
        for help in original.interventions[old] {
            builder.add(
                Intervention(
                    start: help.start, end: help.end, kind: help.kind, focus: help.focus, role: help.role,
                    status: help.status, mentor: help.mentor, indicators: kept(help.indicators),
                    outcome: worded(help.outcome)), to: row)
        }
        for goal in original.goals[old] {
            builder.add(
                Goal(
                    setOn: goal.setOn, due: goal.due, closedOn: goal.closedOn, status: goal.status,
                    goal: worded(goal.goal), progress: goal.progress), to: row)
        }
        for progress in original.goalProgress[old] { builder.add(progress, to: row) }
        for strength in original.strengths[old] {
            builder.add(Strength(date: strength.date, strength: worded(strength.strength)), to: row)
        }
        for outcome in original.outcomes[old] { builder.add(kept(outcome), to: row) }
        for step in original.linkageSteps[old] {
            builder.add(
                LinkageStep(
                    date: step.date, service: step.service, linkage: kept(step.linkage), status: step.status,
                    mentor: step.mentor, domain: step.domain, priority: step.priority,
                    reason: worded(step.reason), outcome: worded(step.outcome),
                    proposedBy: kept(step.proposedBy)), to: row)
        }
        for assignment in original.caseloads[old] { builder.add(assignment, to: row) }
    }

    /// A text under its number in the copy.
    private mutating func kept(_ text: Text) -> Text { builder.intern(original.texts.utf8(text)) }

    /// A record with its texts under their numbers in the copy.
    private mutating func kept<Record: SnapshotRecord>(_ record: Record) -> Record {
        var record = record
        record.visitTexts { $0 = kept($0) }
        return record
    }

    /// What stands for words that somebody wrote; none where nobody did.
    private func worded(_ text: Text) -> Text { text == .none ? .none : leftOut }
}
