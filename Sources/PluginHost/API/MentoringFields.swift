import Engagement
import Lua

/// What mentoring leaves behind, as a student's parts: records, the earliest first.
extension View {
    func mentoringFields() -> [LuaField<StudentRow>] {
        [
            records(
                "observations", .observations, "Values that somebody recorded.", \.observations, \.observation
            ),
            records(
                "activities", .activities, "What the student took part in outside lessons.", \.activities,
                \.activity),
            mentoredSinceField(),
            records("guardians", .guardians, "Who answers for the student.", \.guardians, \.guardian),
            circleField(),
            records("contacts", .contacts, "Contacts about the student.", \.contacts, \.contact),
            records(
                "interventions", .interventions, "Help that the student gets.", \.interventions,
                \.intervention),
            records("goals", .goals, "Goals in the student's own words.", \.goals, \.goal),
            records("strengths", .goals, "What the student is good at.", \.strengths, \.strength),
            records(
                "outcomes", .scores,
                "What became of the student, against which scores are measured. One without a day is in the view "
                    + "of every day.", \.outcomes, \.outcome),
            linkagesField(),
            linkageGapsField(), linkageOverlapsField(),
        ]
    }

    private func records<Record: SnapshotRecord>(
        _ name: String, _ kind: RecordKind, _ summary: String, _ table: KeyPath<Snapshot, EventTable<Record>>,
        _ type: @escaping (View) -> LuaType<RecordInView<Record>>
    ) -> LuaField<StudentRow> {
        LuaField(
            name, type: "\(type(self).description.name)[]|caseload.Records",
            summary: "\(summary) Reads \(kind.name)."
        ) { [unowned self] student, call in
            try require(kind, "student.\(name)")
            return try list(snapshot[keyPath: table], type(self), row: student.row, call)
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

    private func circleField() -> LuaField<StudentRow> {
        LuaField(
            "circle", type: "caseload.CircleMember[]|caseload.Records",
            summary:
                "The people and organizations around the student: guardians first, then the mentors, then whom "
                + "contacts name and who offers the linked services. Of guardians, contacts and linkages it holds "
                + "those that the plugin reads; it must read one of them."
        ) { [unowned self] student, call in
            if reads.isDisjoint(with: [.contacts, .linkages]) { try require(.guardians, "student.circle") }
            let row = student.row
            let members = Circle(snapshot, row: Int(row), kinds: reads).members
            return try value(
                RecordSource(count: members.count, of: circleMember) { place in
                    RecordInView(record: members[place], row: row, place: Int32(place))
                }, call)
        }
    }
}
