import Engagement
import Lua

/// One of the names that a group of figures may have, and how its value is found.
struct Figure<Value> {
    let name: String
    let type: String
    let summary: String
    let read: (Value, LuaState) throws(LuaError) -> LuaValue

    init(
        _ name: String, _ type: String, _ summary: String,
        _ read: @escaping (Value, LuaState) throws(LuaError) -> LuaValue
    ) {
        (self.name, self.type, self.summary, self.read) = (name, type, summary, read)
    }

    /// A number, or nil.
    static func number(_ name: String, _ summary: String, _ read: @escaping (Value) -> Double?) -> Figure {
        Figure(name, "number?", summary) { value, _ in read(value).map { .number($0) } ?? .nil }
    }

    /// An integer, or nil.
    static func integer(_ name: String, _ summary: String, _ read: @escaping (Value) -> Int?) -> Figure {
        Figure(name, "integer?", summary) { value, _ in read(value).map { .integer($0) } ?? .nil }
    }
}

extension View {
    /// A group of figures under names that are known beforehand, such as a score's domains: any other name is an
    /// error, `pairs` goes through those that there are, `#` counts them.
    func figuresType<Value>(
        _ name: String, _ summary: String, _ figures: [Figure<Value>]
    ) -> LuaType<Value> {
        recordNames.insert("caseload.\(name)")
        return LuaType(
            "caseload.\(name)", summary: "\(summary) Read-only; `pairs` goes through what there is.",
            fields: figures.map { figure in
                LuaField(figure.name, type: figure.type, summary: figure.summary) { value, call in
                    .value(try figure.read(value, call.state))
                }
            },
            metamethods: [
                .length { value, call in
                    let state = call.state
                    var count = 0
                    for figure in figures where try !figure.read(value, state).isNil { count += 1 }
                    return .integer(count)
                },
                .pairs { value, call in
                    try Self.pairs(figures.count, call) { (place, state) throws(LuaError) in
                        (.string(figures[place].name), try figures[place].read(value, state))
                    }
                },
            ])
    }
}
