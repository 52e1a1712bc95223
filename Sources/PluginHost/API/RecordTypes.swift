import Engagement
import Lua

/// The types of single records that mentoring leaves behind: what one contact, one goal and so on has.
extension View {
    func observationType() -> LuaType<RecordInView<Observation>> {
        recordedType(
            "Observation", "A value that somebody recorded.",
            [
                dayField { $0.record.date },
                field("indicator", "string", "The indicator's id.") { [unowned self] observation, _ in
                    .string(snapshot.catalog.indicators[Int(observation.record.indicator)].id)
                },
                field("value", "number", "The value, in the indicator's unit.") { observation, _ in
                    .number(observation.record.value)
                },
                wordField("setting", "school, home or community.", isOptional: true) { $0.record.setting },
                field("recorder", "string?", "Who recorded it.") { [unowned self] observation, _ in
                    value(observation.record.recorder)
                },
                note(of: "Observation") { [unowned self] in value($0.record.note) },
            ])
    }

    func activityType() -> LuaType<RecordInView<Activity>> {
        recordedType(
            "Activity", "Something outside lessons that the student took part in.",
            [
                dayField { $0.record.date },
                field("name", "string", "What it was called.") { [unowned self] activity, _ in
                    value(activity.record.name)
                },
                wordField("kind", "extracurricular, school_event or community_event.") { $0.record.kind },
                field("hours", "number?", "Hours attended.") { [unowned self] activity, _ in
                    value(activity.record.hours)
                },
            ],
            methods: [
                LuaMethod(
                    "mentors", returns: "caseload.Mentor[]|caseload.Records",
                    summary: "The mentors who were there: their events have its name and day.",
                    example: "print(#student.activities[1]:mentors())"
                ) { [unowned self] activity, call in
                    try value(mentors(snapshot.mentors(at: activity.record)), call)
                }
            ])
    }

    func guardianType() -> LuaType<RecordInView<Guardian>> {
        func text(
            _ name: String, _ summary: String, _ read: @escaping (Guardian) -> Text
        ) -> LuaField<RecordInView<Guardian>> {
            field(name, "string?", summary) { [unowned self] person, _ in value(read(person.record)) }
        }
        return recordedType(
            "Guardian", "Somebody who answers for the student.",
            [
                text("name", "The name.") { $0.name },
                text("relationship", "How they are related, in the district's words.") { $0.relationship },
                text("phone", "The telephone number.") { $0.phone },
                text("email", "The address for mail.") { $0.email },
                text("language", "The language they speak best.") { $0.language },
                field("is_primary", "boolean", "Whether the school calls this person first.") { person, _ in
                    .boolean(person.record.isPrimary)
                },
            ])
    }

    func circleMemberType() -> LuaType<RecordInView<Circle.Member>> {
        func text(
            _ name: String, _ summary: String, _ read: @escaping (Circle.Member) -> String?
        ) -> LuaField<RecordInView<Circle.Member>> {
            field(name, "string?", summary) { member, _ in
                Self.text(read(member.record))
            }
        }
        return recordType(
            "CircleMember", "A person or organization around the student.",
            [
                text("name", "The name.") { $0.name },
                wordField(
                    "constituent", "guardian, district_staff, external_provider or service_organization."
                ) { $0.record.constituent },
                text("relationship", "Such as mother, mentor, or the service that is offered.") {
                    $0.relationship
                },
                text("phone", "The telephone number.") { $0.phone },
                text("email", "The address for mail.") { $0.email },
                text("language", "The language they speak best.") { $0.language },
                field("is_primary", "boolean", "Whether the school calls this person first.") { member, _ in
                    .boolean(member.record.isPrimary)
                },
                field("contacts", "integer", "How many contacts name them.") { member, _ in
                    .integer(Int64(member.record.contacts))
                },
                field("last_contact", "caseload.Date?", "The day of the last of these.") { [unowned self] in
                    try value($0.record.lastContact, in: $1)
                },
            ])
    }

