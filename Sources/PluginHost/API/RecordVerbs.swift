import Engagement
import Lua

/// The verbs of a list of records, for the records and for what is a list of one kind as well, such as the services.
struct RecordVerbs<Collection> {
    unowned let view: View
    /// What the collection is called in Lua: `records`, of the type `caseload.Records`.
    let name: String
    /// A line of Lua for each verb.
    let examples: [String: String]
    /// What is in a collection.
    let records: (Collection) -> Records
    /// A collection like another with these of its records.
    let collection: (Records, Collection) -> Collection
    let type: () -> LuaType<Collection>

    private var typeName: String { "caseload.\(name.prefix(1).uppercased())\(name.dropFirst())" }

    private static var anyField: LuaParameter { LuaParameter("field", .string, "A field.") }

    private static var numberField: LuaParameter {
        LuaParameter("field", .string, "A field that holds numbers.")
    }

    /// All of them, in the order for people.
    var methods: [LuaMethod<Collection>] {
        [
            choosing(
                "where",
                LuaParameter(
                    "condition", .either([.string, .table, .function]),
                    "A query, a table of fields and their values, or a function of one of them."),
                "Those for which the condition holds. In a query and in a table, a date is written as text, a mentor or "
                    + "a service by name or id, and of texts one is meant."
            ) { (records, call, method) throws(LuaError) in
                try records.chosen(
                    by: call.value("condition"), of: view, in: call.state, for: method)
            },
            choosing(
                "sort_by", LuaParameter("field", .string, "A field; a - before it turns the order round."),
                "The \(name) in the order of a field. Those without a value come last."
            ) { (records, call, method) throws(LuaError) in
                try records.sorted(by: call.string("field"), in: call.state, for: method)
            },
            choosing("take", LuaParameter("count", .integer, "How many."), "The first so many \(name).") {
                (records, call, _) throws(LuaError) in
                let count = try view.count(call)
                var taken = records
                taken.places = Array(records.places.prefix(count))
                return taken
            },
            groupMethod, countByMethod, countMethod,
            figure(
                "sum", "number, integer", "The sum of the present values, and how many there were."
            ) { View.sum(of: $0) },
            figure(
                "mean", "number?, integer",
                "The mean of the present values, and how many there were; nil where there is none."
            ) { View.mean(of: $0) },
            figure(
                "median", "number?, integer",
                "The median of the present values, and how many there were; nil where there is none."
            ) { View.median(of: $0) },
            columnsMethod,
        ]
    }

    private func choosing(
        _ verb: String, _ parameter: LuaParameter, _ summary: String,
        _ choose: @escaping (Records, borrowing LuaCall, _ method: String) throws(LuaError) -> Records
    ) -> LuaMethod<Collection> {
        LuaMethod(
            verb, parameters: [parameter], returns: typeName, summary: summary,
            example: examples[verb] ?? ""
        ) { all, call in
            let chosen = try choose(records(all), call, "\(name):\(verb)")
            return try call.make(collection(chosen, all), type())
        }
    }

    private func figure(
        _ verb: String, _ returns: String, _ summary: String, _ figure: @escaping ([Double]) -> LuaReturn
    ) -> LuaMethod<Collection> {
        LuaMethod(
            verb, parameters: [Self.numberField], returns: returns, summary: summary,
            example: examples[verb] ?? ""
        ) { all, call in
            figure(
                try records(all).numbers(in: call.string("field"), call.state, for: "\(name):\(verb)"))
        }
    }

    private var groupMethod: LuaMethod<Collection> {
        LuaMethod(
            "group_by", parameters: [Self.anyField],
            returns: "table<any, \(typeName)>|caseload.RecordGroups",
            summary:
                "The \(name) by the value of a field, a date or a mentor as text; those without one are in no group.",
            example: examples["group_by"] ?? ""
        ) { all, call in
            let groups = try groups(all, call, for: "group_by")
            return try call.make(groups, view.recordGroups)
        }
    }

