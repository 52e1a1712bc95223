import Lua

/// Records by the value of a field, the groups in the order of that value.
struct RecordGroups {
    /// One value, as a key of Lua's, and the records that have it.
    typealias Group = (key: LuaValue, records: Records)

    let field: String
    let groups: [Group]
    /// What a group is in Lua.
    let object: (Records, LuaState) throws(LuaError) -> LuaValue

    /// The group of a key: a number, or the text of anything else.
    func group(_ key: LuaValue, _ state: LuaState) throws(LuaError) -> Group? {
        if let number = key.number { return groups.first { $0.key.number == number } }
        let text = try state.text(of: key)
        return groups.first { $0.key.string == text }
    }

    /// A figure of each group by its key; nil leaves one out.
    func table(
        _ state: LuaState, _ figure: (Records) throws(LuaError) -> LuaValue
    ) throws(LuaError) -> LuaTable {
        let table = try state.makeTable(fieldCapacity: groups.count)
        for group in groups {
            let value = try figure(group.records)
            if !value.isNil { try table.rawSet(group.key, value) }
        }
        return table
    }
}

extension Records {
    /// These by the value of a field, numbers before texts, each in their order; those without one in none.
    func groups(by field: String, in state: LuaState, for method: String) throws(LuaError)
        -> [RecordGroups.Group]
    {
        try source.check(field, in: method)
        var found: [LuaString: (key: LuaValue, places: [Int])] = [:]
        for place in places {
            let value = try source.object(place, in: state).get(field)
            if value.isNil { continue }
            let text = try state.text(of: value)
            found[text, default: (value.number == nil ? .string(text) : value, [])].places.append(place)
        }
        let sorted = found.sorted { left, right in
            switch (left.value.key.number, right.value.key.number) {
            case (let left?, let right?): left < right
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): left.key.bytes.lexicographicallyPrecedes(right.key.bytes)
            }
        }
        return sorted.map { _, group in
            var records = self
            records.places = group.places
            return (group.key, records)
        }
    }
}

extension View {
    func recordGroupsType() -> LuaType<RecordGroups> {
        LuaType(
            "caseload.RecordGroups",
            summary:
                "Records by the value of a field. `#groups` counts the groups, `groups.home` or `groups[\"home\"]` is "
                + "one, nil where nothing has that value; `for value, group in pairs(groups) do` goes through them in "
                + "the order of the values.",
            methods: [
                groupFigure(
                    "sum", "The sum of a field in each group, by the group's value.",
                    #"local minutes = student.contacts:group_by("setting"):sum "minutes""#
                ) { Self.total($0) },
                groupFigure(
                    "mean", "The mean of a field in each group, by the group's value.",
                    #"student.contacts:group_by("role"):mean "minutes""#
                ) { .number($0.reduce(0, +) / Double($0.count)) },
                groupFigure(
                    "median", "The median of a field in each group, by the group's value.",
                    #"student.contacts:group_by("role"):median "minutes""#
                ) { Self.quantile($0, 0.5).map { .number($0) } ?? .nil },
                LuaMethod(
                    "count", returns: "table<any, integer>",
                    summary: "How many records each group has, by the group's value.",
                    example: #"student.contacts:group_by("setting"):count()"#
                ) { groups, call in
                    .table(try groups.table(call.state) { .integer($0.count) })
                },
            ],
            metamethods: [
                .index { groups, call in
                    let key = try call.value(0)
                    guard let group = try groups.group(key, call.state) else { return .nil }
                    return .value(try groups.object(group.records, call.state))
                },
                .length { groups, _ in .integer(groups.groups.count) },
                .text { groups in
                    "\(groups.groups.count) group\(groups.groups.count == 1 ? "" : "s") by \(groups.field)"
                },
                .pairs { groups, call in
                    try Self.pairs(groups.groups.count, call) { (place, state) throws(LuaError) in
                        let group = groups.groups[place]
                        return (group.key, try groups.object(group.records, state))
                    }
                },
            ])
    }

    private func groupFigure(
        _ name: String, _ summary: String, _ example: String, _ figure: @escaping ([Double]) -> LuaValue
    ) -> LuaMethod<RecordGroups> {
        LuaMethod(
            name, parameters: [LuaParameter("field", .string, "A field that holds numbers.")],
            returns: "table<any, number>", summary: "\(summary) A group without a number has none.",
            example: example
        ) { groups, call in
            let (field, state) = (try call.string("field"), call.state)
            let table = try groups.table(state) { (records) throws(LuaError) in
                let numbers = try records.numbers(in: field, state, for: "groups:\(name)")
                return numbers.isEmpty ? .nil : figure(numbers)
            }
            return .table(table)
        }
    }

    /// Groups as the values under names that they are.
    func namedValues(_ groups: RecordGroups) -> NamedValues {
        NamedValues(groups.groups.map { (name: $0.key.description, value: $0.records) }) {
            (records, state) throws(LuaError) in try groups.object(records, state)
        }
    }
}
