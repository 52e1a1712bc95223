import Engagement
import Lua

/// Adds a student that a plugin's test describes, with the student's records.
enum StudentDescription {
    static func add(
        _ id: Identifier, _ reader: inout TableReader, schools: [Identifier], mentors: [Identifier: Int],
        to builder: inout SnapshotBuilder
    ) throws {
        var student = StudentRecord(id: id)
        student.givenName = try reader.optionalText("given_name") ?? ""
        student.middleName = try reader.optionalText("middle_name") ?? ""
        student.familyName = try reader.optionalText("family_name") ?? ""
        student.preferredName = try reader.optionalText("preferred_name") ?? ""
        student.language = try reader.optionalText("language") ?? ""
        student.grade = try reader.optionalNumber("grade").map { Int8($0) }
        student.enrolledFrom = try reader.optionalDate("enrolled_from")
        student.enrolledTo = try reader.optionalDate("enrolled_to")
        let school = Identifier(try reader.optionalText("school") ?? "school")
        guard let number = schools.firstIndex(of: school) else {
            throw LuaError("a student: no school '\(school)'; describe it in schools")
        }
        student.school = number
        let row = builder.addStudent(student)
        let mentor = try reader.optionalText("mentor").map { Identifier($0) }
        let since = try reader.optionalDate("mentored_since") ?? .unknown
        let records = Records(
            demographics: try reader.table("demographics")?.pairs() ?? [],
            attendance: try reader.dated("attendance"), discipline: try reader.dated("discipline"),
            credits: try reader.dated("credits"), homework: try reader.list("homework"),
            observations: try reader.dated("observations"), surveys: try reader.dated("surveys"),
            activities: try reader.dated("activities"),
            mentoring: try MentoringDescription(&reader), graduation: try GraduationDescription(&reader))
        try reader.finish()
        guard let row else { return }
        if let mentor {
            guard let number = mentors[mentor] else {
                throw LuaError("a student: no mentor '\(mentor)'; describe it in mentors")
            }
            builder.add(CaseloadAssignment(mentor: number, from: since, to: .unknown), to: row)
        }
        try records.add(to: &builder, row: row, mentors: mentors, view: reader.view)
    }

    /// The parts of a description that hold lists.
    private struct Records {
        let demographics: [(key: LuaValue, value: LuaValue)]
        let attendance: [(CalendarDate, LuaTable)]
        let discipline: [(CalendarDate, LuaTable)]
        let credits: [(CalendarDate, LuaTable)]
        let homework: [LuaTable]
        let observations: [(CalendarDate, LuaTable)]
        let surveys: [(CalendarDate, LuaTable)]
        let activities: [(CalendarDate, LuaTable)]
        let mentoring: MentoringDescription
        let graduation: GraduationDescription

        func add(
            to builder: inout SnapshotBuilder, row: Int, mentors: [Identifier: Int], view: View
        ) throws {
            try graduation.add(to: &builder, row: row, view: view)
            try mentoring.add(to: &builder, row: row, mentors: mentors, view: view)
            for (name, value) in demographics.sorted(by: { $0.key.description < $1.key.description }) {
                builder.add(
                    Demographic(
                        name: builder.intern(name.description), value: builder.intern(value.description)),
                    to: row)
            }
            try each(attendance, "attendance", view, to: &builder) { date, event, builder in
                builder.add(
                    AttendanceEvent(
                        date: date, code: try event.word("code"),
                        period: builder.intern(try event.optionalText("period") ?? ""),
                        reason: builder.intern(try event.optionalText("reason") ?? "")), to: row)
            }
            try each(discipline, "discipline", view, to: &builder) { date, event, builder in
                builder.add(
                    DisciplineEvent(
                        date: date, kind: try event.word("kind"), days: try event.optionalNumber("days") ?? 0,
                        incident: builder.intern(try event.optionalText("incident_id") ?? ""),
                        note: builder.intern(try event.optionalText("note") ?? "")), to: row)
            }
            try each(credits, "credits", view, to: &builder) { date, result, builder in
                builder.add(
                    CourseResult(
                        date: date, term: builder.intern(try result.optionalText("term") ?? ""),
                        course: builder.intern(try result.optionalText("course") ?? ""),
                        subject: builder.intern(try result.optionalText("subject") ?? ""),
                        letter: builder.intern(try result.optionalText("grade") ?? ""),
                        percent: try result.optionalNumber("percent"),
                        attempted: try result.optionalNumber("attempted"),
                        earned: try result.optionalNumber("earned"),
                        inProgress: try result.optionalNumber("in_progress")), to: row)
            }
            for entry in homework {
                var piece = try TableReader(entry, what: "homework", view: view)
                try piece.takeOrigin(of: &builder)
                let title = try piece.optionalText("id") ?? ""
                builder.add(
                    HomeworkItem(
                        assigned: try piece.optionalDate("assigned") ?? .unknown,
                        due: try piece.optionalDate("due") ?? .unknown,
                        title: builder.intern(try piece.optionalText("title") ?? title),
                        status: try piece.word("status"), score: try piece.optionalNumber("score"),
                        maximum: try piece.optionalNumber("maximum")), to: row)
                try piece.finish()
            }
            try each(observations, "an observation", view, to: &builder) { date, entry, builder in
                let id = try entry.text("indicator")
                guard let indicator = builder.catalog.number(of: id) else {
                    throw LuaError("an observation: no indicator '\(id)'; describe it in indicators")
                }
                builder.add(
                    Observation(
                        date: date, indicator: indicator, value: try entry.number("value"),
                        setting: try entry.optionalWord("setting"),
                        recorder: builder.intern(try entry.optionalText("recorder") ?? ""),
                        note: builder.intern(try entry.optionalText("note") ?? "")), to: row)
            }
            try each(surveys, "a survey answer", view, to: &builder) { date, answer, builder in
                let subscale = try answer.text("subscale")
                builder.add(
                    SurveyAnswer(
                        date: date, indicator: builder.catalog.number(ofSubscale: subscale),
                        instrument: builder.intern(try answer.optionalText("instrument") ?? ""),
                        subscale: builder.intern(subscale),
                        item: builder.intern(try answer.optionalText("item") ?? ""),
                        value: try answer.number("value")), to: row)
            }
            try each(activities, "an activity", view, to: &builder) { date, activity, builder in
                builder.add(
                    Activity(
                        date: date, kind: try activity.word("kind"),
                        name: builder.intern(try activity.optionalText("name") ?? ""),
                        hours: try activity.optionalNumber("hours") ?? 0), to: row)
            }
        }

        private func each(
            _ records: [(CalendarDate, LuaTable)], _ what: String, _ view: View,
            to builder: inout SnapshotBuilder,
            _ body: (CalendarDate, inout TableReader, inout SnapshotBuilder) throws -> Void
        ) throws {
            for (date, table) in records {
                var reader = try TableReader(table, what: what, view: view)
                _ = try reader.optionalDate("date")
                try reader.takeOrigin(of: &builder)
                try body(date, &reader, &builder)
                try reader.finish()
            }
        }
    }
}
