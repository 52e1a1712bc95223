import Engagement
import Lua

/// What is on record about a mentor's own work.
extension View {
    func mentorRecordFields() -> [LuaField<MentorNumber>] {
        [
            LuaField(
                "trainings", type: "caseload.Training[]|caseload.Records",
                summary: "Trainings the mentor has had."
            ) { [unowned self] mentor, call in
                let trainings = snapshot.mentors[Int(mentor.number)].trainings
                return try value(source(trainings, training), call)
            },
            LuaField(
                "events", type: "caseload.Event[]|caseload.Records",
                summary: "Events at which the mentor was. Reads activities."
            ) { [unowned self] mentor, call in
                try require(.activities, "mentor.events")
                return try value(source(snapshot.mentors[Int(mentor.number)].events, event), call)
            },
            LuaField(
                "contacts", type: "caseload.MentorContact[]|caseload.Records",
                summary: "The mentor's contacts of the school year, by student and day. Reads contacts."
            ) { [unowned self] mentor, call in
                try require(.contacts, "mentor.contacts")
                let contacts = snapshot.contacts(ofMentor: Int(mentor.number))
                return try value(
                    RecordSource(count: contacts.count, of: mentorContact) { place in
                        RecordInView(
                            record: contacts[place].contact, row: Int32(contacts[place].row),
                            place: Int32(place))
                    }, call)
            },
        ]
    }

    private func source<Record>(
        _ records: [Record], _ type: LuaType<RecordInView<Record>>
    ) -> RecordSource {
        RecordSource(count: records.count, of: type) { place in
            RecordInView(record: records[place], row: -1, place: Int32(place))
        }
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
