import Engagement
import Lua

/// Texts of a view in an order, such as a finding's reasons.
struct TextList {
    let texts: [String]

    /// The text behind another, or the first of all. A loop knows no more than the text that it has just seen, so of
    /// equal ones it sees the first only.
    func text(after previous: String?) -> String? {
        guard let previous else { return texts.first }
        guard let place = texts.firstIndex(of: previous) else { return nil }
        return texts.indices[(place + 1)...].first { texts.firstIndex(of: texts[$0]) == $0 }.map { texts[$0] }
    }
}

extension View {
    func textsType() -> LuaType<TextList> {
        LuaType(
            "caseload.Texts",
            summary:
                "Texts in an order, such as a score's reasons. `#texts` counts them, `texts[1]` is one, "
                + "`ipairs(texts)` goes through them, as does `for text in texts do`, to which one that stands there "
                + "twice comes once. `table.concat(texts, \", \")` joins them. They are read-only; "
                + "`to_table` gives a list of your own.",
            methods: [
                LuaMethod(
                    "to_table", returns: "string[]", summary: "The texts as a list of Lua's.",
                    example: "local offers = service.offers:to_table()"
                ) { list, call in
                    let table = try call.state.makeTable(arrayCapacity: list.texts.count)
                    try table.append(list.texts.map { .string($0) })
                    return .table(table)
                }
            ],
            metamethods: [
                .index { list, call in
                    guard let number = try call.value(0).integer.map(Int.init) else { return .nothing }
                    return list.texts.indices.contains(number - 1) ? .string(list.texts[number - 1]) : .nil
                },
                .length { list, _ in .integer(list.texts.count) },
                .text { $0.texts.joined(separator: ", ") },
                .iteration(returns: "string?") { list, previous, call in
                    if previous.isNil, try !call.value(0).isNil {
                        throw LuaError("texts are no function; one of them is texts[1]")
                    }
                    return list.text(after: previous.string?.description).map { .string($0) } ?? .nil
                },
                .pairs { list, call in
                    try Self.pairs(ofList: list.texts.count, call) { place, _ in .string(list.texts[place]) }
                },
            ])
    }

    /// A field of texts.
    func textsField<Value>(
        _ name: String, _ summary: String, _ read: @escaping (Value) -> [String]
    ) -> LuaField<Value> {
        LuaField(name, type: "string[]|caseload.Texts", summary: summary) { [unowned self] value, call in
            try call.make(TextList(texts: read(value)), texts)
        }
    }

    /// What is to be gone through as a list: the elements of a table, or texts of the view; nil for anything else.
    func elements(of value: LuaValue) throws(LuaError) -> [LuaValue]? {
        if let list = value.object?.value(as: texts) { return list.texts.map { .string($0) } }
        return try value.table?.array()
    }
}
