import Engagement
import Lua

/// What a plugin's test says of a student's circle, contacts, interventions, goals, strengths and linkages,
/// with the columns of the CSV files.
struct MentoringDescription {
    private let guardians: [LuaTable]
    private let contacts: [(CalendarDate, LuaTable)]
    private let interventions: [LuaTable]
    private let goals: [LuaTable]
    private let progress: [(CalendarDate, LuaTable)]
    private let outcomes: [LuaTable]
    private let strengths: [(CalendarDate, LuaTable)]
    private let linkages: [(CalendarDate, LuaTable)]

    init(_ reader: inout TableReader) throws {
        guardians = try reader.list("guardians")
        contacts = try reader.dated("contacts")
        interventions = try reader.list("interventions")
        goals = try reader.list("goals")
        progress = try reader.dated("goal_progress")
        outcomes = try reader.list("outcomes")
        strengths = try reader.dated("strengths")
        linkages = try reader.dated("linkages")
    }

    func add(
        to builder: inout SnapshotBuilder, row: Int, mentors: [Identifier: Int], view: View
    ) throws {
        for table in guardians {
            var person = try TableReader(table, what: "a guardian", view: view)
            try person.takeOrigin(of: &builder)
            builder.add(
                Guardian(
                    name: builder.intern(try person.text("name")),
                    relationship: builder.intern(try person.optionalText("relationship") ?? "")), to: row)
            try person.finish()
        }
        for (date, table) in contacts {
            var contact = try TableReader(table, what: "a contact", view: view)
            try contact.takeOrigin(of: &builder)
            _ = try contact.optionalDate("date")
            builder.add(
                Contact(
                    date: date, mentor: try mentor(&contact, mentors), with: try contact.word("with"),
                    role: try contact.optionalWord("role"), setting: try contact.optionalWord("setting"),
                    mode: try contact.optionalWord("mode"),
                    minutes: try contact.optionalNumber("minutes").map { Int($0) },
                    person: builder.intern(try contact.optionalText("person") ?? ""),
                    note: builder.intern(try contact.optionalText("note") ?? "")), to: row)
            try contact.finish()
        }
        for (date, table) in linkages {
            try ServiceDescription.add(step: table, on: date, to: &builder, row: row, view: view) {
                try mentor(&$0, mentors)
            }
        }
        for table in interventions { try add(intervention: table, to: &builder, row: row, mentors, view) }
        var known: [(setOn: CalendarDate, words: String)] = []
        for table in goals {
            var goal = try TableReader(table, what: "a goal", view: view)
            try goal.takeOrigin(of: &builder)
            let (setOn, words) = (try goal.date("set_on"), try goal.text("goal"))
            if setOn <= builder.asOf { known.append((setOn, words)) }
            builder.add(
                Goal(
                    setOn: setOn, due: try goal.optionalDate("due") ?? .unknown,
                    closedOn: try goal.optionalDate("closed_on") ?? .unknown,
                    status: try goal.optionalWord("status") ?? .active,
                    goal: builder.intern(words),
                    progress: try goal.optionalNumber("progress").map { Int($0) }), to: row)
            try goal.finish()
        }
        for (date, table) in progress {
            var step = try TableReader(table, what: "progress of a goal", view: view)
            _ = try step.optionalDate("date")
            try step.takeOrigin(of: &builder)
            let (setOn, words) = (try step.date("set_on"), try step.text("goal"))
            guard let goal = known.firstIndex(where: { $0 == (setOn, words) }) else {
                throw LuaError("progress of a goal: '\(words)' was not set on \(setOn); describe it in goals")
            }
            builder.add(
                GoalProgress(date: date, goal: goal, progress: Int(try step.number("progress"))), to: row)
            try step.finish()
        }
        for table in outcomes {
            var outcome = try TableReader(table, what: "an outcome", view: view)
            try outcome.takeOrigin(of: &builder)
            builder.add(
                Outcome(
                    date: try outcome.optionalDate("date") ?? .unknown,
                    name: builder.intern(try outcome.text("outcome")), value: try outcome.number("value")),
                to: row)
            try outcome.finish()
        }
        for (date, table) in strengths {
            var strength = try TableReader(table, what: "a strength", view: view)
            try strength.takeOrigin(of: &builder)
            _ = try strength.optionalDate("date")
            builder.add(
                Strength(date: date, strength: builder.intern(try strength.text("strength"))), to: row)
            try strength.finish()
        }
    }

    private func add(
        intervention table: LuaTable, to builder: inout SnapshotBuilder, row: Int,
        _ mentors: [Identifier: Int], _ view: View
    ) throws {
        var reader = try TableReader(table, what: "an intervention", view: view)
        try reader.takeOrigin(of: &builder)
        let end = try reader.optionalDate("end") ?? .unknown
        builder.add(
            Intervention(
                start: try reader.date("start"), end: end, kind: try reader.word("kind"),
                focus: try reader.optionalWord("focus"), role: try reader.optionalWord("role"),
                status: try reader.optionalWord("status") ?? (end == .unknown ? .active : .completed),
                mentor: try mentor(&reader, mentors),
                indicators: builder.intern(try reader.optionalText("indicators") ?? ""),
                outcome: builder.intern(try reader.optionalText("outcome") ?? ""),
                note: builder.intern(try reader.optionalText("note") ?? "")), to: row)
        try reader.finish()
    }

    private func mentor(
        _ reader: inout TableReader, _ mentors: [Identifier: Int]
    ) throws(LuaError) -> Int? {
        guard let id = try reader.optionalText("mentor_id") else { return nil }
        guard let number = mentors[Identifier(id)] else {
            throw LuaError("no mentor '\(id)'; describe it in mentors")
        }
        return number
    }
}
