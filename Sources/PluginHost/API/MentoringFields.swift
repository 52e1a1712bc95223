import Engagement
import Lua

/// What mentoring leaves behind, as a student's parts: lists of records, the earliest first.
extension View {
    func mentoringFields() -> [LuaField<StudentRow>] {
        [
            observationsField(), activitiesField(), mentoredSinceField(), guardiansField(), circleField(),
            contactsField(), interventionsField(), goalsField(), strengthsField(), linkagesField(),
        ]
    }

    private func records<Record>(
        _ name: String, _ kind: RecordKind, type: String, _ summary: String,
        _ table: KeyPath<Snapshot, EventTable<Record>>,
        fields: @escaping (Record, Int, LuaState) throws(LuaError) -> KeyValuePairs<String, LuaValue>
    ) -> LuaField<StudentRow> {
        LuaField(name, type: "caseload.\(type)[]", summary: "\(summary) Reads \(kind.name).") {
            [unowned self] student, call in
            try require(kind, "student.\(name)")
            let state = call.state
            return try list(Array(snapshot[keyPath: table][Int(student.row)]), in: state) {
                record throws(LuaError) in try fields(record, Int(student.row), state)
            }
        }
    }

    private func observationsField() -> LuaField<StudentRow> {
        records(
            "observations", .observations, type: "Observation",
            "Values that somebody recorded: date, indicator (the id), value, setting, recorder, and note for a "
                + "plugin that reads notes.", \.observations
        ) { [unowned self] observation, row, state throws(LuaError) in
            [
                "date": try value(observation.date, in: state),
                "indicator": .string(snapshot.catalog.indicators[Int(observation.indicator)].id),
                "value": .number(observation.value), "setting": word(observation.setting),
                "recorder": value(observation.recorder), "note": note(observation.note, of: row),
            ]
        }
    }

    private func mentoredSinceField() -> LuaField<StudentRow> {
        LuaField(
            "mentored_since", type: "caseload.Date?",
            summary: "The first day with the mentors of the run's date; nil without one or where not known."
        ) { [unowned self] student, call in
            let days = snapshot.caseloads[Int(student.row)].compactMap(\.from.ifKnown)
            return .value(try value(days.min(), in: call.state))
        }
    }

    private func guardiansField() -> LuaField<StudentRow> {
        records(
            "guardians", .guardians, type: "Guardian",
            "Who answers for the student: name, relationship, phone, email, language, is_primary.",
            \.guardians
        ) { [unowned self] guardian, _, _ throws(LuaError) in
            [
                "name": value(guardian.name), "relationship": value(guardian.relationship),
                "phone": value(guardian.phone), "email": value(guardian.email),
                "language": value(guardian.language), "is_primary": .boolean(guardian.isPrimary),
            ]
        }
    }

    private func activitiesField() -> LuaField<StudentRow> {
        records(
            "activities", .activities, type: "Activity",
            "What the student took part in outside lessons: date, name, kind (extracurricular, school_event, "
                + "community_event), hours.", \.activities
        ) { [unowned self] activity, _, state throws(LuaError) in
            [
                "date": try value(activity.date, in: state), "name": value(activity.name),
                "kind": .string(activity.kind.name), "hours": .number(activity.hours),
            ]
        }
    }