    private var countByMethod: LuaMethod<Collection> {
        LuaMethod(
            "count_by", parameters: [Self.anyField], returns: "table<any, integer>",
            summary: "How many of the \(name) have each value of a field; those without one are not counted.",
            example: examples["count_by"] ?? ""
        ) { all, call in
            let groups = try groups(all, call, for: "count_by")
            return .table(try groups.table(call.state) { .integer($0.count) })
        }
    }

    private func groups(
        _ all: Collection, _ call: borrowing LuaCall, for verb: String
    ) throws(LuaError) -> RecordGroups {
        let field = try call.string("field")
        let groups = try records(all).groups(by: field, in: call.state, for: "\(name):\(verb)")
        return RecordGroups(field: field, groups: groups) { (group, state) throws(LuaError) in
            .object(try state.makeObject(collection(group, all), type()))
        }
    }

    private var countMethod: LuaMethod<Collection> {
        LuaMethod(
            "count",
            parameters: [
                LuaParameter("field", .string, "Those that have a value in this field only.", optional: true)
            ],
            returns: "integer",
            summary: "How many there are, as `#\(name)`; with a field, how many have one.",
            example: examples["count"] ?? ""
        ) { all, call in
            let records = records(all)
            guard let field = try call.optionalString("field") else { return .integer(records.count) }
            try records.source.check(field, in: "\(name):count")
            var count = 0
            for place in records.places
            where try !records.source.object(place, in: call.state).get(field).isNil { count += 1 }
            return .integer(count)
        }
    }

    private var columnsMethod: LuaMethod<Collection> {
        LuaMethod(
            "columns", parameters: [LuaParameter("fields", .table, "Names of fields, in a list.")],
            returns: "table[]", summary: "A list of tables, one for each, with these fields alone.",
            example: examples["columns"] ?? ""
        ) { all, call in
            let (records, state) = (records(all), call.state)
            let fields = try call.table("fields").array().map { field throws(LuaError) in
                guard let text = field.text else {
                    throw LuaError(
                        "\(name):columns: fields: expected a list of names, got \(field.kindName) in it")
                }
                try records.source.check(text, in: "\(name):columns")
                return text
            }
            var rows: [[LuaValue]] = []
            for place in records.places {
                let record = try records.source.object(place, in: state)
                rows.append(try fields.map { field throws(LuaError) in try record.get(field) })
            }
            return .table(try view.table(fields, rows, in: state))
        }
    }
}

extension View {
    /// The sum of some numbers and how many there are, as a collection answers.
    static func sum(of numbers: [Double]) -> LuaReturn {
        .values([total(numbers), .integer(numbers.count)])
    }

    /// The sum of some numbers, of whole ones a whole one.
    static func total(_ numbers: [Double]) -> LuaValue {
        let sum = numbers.reduce(0, +)
        guard numbers.allSatisfy({ $0 == $0.rounded() }), abs(sum) < 0x1p53 else { return .number(sum) }
        return .integer(Int64(sum))
    }

    /// The mean of some numbers and how many there are; nil and 0 where there is none.
    static func mean(of numbers: [Double]) -> LuaReturn {
        guard !numbers.isEmpty else { return .values([.nil, .integer(0)]) }
        return .values([.number(numbers.reduce(0, +) / Double(numbers.count)), .integer(numbers.count)])
    }

    /// The median of some numbers and how many there are; nil and 0 where there is none.
    static func median(of numbers: [Double]) -> LuaReturn {
        guard !numbers.isEmpty else { return .values([.nil, .integer(0)]) }
        let (numbers, middle) = (numbers.sorted(), numbers.count / 2)
        let median =
            numbers.count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2
        return .values([.number(median), .integer(numbers.count)])
    }
}

extension Records {
    /// The numbers in a field, of those records that have one.
    func numbers(
        in field: String, _ state: LuaState, for method: String
    ) throws(LuaError) -> [Double] {
        try source.check(field, in: method)
        let type = source.type.fields.first { $0.name == field }?.type ?? ""
        guard type.hasPrefix("number") || type.hasPrefix("integer") else {
            throw LuaError("\(method): '\(field)' holds no numbers")
        }
        var numbers: [Double] = []
        for place in places {
            if let number = try source.object(place, in: state).get(field).number { numbers.append(number) }
        }
        return numbers
    }
}