    func contactType() -> LuaType<RecordInView<Contact>> {
        recordedType(
            "Contact", "A contact about a student.",
            contactFields() + [
                field("mentor", "caseload.Mentor?", "Who was in contact.") { [unowned self] in
                    try mentorValue($0.record.mentor, in: $1)
                },
                personField(), note(of: "Contact") { [unowned self] in value($0.record.note) },
            ])
    }

    /// What a mentor's contact has: whom it is about stands in the student's id.
    func mentorContactType() -> LuaType<RecordInView<Contact>> {
        recordedType(
            "MentorContact", "A contact of a mentor's.",
            [
                field("student", "string", "The id of the student it is about.") {
                    [unowned self] contact, _ in
                    value(snapshot.students.ids[Int(contact.row)])
                }
            ] + contactFields() + [
                personField(), note(of: "MentorContact") { [unowned self] in value($0.record.note) },
            ])
    }

    private func personField() -> LuaField<RecordInView<Contact>> {
        textField("person", "Whom it was with, by name.") { $0.record.person }
    }

    private func contactFields() -> [LuaField<RecordInView<Contact>>] {
        [
            dayField { $0.record.date },
            wordField("with", "student, guardian, district_staff, external_provider or service_organization.")
            { $0.record.constituent },
            wordField("role", "The mentor's role: coach, case_manager or advocate.", isOptional: true) {
                $0.record.role
            },
            wordField("setting", "school, home or community.", isOptional: true) { $0.record.setting },
            wordField("mode", "How they were in contact.", isOptional: true) { $0.record.mode },
            field("minutes", "integer?", "How long it took.") { contact, _ in
                contact.record.minutes.map { .integer(Int64($0)) } ?? .nil
            },
        ]
    }

    func interventionType() -> LuaType<RecordInView<Intervention>> {
        recordedType(
            "Intervention", "Help that the student gets.",
            [
                field("start", "caseload.Date", "The first day.") { [unowned self] in
                    try value($0.record.start, in: $1)
                },
                field("ended", "caseload.Date?", "The last day; nil while it lasts.") { [unowned self] in
                    try value($0.record.end, in: $1)
                },
                wordField("kind", "basic or intensive.") { $0.record.kind },
                wordField("focus", "problem_solving, academic_support or connection.", isOptional: true) {
                    $0.record.focus
                },
                wordField("status", "How far it has come.") { $0.record.status },
                field("is_open", "boolean", "Whether it is under way: not planned only, and not over.") {
                    record, _ in
                    .boolean(record.record.isOpen)
                },
                wordField("role", "The mentor's role in it.", isOptional: true) { $0.record.role },
                field("mentor", "caseload.Mentor?", "Who gives it.") { [unowned self] in
                    try mentorValue($0.record.mentor, in: $1)
                },
                textsField("indicators", "The ids of the indicators that it is to move.") {
                    [unowned self] intervention in
                    snapshot.texts[intervention.record.indicators].split(separator: " ").map(String.init)
                },
                field("outcome", "string?", "What came of it.") { [unowned self] intervention, _ in
                    value(intervention.record.outcome)
                },
                note(of: "Intervention") { [unowned self] in value($0.record.note) },
            ])
    }

    func goalType() -> LuaType<RecordInView<Goal>> {
        recordedType(
            "Goal", "A goal in the student's own words.",
            [
                field("goal", "string", "The words.") { [unowned self] goal, _ in value(goal.record.goal) },
                field("set_on", "caseload.Date", "The day it was set.") { [unowned self] in
                    try value($0.record.setOn, in: $1)
                },
                field("due", "caseload.Date?", "By when it is to be reached.") { [unowned self] in
                    try value($0.record.due, in: $1)
                },
                field("progress", "integer?", "How far the student has come, 0 to 100.") { goal, _ in
                    goal.record.progress.map { .integer(Int64($0)) } ?? .nil
                },
                wordField("status", "active, reached or dropped.") { $0.record.status },
                field("closed_on", "caseload.Date?", "The day it was reached or dropped.") { [unowned self] in
                    try value($0.record.closedOn, in: $1)
                },
            ],
            methods: [
                LuaMethod(
                    "history", returns: "caseload.GoalProgress[]|caseload.Records",
                    summary:
                        "How far the student had come on the days of which that was said, the earliest first.",
                    example:
                        "for _, step in ipairs(student.goals[1]:history()) do print(step.date, step.progress) end"
                ) { [unowned self] goal, call in
                    try list(
                        snapshot.goalProgress, goalProgress, row: goal.row,
                        where: { $0.goal == Int(goal.place) }, call)
                }
            ])
    }

