import Engagement
import Lua
import NearestName

/// Records of one kind in a view, such as a student's contacts: some of them, in an order.
struct Records {
    let source: RecordSource
    /// The places in the source of those that are meant.
    var places: [Int]

    init(_ source: RecordSource) {
        self.source = source
        places = Array(0..<source.count)
    }
}

/// A value of a view that stands at a place among others of its kind.
protocol PlacedRecord {
    /// Its place among all records of the source, from 0.
    var place: Int32 { get }
}

/// One record of a student's or a mentor's, and where it stands among them.
struct RecordInView<Record>: PlacedRecord {
    let record: Record
    /// The student's row; -1 for a record that is no student's.
    let row: Int32
    let place: Int32
}

/// All records of which some may be chosen.
final class RecordSource {
    /// The type of each.
    let type: LuaTypeDescription
    let count: Int
    private let make: (Int, LuaState) throws(LuaError) -> LuaObject
    private let placeOf: (LuaObject) -> Int?

    /// So many records of a type, each made when it is asked for.
    init<Record: PlacedRecord>(
        count: Int, of type: LuaType<Record>, _ record: @escaping (_ place: Int) -> Record
    ) {
        self.type = type.description
        self.count = count
        make = { (place, state) throws(LuaError) in try state.makeObject(record(place), type) }
        placeOf = { $0.value(as: type).map { Int($0.place) } }
    }

    func object(_ place: Int, in state: LuaState) throws(LuaError) -> LuaObject { try make(place, state) }

    /// The place of a record of this source; nil for any other value.
    func place(of value: LuaValue) -> Int? { value.object.flatMap(placeOf) }

    /// The word for the kind: `contact`.
    var label: String { type.instanceLabel }

    /// Refuses a name that no such record has.
    func check(_ field: String, in method: String) throws(LuaError) {
        let names = type.fields.map(\.name)
        guard !names.contains(field) else { return }
        let near = nearestName(to: field, among: names).map { "; did you mean '\($0)'?" } ?? ""
        throw LuaError("records:\(method): a \(label) has no field '\(field)'\(near)")
    }
}

extension View {
    func recordsType() -> LuaType<Records> {
        LuaType(
            "caseload.Records",
            summary:
                "Records of one kind, such as a student's contacts. `#records` counts them, `records[1]` is one, "
                + "`for record in records do` and `ipairs(records)` go through them.",
            methods: [
                recordsWhereMethod(), recordsSortMethod(), recordsTakeMethod(), recordsGroupMethod(),
                LuaMethod(
                    "to_table", returns: "table[]", summary: "The records as a list of Lua's.",
                    example: "local list = student.contacts:to_table()"
                ) { records, call in
                    let state = call.state
                    let list = try state.makeTable(arrayCapacity: records.places.count)
                    for place in records.places {
                        try list.append([.object(try records.source.object(place, in: state))])
                    }
                    return .table(list)
                },
            ],
            metamethods: [
                .index { records, call in
                    guard let place = try call.value(0).integer else { return .nothing }
                    guard place >= 1, place <= records.places.count else { return .nil }
                    return .value(
                        .object(try records.source.object(records.places[Int(place) - 1], in: call.state)))
                },
                .length { records, _ in .integer(records.places.count) },
                .text { records in
                    "\(records.places.count) \(records.source.label)\(records.places.count == 1 ? "" : "s")"
                },
                .iteration(returns: "table?") { records, previous, call in
                    if previous.isNil, try !call.value(0).isNil {
                        throw LuaError("records are no function; one of them is records[1]")
                    }
                    // A loop keeps its place in the record it has just seen.
                    let next =
                        records.source.place(of: previous).flatMap(records.places.firstIndex)
                        .map { $0 + 1 } ?? 0
                    guard next < records.places.count else { return .nil }
                    return .value(
                        .object(try records.source.object(records.places[next], in: call.state)))
                },
            ])
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
                "Those records for which the condition holds. In a table, a date and a mentor may be written as "
                + "text.",
            example: #"student.contacts:where { with = "guardian" }"#
        ) { [unowned self] records, call in
            let condition = try call.value("condition")
            let state = call.state
            var chosen = records
            if let function = condition.function {
                chosen.places = try records.places.filter { place throws(LuaError) in
                    try function.call(.object(try records.source.object(place, in: state))).first?.isTruthy
                        ?? false
                }
                return try call.make(chosen, self.records)
            }
            let wanted = try call.table("condition").pairs().map { key, value throws(LuaError) in
                try records.source.check(key.description, in: "where")
                return (key.description, value)
            }
            chosen.places = try records.places.filter { place throws(LuaError) in
                let record = try records.source.object(place, in: state)
                for (field, value) in wanted where try !Self.isSame(record.get(field), value, state) {
                    return false
                }
                return true
            }
            return try call.make(chosen, self.records)
        }
    }

    private static func isSame(
        _ value: LuaValue, _ wanted: LuaValue, _ state: LuaState
    ) throws(LuaError) -> Bool {
        if let number = value.number, let other = wanted.number { return number == other }
        if case .boolean = value { return value == wanted }
        if value.isNil { return false }
        return try state.text(of: value) == state.text(of: wanted)
    }

    private func recordsSortMethod() -> LuaMethod<Records> {
        LuaMethod(
            "sort_by",
            parameters: [LuaParameter("field", .string, "A field; a - before it turns the order round.")],
            returns: "caseload.Records",
            summary: "The records in the order of a field. Those without a value come last.",
            example: #"student.contacts:sort_by("-date"):take(3)"#
        ) { [unowned self] records, call in
            let text = try call.string("field")
            let isDescending = text.hasPrefix("-")
            let field = isDescending ? String(text.dropFirst()) : text
            try records.source.check(field, in: "sort_by")
            let state = call.state
            var keys: [SortKey] = []
            for place in records.places {
                let value = try records.source.object(place, in: state).get(field)
                let text = value.isNil || value.number != nil ? nil : try state.text(of: value).description
                keys.append(SortKey(place: place, number: value.number, text: text))
            }
            func precedes(_ left: SortKey, _ right: SortKey) -> Bool {
                if let a = left.number, let b = right.number { return isDescending ? a > b : a < b }
                if let a = left.text, let b = right.text { return isDescending ? a > b : a < b }
                return left.rank < right.rank
            }
            var sorted = records
            // Equal ones keep their order.
            sorted.places = keys.enumerated().sorted { left, right in
                if precedes(left.element, right.element) { return true }
                return !precedes(right.element, left.element) && left.offset < right.offset
            }.map(\.element.place)
            return try call.make(sorted, self.records)
        }
    }

    /// What a record is sorted by.
    private struct SortKey {
        let place: Int
        let number: Double?
        let text: String?

        /// Numbers before texts, and both before what is missing.
        var rank: Int { number != nil ? 0 : text != nil ? 1 : 2 }
    }

    private func recordsTakeMethod() -> LuaMethod<Records> {
        LuaMethod(
            "take", parameters: [LuaParameter("count", .integer, "How many.")], returns: "caseload.Records",
            summary: "The first so many records.", example: #"student.goals:take(2)"#
        ) { [unowned self] records, call in
            let count = try call.integer("count")
            guard count >= 0 else {
                throw LuaError("bad argument 'count' to 'take': 0 or more expected, got \(count)")
            }
            var taken = records
            taken.places = Array(records.places.prefix(Int(clamping: count)))
            return try call.make(taken, self.records)
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
            try records.source.check(field, in: "group_by")
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
