import Lua

/// Values under names that the district's data give, such as the subjects of credits, in the order of the names.
struct NamedValues {
    private let names: [String]
    private let value: (Int, LuaState) throws(LuaError) -> LuaValue

    /// - Parameter entries: Each name once.
    init<Value>(
        _ entries: [(name: String, value: Value)],
        _ value: @escaping (Value, LuaState) throws(LuaError) -> LuaValue
    ) {
        let entries = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        names = entries.map(\.name)
        self.value = { (place, state) throws(LuaError) in try value(entries[place].value, state) }
    }

    var count: Int { names.count }

    /// The name and the value at a place from 0.
    func entry(_ place: Int, _ state: LuaState) throws(LuaError) -> (key: LuaValue, value: LuaValue) {
        (.string(names[place]), try value(place, state))
    }

    /// The value under a name; nil where there is none.
    func value(_ name: LuaValue, _ state: LuaState) throws(LuaError) -> LuaValue {
        guard let place = name.text.flatMap(names.firstIndex) else { return .nil }
        return try value(place, state)
    }
}

extension View {
    /// Values under names of the district's own: one that is not there is nil, as nobody can know them all.
    func namedValuesType(_ name: String, _ summary: String) -> LuaType<NamedValues> {
        LuaType(
            "caseload.\(name)",
            summary:
                "\(summary) Read-only; a name that is not there is nil, `pairs` goes through them, `#` counts them.",
            metamethods: [
                .index { values, call in .value(try values.value(call.value(0), call.state)) },
                .length { values, _ in .integer(values.count) },
                .pairs { values, call in
                    try Self.pairs(values.count, call, values.entry)
                },
            ])
    }

    /// The values under names that an object is; nil for any other object.
    func namedValues(_ object: LuaObject) -> NamedValues? {
        if let groups = object.value(as: recordGroups) { return namedValues(groups) }
        for type in [creditsBySubject, tierCounts, demographicFacts] {
            if let values = object.value(as: type) { return values }
        }
        return nil
    }
}