    private func circleField() -> LuaField<StudentRow> {
        LuaField(
            "circle", type: "caseload.CircleMember[]",
            summary:
                "The people and organizations around the student, guardians first, then the mentors, then whom "
                + "contacts name and who offers the linked services: name, constituent (guardian, "
                + "district_staff, external_provider, service_organization), relationship, phone, email, "
                + "language, is_primary, contacts (how many name them), last_contact. Of guardians, contacts "
                + "and linkages it holds those that the plugin reads; it must read one of them."
        ) { [unowned self] student, call in
            if reads.isDisjoint(with: [.contacts, .linkages]) { try require(.guardians, "student.circle") }
            let state = call.state
            let circle = Circle(snapshot, row: Int(student.row), kinds: reads)
            return try list(circle.members, in: state) { member throws(LuaError) in
                func text(_ text: String?) -> LuaValue { text.map { .string($0) } ?? .nil }
                return [
                    "name": text(member.name), "constituent": .string(member.constituent.name),
                    "relationship": text(member.relationship), "phone": text(member.phone),
                    "email": text(member.email), "language": text(member.language),
                    "is_primary": .boolean(member.isPrimary), "contacts": .integer(member.contacts),
                    "last_contact": try value(member.lastContact, in: state),
                ]
            }
        }
    }

    private func contactsField() -> LuaField<StudentRow> {
        records(
            "contacts", .contacts, type: "Contact",
            "Contacts about the student: date, mentor, with, role, setting, mode, minutes, person, and note for a "
                + "plugin that reads notes.", \.contacts
        ) { [unowned self] contact, row, state throws(LuaError) in
            [
                "date": try value(contact.date, in: state), "mentor": try mentor(contact.mentor, in: state),
                "with": .string(contact.constituent.name), "role": word(contact.role),
                "setting": word(contact.setting), "mode": word(contact.mode),
                "minutes": contact.minutes.map { .integer($0) } ?? .nil, "person": value(contact.person),
                "note": note(contact.note, of: row),
            ]
        }
    }

    private func interventionsField() -> LuaField<StudentRow> {
        records(
            "interventions", .interventions, type: "Intervention",
            "Help the student gets: start, ended, kind, focus, status, role, mentor, indicators (a list of "
                + "ids), outcome, and note for a plugin that reads notes.", \.interventions
        ) { [unowned self] intervention, row, state throws(LuaError) in
            let indicators = try state.makeTable()
            try indicators.append(
                snapshot.texts[intervention.indicators].split(separator: " ").map { .string(String($0)) })
            return [
                "start": try value(intervention.start, in: state),
                "ended": try value(intervention.end, in: state), "kind": .string(intervention.kind.name),
                "focus": word(intervention.focus), "status": .string(intervention.status.name),
                "role": word(intervention.role), "mentor": try mentor(intervention.mentor, in: state),
                "indicators": .table(indicators), "outcome": value(intervention.outcome),
                "note": note(intervention.note, of: row),
            ]
        }
    }

    private func goalsField() -> LuaField<StudentRow> {
        records(
            "goals", .goals, type: "Goal",
            "Goals in the student's own words: goal, set_on, due, progress (0 to 100), status, closed_on.",
            \.goals
        ) { [unowned self] goal, _, state throws(LuaError) in
            [
                "goal": value(goal.goal), "set_on": try value(goal.setOn, in: state),
                "due": try value(goal.due, in: state), "status": .string(goal.status.name),
                "progress": goal.progress.map { .integer($0) } ?? .nil,
                "closed_on": try value(goal.closedOn, in: state),
            ]
        }
    }

    private func strengthsField() -> LuaField<StudentRow> {
        records(
            "strengths", .goals, type: "Strength",
            "What the student is good at: strength, date, recorder.", \.strengths
        ) { [unowned self] strength, _, state throws(LuaError) in
            [
                "strength": value(strength.strength), "date": try value(strength.date, in: state),
                "recorder": value(strength.recorder),
            ]
        }
    }

    private func word(_ word: (some Vocabulary)?) -> LuaValue {
        word.map { .string($0.name) } ?? .nil
    }

    /// A confidential text: there for a plugin that declared notes, absent for any other.
    private func note(_ text: Text, of row: Int) -> LuaValue {
        showsNotes(of: row) ? value(text) : .nil
    }

    private func mentor(_ number: Int?, in state: LuaState) throws(LuaError) -> LuaValue {
        guard let number else { return .nil }
        return .object(try state.makeObject(MentorNumber(number: Int32(number)), mentor))
    }
}
