import Engagement
import Lua

extension View {
    func recordsType() -> LuaType<Records> {
        let verbs = RecordVerbs<Records>(
            view: self, name: "records",
            examples: [
                "where": #"student.contacts:where { with = "guardian" }"#,
                "sort_by": #"student.contacts:sort_by("-date"):take(3)"#,
                "take": "student.goals:take(2)",
                "group_by":
                    #"for role, contacts in pairs(student.contacts:group_by "role") do print(role, #contacts) end"#,
                "count_by": #"student.contacts:where("minutes >= 20"):count_by "setting""#,
                "count": #"student.contacts:count "minutes""#,
                "sum": #"student.contacts:where({ role = "coach" }):sum "minutes""#,
                "mean": #"local minutes, count = student.contacts:mean "minutes""#,
                "median": #"local minutes = student.contacts:median "minutes""#,
                "columns": #"print(student.contacts:columns { "date", "role", "minutes" })"#,
            ],
            records: { $0 }, collection: { records, _ in records }, type: { [unowned self] in records })
        return LuaType(
            "caseload.Records",
            summary:
                "Records of one kind, such as a student's contacts. `#records` counts them, `records[1]` is one, "
                + "`for record in records do` and `ipairs(records)` go through them. They are read-only; `to_table` "
                + "gives a list of your own.",
            methods: verbs.methods + [
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
                }
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
}
