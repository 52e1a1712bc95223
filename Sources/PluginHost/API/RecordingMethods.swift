import Engagement
import Lua

/// The verbs by which a script records: each asks the program that started it, which owns the database.
extension View {
    func recordingMethods() -> [LuaMethod<StudentRow>] {
        [
            verb(
                "log_contact", "contact",
                "Records a contact: with, role, setting; mentor, mode, minutes, person, note, date.",
                #"student:log_contact { with = "guardian", role = "coach", setting = "home", minutes = 10 }"#),
            verb(
                "log_observation", "observation",
                "Records an indicator's value: indicator, value; setting, recorder, note, date.",
                #"student:log_observation { indicator = "time_on_task", value = 7 }"#),
            verb(
                "log_intervention", "intervention",
                "Records an intervention: kind; focus, role, mentor, start, ended, status, indicators, outcome, "
                    + "note. With ended, outcome or a closing status and no start it is the open one.",
                #"student:log_intervention { kind = "intensive", focus = "academic_support" }"#),
            verb(
                "add_goal", "goal",
                "Records a goal, or how far an open one has come: goal; due, progress, status, set_on. Of an open "
                    + "goal set_on is the day by which it had come so far, or on which it was closed.",
                #"student:add_goal { goal = "Pass Algebra I", due = date "2026-06-12" }"#),
            verb(
                "add_strength", "strength",
                "Records what the student is good at: strength; recorder, date.",
                #"student:add_strength { strength = "Explains things patiently" }"#),
            verb(
                "log_linkage", "linkage",
                "Records a step in a linkage: service; status, mentor, domain, priority, reason, outcome, note, "
                    + "date. Without a status it is a note on how the open linkage goes.",
                #"student:log_linkage { service = "Homework Club", status = "referred" }"#),
            proposeMethod(),
        ]
    }

    /// `student:propose(service)`: the first step of a linkage.
    private func proposeMethod() -> LuaMethod<StudentRow> {
        LuaMethod(
            "propose",
            parameters: [
                LuaParameter(
                    "service", .either([.object("caseload.Service"), .string]), "The service, or its id."),
                LuaParameter("reason", .string, "Why.", optional: true),
            ], returns: "string",
            summary: "Records that a service is proposed. In scripts that run with --write only.",
            example: #"student:propose(services:offering("tutoring"):to_table()[1], "Two F this term")"#
        ) { [unowned self] student, call in
            let number =
                try call.isObject("service", service)
                ? call.object("service", service)
                : ServiceNumber(number: directoryNumber(of: call.string("service")))
            var fields = ["service_id": service(number).id.text, "status": "proposed"]
            if let reason = try call.optionalString("reason") { fields["reason"] = reason }
            let id = snapshot.id(of: Int(student.row)).text
            return .string(
                try ask(
                    RecordRequest(kind: "linkage", student: id, fields: fields), "student:propose"))
        }
    }

    /// `mentor:log_event{…}`: an event at which the mentor was, with students.
    func logEventMethod() -> LuaMethod<MentorNumber> {
        LuaMethod(
            "log_event",
            parameters: [LuaParameter("record", .table, "What is recorded, by the names of its fields.")],
            returns: "string",
            summary:
                "Records that the mentor was at a school or community event: name; kind, hours, students, "
                + "note, date. The students, views or ids, get an activity of its name. Returns a line that says "
                + "what is on record; views show it in the next run. In scripts that run with --write only.",
            example:
                #"mentor "rivera":log_event { name = "Science fair", hours = 2, students = { "S-1042" } }"#
        ) { [unowned self] mentor, call in
            let record = try call.table("record")
            let students = try students(of: record)
            let id = snapshot.mentors[Int(mentor.number)].id.text
            var fields = try fields(
                of: record, "event", "mentor:log_event", without: ["students"], owner: ("mentor", id))
            fields["mentor_id"] = id
            return .string(
                try ask(
                    RecordRequest(kind: "event", student: "", fields: fields, students: students),
                    "mentor:log_event"))
        }
    }

    /// The ids in the list `students` of a record.
    private func students(of record: LuaTable) throws(LuaError) -> [String] {
        let value = try record.get(.string("students"))
        if case .nil = value { return [] }
        let expected = "mentor:log_event: field 'students': a list of students or their ids expected, got "
        guard case .table(let list) = value else { throw LuaError(expected + value.kindName) }
        var ids: [String] = []
        for item in try list.array() {
            if case .object(let object) = item, let row = object.value(as: student) {
                ids.append(snapshot.id(of: Int(row.row)).text)
            } else if let text = item.text {
                ids.append(text)
            } else {
                throw LuaError(expected + "a list with \(item.kindName)")
            }
        }
        return ids
    }

    /// `undo()`: takes back the last entry.
    func undoFunction() -> LuaFunctionSpec {
        LuaFunctionSpec(
            "undo", returns: "string",
            summary: "Takes back your last entry. In scripts that run with --write only.",
            example: "print(undo())"
        ) { [unowned self] call in
            .string(try ask(RecordRequest(kind: "undo", student: "", fields: [:]), "undo"))
        }
    }

    private func verb(
        _ name: String, _ kind: String, _ summary: String, _ example: String
    ) -> LuaMethod<StudentRow> {
        LuaMethod(
            name,
            parameters: [LuaParameter("record", .table, "What is recorded, by the names of its fields.")],
            returns: "string",
            summary: "\(summary) Returns a line that says what is on record; views show it in the next run. "
                + "In scripts that run with --write only.",
            example: example
        ) { [unowned self] student, call in
            let id = snapshot.id(of: Int(student.row)).text
            let fields = try fields(
                of: call.table("record"), kind, "student:\(name)", owner: ("student", id))
            return .string(
                try ask(RecordRequest(kind: kind, student: id, fields: fields), "student:\(name)"))
        }
    }

    private func ask(_ request: RecordRequest, _ name: String) throws(LuaError) -> String {
        guard let record else {
            throw LuaError("\(name): a plugin changes nothing; only a script that runs with --write records")
        }
        switch record(request) {
        case .recorded(let text): return text
        case .refused(let reason): throw LuaError("\(name): \(reason)")
        }
    }

    /// A table's fields as a file would have them.
    ///
    /// - Parameter owner: Whose record it is, which the table may say as well but not otherwise.
    private func fields(
        of table: LuaTable, _ kind: String, _ verb: String, without: Set<String> = [],
        owner: (kind: String, id: String)
    ) throws(LuaError) -> [String: String] {
        // In Lua `end` is a word of the language, and a mentor is a mentor.
        let columns = ["ended": "end", "mentor": "mentor_id", "service": "service_id", "id": "\(kind)_id"]
        var fields: [String: String] = [:]
        for (key, value) in try table.pairs() {
            guard let name = key.text else {
                throw LuaError("\(verb): expected fields by name, { name = value }")
            }
            if without.contains(name) { continue }
            guard let text = try text(of: value) else {
                throw LuaError(
                    "\(verb): field '\(name)': a string, number, date, mentor or list expected, got "
                        + value.kindName)
            }
            let column = columns[name] ?? name
            if column == "\(owner.kind)_id" {
                guard text == owner.id else {
                    throw LuaError(
                        "\(verb): field '\(name)': '\(text)' is not \(owner.kind) '\(owner.id)', of whom this is; "
                            + "leave it out, or call \(owner.kind)(\"\(text)\"):\(verb.split(separator: ":").last ?? "")"
                    )
                }
                continue
            }
            fields[column] = text
        }
        return fields
    }

    /// A value as a file would have it; nil for one that no file has.
    func text(of value: LuaValue) throws(LuaError) -> String? {
        switch value {
        case .string(let text): return text.text
        case .integer(let number): return String(number)
        case .number(let number):
            return Int64(exactly: number).map { String($0) } ?? String(number)
        case .object(let object):
            if let day = object.value(as: date) { return day.description }
            if let number = object.value(as: service) { return service(number).id.text }
            if let list = object.value(as: texts) { return list.texts.joined(separator: " ") }
            return object.value(as: mentor).map { snapshot.mentors[Int($0.number)].id.text }
        case .table(let list):
            var texts: [String] = []
            for item in try list.array() {
                guard let text = item.text else { return nil }
                texts.append(text)
            }
            return texts.joined(separator: " ")
        default: return nil
        }
    }
}
