import Engagement
import Lua

/// What is on record about a mentor's own work.
extension View {
    func mentorRecordFields() -> [LuaField<MentorNumber>] {
        [
            LuaField(
                "trainings", type: "caseload.Training[]",
                summary: "Trainings the mentor has had: training, date, hours."
            ) { [unowned self] mentor, call in
                let state = call.state
                return try list(snapshot.mentors[Int(mentor.number)].trainings, in: state) {
                    training throws(LuaError) in
                    [
                        "training": .string(training.title), "date": try value(training.date, in: state),
                        "hours": value(training.hours),
                    ]
                }
            },
            LuaField(
                "events", type: "caseload.Event[]",
                summary:
                    "Events at which the mentor was: date, name, kind, hours, and note for a plugin that "
                    + "reads notes. Reads activities."
            ) { [unowned self] mentor, call in
                try require(.activities, "mentor.events")
                let state = call.state
                return try list(snapshot.mentors[Int(mentor.number)].events, in: state) {
                    event throws(LuaError) in
                    let hasNote = reads.contains(.notes) && !event.note.isEmpty
                    return [
                        "date": try value(event.date, in: state), "name": .string(event.name),
                        "kind": .string(event.kind.name), "hours": value(event.hours),
                        "note": hasNote ? .string(event.note) : .nil,
                    ]
                }
            },
            LuaField(
                "contacts", type: "caseload.MentorContact[]",
                summary:
                    "The mentor's contacts of the school year, by student and day: student (the id), date, "
                    + "with, role, setting, mode, minutes. Reads contacts."
            ) { [unowned self] mentor, call in
                try require(.contacts, "mentor.contacts")
                let state = call.state
                return try list(snapshot.contacts(ofMentor: Int(mentor.number)), in: state) {
                    found throws(LuaError) in
                    let contact = found.contact
                    return [
                        "student": value(snapshot.students.ids[found.row]),
                        "date": try value(contact.date, in: state), "with": .string(contact.constituent.name),
                        "role": contact.role.map { .string($0.name) } ?? .nil,
                        "setting": contact.setting.map { .string($0.name) } ?? .nil,
                        "mode": contact.mode.map { .string($0.name) } ?? .nil,
                        "minutes": contact.minutes.map { .integer($0) } ?? .nil,
                    ]
                }
            },
        ]
    }

    func timeMethod() -> LuaMethod<MentorNumber> {
        LuaMethod(
            "time",
            parameters: [
                LuaParameter(
                    "days", .integer, "The latest days; the school year where left out.", optional: true)
            ],
            returns: "caseload.MentorTime",
            summary:
                "What the mentor's contacts come to: contacts, minutes, and the same by_role, by_setting and "
                + "by_constituent. Reads contacts.",
            example: "local hours = mentor:time(30).by_role.coach.minutes / 60"
        ) { [unowned self] mentor, call in
            try require(.contacts, "mentor:time")
            var first: CalendarDate?
            if !(try call.isNil("days")) {
                let days = try call.integer("days")
                guard days >= 1, days <= 100_000 else {
                    throw LuaError("bad argument 'days' to 'time': 1 to 100000 days expected, got \(days)")
                }
                first = snapshot.asOf - (days - 1)
            }
            let time = snapshot.time(ofMentor: Int(mentor.number), from: first)
            let state = call.state
            let table = try tally(time.total, in: state)
            try table.rawSet("by_role", try tallies(time.byRole, in: state))
            try table.rawSet("by_setting", try tallies(time.bySetting, in: state))
            try table.rawSet("by_constituent", try tallies(time.byConstituent, in: state))
            return .table(table)
        }
    }

    /// A tally for each word of a vocabulary, also for those without a contact.
    private func tallies<Word: Vocabulary>(
        _ tallies: [Word: MentorTime.Tally], in state: LuaState
    ) throws(LuaError) -> LuaValue {
        let table = try state.makeTable()
        for word in Word.allCases {
            let tally = try tally(tallies[word] ?? MentorTime.Tally(), in: state)
            try table.rawSet(word.name, .table(tally))
        }
        return .table(table)
    }

    private func tally(_ tally: MentorTime.Tally, in state: LuaState) throws(LuaError) -> LuaTable {
        let table = try state.makeTable()
        try table.fill(["contacts": .integer(tally.contacts), "minutes": .integer(tally.minutes)])
        return table
    }
}
