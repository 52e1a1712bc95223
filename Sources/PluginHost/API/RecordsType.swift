import Engagement
import Lua

extension View {
    func recordsType() -> LuaType<Records> {
        LuaType(
            "caseload.Records",
            summary:
                "Records of one kind, such as a student's contacts. `#records` counts them, `records[1]` is one, "
                + "`for record in records do` and `ipairs(records)` go through them. They are read-only; `to_table` "
                + "gives a list of your own.",
            methods: [
                recordsWhereMethod(), recordsSortMethod(), recordsTakeMethod(), recordsGroupMethod(),
                recordsSumMethod(), recordsMeanMethod(), recordsColumnsMethod(),
                LuaMethod(
                    "to_table", returns: "table[]", summary: "The records as a list of Lua's.",
                    example: "local list = student.contacts:to_table()"
                ) { records, call in
                    let state = call.state
                    let list = try state.makeTable(arrayCapacity: records.count)
                    for number in 0..<records.count {
                        try list.append([
                            .object(try records.source.object(records.place(at: number), in: state))
                        ])
                    }
                    return .table(list)
                },
            ],
            metamethods: [
                .index { records, call in
                    guard let number = try call.value(0).integer.map(Int.init) else {
                        try Self.refuseField(of: records.source.type, on: "records", call)
                        return .nothing
                    }
                    guard number >= 1, number <= records.count else { return .nil }
                    return try records.source.answer(records.place(at: number - 1), to: call)
                },
                .length { records, _ in .integer(records.count) },
                .text { records in
                    records.source.label(counting: records.count)
                },
                .iteration(returns: "table?") { records, previous, call in
                    if previous.isNil, try !call.value(0).isNil {
                        throw LuaError("records are no function; one of them is records[1]")
                    }
                    // A loop keeps its place in the record it has just seen.
                    let next = records.source.place(of: previous).flatMap(records.number).map { $0 + 1 } ?? 0
                    guard next < records.count else { return .nil }
                    return try records.source.answer(records.place(at: next), to: call)
                },
                .pairs { records, call in
                    try Self.pairs(ofList: records.count, call) { (place, state) throws(LuaError) in
                        .object(try records.source.object(records.place(at: place), in: state))
                    }
                },
            ])
    }

    /// Refuses a field of the things in a collection that is asked of the collection.
    static func refuseField(
        of type: LuaTypeDescription, on collection: String, _ call: borrowing LuaCall
    ) throws(LuaError) {
        guard let name = try call.value(0).text, type.fields.contains(where: { $0.name == name }) else {
            return
        }
        throw LuaError(
            "\(collection).\(name): no such field; each of them has it: \(collection)[1].\(name)")
    }

    /// Some records as a value of Lua's.
    func value(_ source: RecordSource, _ call: borrowing LuaCall) throws(LuaError) -> LuaReturn {
        try call.make(Records(source), records)
    }

    private func recordsWhereMethod() -> LuaMethod<Records> {
        LuaMethod(
            "where",
            parameters: [
                LuaParameter(
                    "condition", .either([.table, .function]),
                    "A table of fields and their values, or a function of a record.")
            ],
            returns: "caseload.Records",
            summary:
                "Those records for which the condition holds. In a table, a date is written as text, a mentor or a "
                + "service by name or id, and of texts one is meant.",
            example: #"student.contacts:where { with = "guardian" }"#
        ) { [unowned self] records, call in
            let chosen = try records.chosen(
                by: call.value("condition"), of: self, in: call.state, for: "records:where")
            return try call.make(chosen, self.records)
        }
    }

    private func recordsSortMethod() -> LuaMethod<Records> {
        LuaMethod(
            "sort_by",
            parameters: [LuaParameter("field", .string, "A field; a - before it turns the order round.")],
            returns: "caseload.Records",
            summary: "The records in the order of a field. Those without a value come last.",
            example: #"student.contacts:sort_by("-date"):take(3)"#
        ) { [unowned self] records, call in
            let sorted = try records.sorted(
                by: call.string("field"), in: call.state, for: "records:sort_by")
            return try call.make(sorted, self.records)
        }
    }

