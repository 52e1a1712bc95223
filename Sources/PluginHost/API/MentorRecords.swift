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
                return try list(trainings, training, origin: \.origin, call)
            },
            LuaField(
                "events", type: "caseload.Event[]|caseload.Records",
                summary: "Events at which the mentor was. Reads activities."
            ) { [unowned self] mentor, call in
                try require(.activities, "mentor.events")
                return try list(
                    snapshot.mentors[Int(mentor.number)].events, event, origin: \.origin, call)
            },
            LuaField(
                "contacts", type: "caseload.MentorContact[]|caseload.Records",
                summary:
                    "The mentor's contacts of the school year, by student and day; in a report those about the "
                    + "students whom it is about. Reads contacts."
            ) { [unowned self] mentor, call in
                try require(.contacts, "mentor.contacts")
                let origins = snapshot.contacts.origins
                let all = snapshot.contacts(ofMentor: Int(mentor.number))
                // A report reads of no more students than the access log says.
                let contacts = rowsInView.map { rows in all.filter { rows.contains($0.row) } } ?? all
                return try value(
                    RecordSource(count: contacts.count, of: mentorContact) { place in
                        RecordInView(
                            record: contacts[place].contact, row: Int32(contacts[place].row),
                            place: Int32(place),
                            origin: origins.number(of: contacts[place].number))
                    }, call)
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
                "What the mentor's contacts come to: how many and how long, and the same by role, setting and "
                + "constituent. Reads contacts.",
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
            return try call.make(snapshot.time(ofMentor: Int(mentor.number), from: first), mentorTime)
        }
    }

    func mentorTimeType() -> LuaType<MentorTime> {
        figuresType(
            "MentorTime", "What a mentor's contacts come to.",
            [
                .integer("contacts", "How many.") { $0.total.contacts },
                .integer("minutes", "Minutes of those whose length is on record.") { $0.total.minutes },
                Figure("by_role", "caseload.TimeByRole", "By the mentor's role.") {
                    [unowned self] (time, state) throws(LuaError) in
                    .object(try state.makeObject(time.byRole, timeByRole))
                },
                Figure("by_setting", "caseload.TimeBySetting", "By where they were.") {
                    [unowned self] (time, state) throws(LuaError) in
                    .object(try state.makeObject(time.bySetting, timeBySetting))
                },
                Figure("by_constituent", "caseload.TimeByConstituent", "By whom they were with.") {
                    [unowned self] (time, state) throws(LuaError) in
                    .object(try state.makeObject(time.byConstituent, timeByConstituent))
                },
            ])
    }

    func timeTallyType() -> LuaType<MentorTime.Tally> {
        figuresType(
            "TimeTally", "Some of a mentor's contacts.",
            [
                .integer("contacts", "How many.") { $0.contacts },
                .integer("minutes", "Minutes of those whose length is on record.") { $0.minutes },
            ])
    }

    /// A tally for each word of a vocabulary, also for those without a contact.
    func timeType<Word: Vocabulary>(
        _ name: String, _ summary: String, _: Word.Type
    ) -> LuaType<[Word: MentorTime.Tally]> {
        figuresType(
            name, summary,
            Word.allCases.map { word in
                Figure(word.name, "caseload.TimeTally", "Those of \(word.name).") {
                    [unowned self] (tallies, state) throws(LuaError) in
                    .object(try state.makeObject(tallies[word] ?? MentorTime.Tally(), timeTally))
                }
            })
    }
}