    func goalProgressType() -> LuaType<RecordInView<GoalProgress>> {
        recordedType(
            "GoalProgress", "How far a student had come with a goal on a day.",
            [
                dayField { $0.record.date },
                .integer("progress", "How far the student had come, 0 to 100.") { $0.record.progress },
            ])
    }

    func strengthType() -> LuaType<RecordInView<Strength>> {
        recordedType(
            "Strength", "What the student is good at.",
            [
                field("strength", "string", "The words.") { [unowned self] strength, _ in
                    value(strength.record.strength)
                },
                field("date", "caseload.Date", "The day it was noted.") { [unowned self] in
                    try value($0.record.date, in: $1)
                },
                field("recorder", "string?", "Who noted it.") { [unowned self] strength, _ in
                    value(strength.record.recorder)
                },
            ])
    }

    func outcomeType() -> LuaType<RecordInView<Outcome>> {
        recordedType(
            "Outcome", "What became of a student.",
            [
                textField("outcome", "The outcome's name.") { $0.record.name },
                .number("value", "1 if it came about and 0 if not, or how much of it.") { $0.record.value },
                dayField("The day on which it was known.", type: "caseload.Date?") { $0.record.date },
            ])
    }

    func trainingType() -> LuaType<RecordInView<MentorTraining>> {
        recordedType(
            "Training", "A training that a mentor has had.",
            [
                field("training", "string", "Its title.") { training, _ in .string(training.record.title) },
                field("date", "caseload.Date?", "The day.") { [unowned self] in
                    try value($0.record.date, in: $1)
                },
                field("hours", "number?", "How long it took.") { [unowned self] training, _ in
                    value(training.record.hours)
                },
            ])
    }

    func eventType() -> LuaType<RecordInView<MentorEvent>> {
        recordedType(
            "Event", "An event at which a mentor was.",
            [
                dayField { $0.record.date },
                field("name", "string", "What it was called.") { event, _ in .string(event.record.name) },
                wordField("kind", "school_event or community_event.") { $0.record.kind },
                field("hours", "number?", "How long the mentor was there.") { [unowned self] event, _ in
                    value(event.record.hours)
                },
                note(of: "Event") { Self.text($0.record.note) },
            ],
            methods: [
                LuaMethod(
                    "students", returns: "caseload.Students",
                    summary:
                        "The students who were there: their activities have its name and day. In a report those "
                        + "whom it is about.",
                    example: "for student in mentor.events[1]:students() do print(student.id) end"
                ) { [unowned self] event, call in
                    // A report reads of no more students than the access log says.
                    let rows = rowsInView?.sorted() ?? Array(0..<snapshot.students.count)
                    let present = rows.filter { row in
                        snapshot.activities[row].contains { snapshot.isSame($0, event.record) }
                    }
                    return try call.make(Students(rows: present), students)
                }
            ])
    }

    func linkageStepType() -> LuaType<RecordInView<LinkageStep>> {
        recordedType(
            "LinkageStep", "A step in a linkage's life.",
            [
                dayField { $0.record.date },
                wordField("status", "How far the linkage had come with it.") { $0.record.status },
                field("mentor", "caseload.Mentor?", "The mentor who coordinated it then.") { [unowned self] in
                    try mentorValue($0.record.mentor, in: $1)
                },
                field("outcome", "string?", "What came of it.") { [unowned self] step, _ in
                    value(step.record.outcome)
                },
                note(of: "LinkageStep") { [unowned self] in value($0.record.note) },
            ])
    }
}