    private func recordsTakeMethod() -> LuaMethod<Records> {
        LuaMethod(
            "take", parameters: [LuaParameter("count", .integer, "How many.")], returns: "caseload.Records",
            summary: "The first so many records.", example: #"student.goals:take(2)"#
        ) { [unowned self] records, call in
            let count = try count(call)
            var taken = records
            taken.places = Array(records.places.prefix(count))
            return try call.make(taken, self.records)
        }
    }

    private func recordsSumMethod() -> LuaMethod<Records> {
        LuaMethod(
            "sum", parameters: [LuaParameter("field", .string, "A field that holds numbers.")],
            returns: "number, integer", summary: "The sum of the present values, and how many there were.",
            example: #"student.contacts:where({ role = "coach" }):sum "minutes""#
        ) { records, call in
            let numbers = try records.numbers(call)
            return .values([.number(numbers.reduce(0, +)), .integer(numbers.count)])
        }
    }

    private func recordsMeanMethod() -> LuaMethod<Records> {
        LuaMethod(
            "mean", parameters: [LuaParameter("field", .string, "A field that holds numbers.")],
            returns: "number?, integer",
            summary: "The mean of the present values, and how many there were; nil where there is none.",
            example: #"local minutes, count = student.contacts:mean "minutes""#
        ) { records, call in
            Self.mean(of: try records.numbers(call))
        }
    }

    private func recordsColumnsMethod() -> LuaMethod<Records> {
        LuaMethod(
            "columns", parameters: [LuaParameter("fields", .table, "Names of fields, in a list.")],
            returns: "table[]", summary: "A list of tables, one a record, with these fields alone.",
            example: #"print(student.contacts:columns { "date", "role", "minutes" })"#
        ) { records, call in
            let fields = try call.table("fields").array().map { field throws(LuaError) in
                guard let name = field.text else {
                    throw LuaError(
                        "records:columns: fields: expected a list of names, got \(field.typeName) in it")
                }
                try records.source.check(name, in: "records:columns")
                return name
            }
            let state = call.state
            let list = try state.makeTable(arrayCapacity: records.count)
            for number in 0..<records.count {
                let record = try records.source.object(records.place(at: number), in: state)
                let row = try state.makeTable()
                for field in fields { try row.set(field, record.get(field)) }
                try list.append([.table(row)])
            }
            return .table(list)
        }
    }

    private func recordsGroupMethod() -> LuaMethod<Records> {
        LuaMethod(
            "group_by", parameters: [LuaParameter("field", .string, "A field.")],
            returns: "table<any, caseload.Records>",
            summary:
                "The records by the value of a field, a date or a mentor as text; those without one are in no group.",
            example:
                #"for role, contacts in pairs(student.contacts:group_by "role") do print(role, #contacts) end"#
        ) { [unowned self] records, call in
            let field = try call.string("field")
            try records.source.check(field, in: "records:group_by")
            let state = call.state
            var groups: [LuaString: (key: LuaValue, places: [Int])] = [:]
            for place in records.places {
                let value = try records.source.object(place, in: state).get(field)
                if value.isNil { continue }
                let text = try state.text(of: value)
                let key: LuaValue = value.number != nil ? value : .string(text)
                groups[text, default: (key, [])].places.append(place)
            }
            let table = try state.makeTable()
            for found in groups.values {
                var group = records
                group.places = found.places
                try table.rawSet(found.key, .object(try state.makeObject(group, self.records)))
            }
            return .table(table)
        }
    }
}

extension Records {
    /// The numbers in the field that a call names, of those records that have one.
    fileprivate func numbers(_ call: borrowing LuaCall) throws(LuaError) -> [Double] {
        let (field, method) = (try call.string("field"), call.description.name)
        try source.check(field, in: "records:\(method)")
        let type = source.type.fields.first { $0.name == field }?.type ?? ""
        guard type.hasPrefix("number") || type.hasPrefix("integer") else {
            throw LuaError("records:\(method): '\(field)' holds no numbers")
        }
        var numbers: [Double] = []
        for place in places {
            if let number = try source.object(place, in: call.state).get(field).number {
                numbers.append(number)
            }
        }
        return numbers
    }
}
