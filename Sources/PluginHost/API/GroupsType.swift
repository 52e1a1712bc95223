import Engagement
import Lua
import NearestName

/// Students by the value of a field, the groups in the order of that value.
struct StudentGroups {
    /// One value and who has it.
    struct Group {
        let value: FieldValue
        let rows: [Int]
    }

    let field: StudentField
    let groups: [Group]
    /// The fields that are shown where one of the groups is printed.
    let columns: [String]
}

extension View {
    func groupsType() -> LuaType<StudentGroups> {
        LuaType(
            "caseload.Groups",
            summary:
                "Students by the value of a field. `#groups` counts the groups, `groups[\"North High\"]` is one, "
                + "`for value, group in pairs(groups) do` goes through them in the order of the values.",
            methods: [
                groupFigure(
                    "sum", "number", "The sum of a field in each group, by the group's value.",
                    #"students:group_by("school"):sum("absences")"#
                ) { Self.total($0) },
                groupFigure(
                    "mean", "number", "The mean of a field in each group, by the group's value.",
                    #"students:group_by("school"):mean("attendance.rate")"#
                ) { .number($0.reduce(0, +) / Double($0.count)) },
                groupFigure(
                    "median", "number", "The median of a field in each group, by the group's value.",
                    #"students:group_by("grade"):median("absences")"#
                ) { Self.quantile($0, 0.5).map { .number($0) } ?? .nil },
                LuaMethod(
                    "count", returns: "table<any, integer>",
                    summary: "How many students each group has, by the group's value.",
                    example: #"students:group_by("school"):count()"#
                ) { [unowned self] groups, call in
                    .table(try table(groups, call.state) { .integer($0.rows.count) })
                },
                meansMethod(), countByMethod(),
            ],
            metamethods: [
                .index { [unowned self] groups, call in
                    let key = try call.value(0)
                    guard let group = groups.groups.first(where: { Self.key(of: $0.value) == key }) else {
                        return .nothing
                    }
                    return .value(try object(group, of: groups, call.state))
                },
                .length { groups, _ in .integer(groups.groups.count) },
                .text { "\($0.groups.count) group\($0.groups.count == 1 ? "" : "s") by \($0.field.name)" },
                .pairs { [unowned self] groups, call in
                    var place = 0
                    let next = LuaFunctionSpec("next") { [unowned self] call in
                        guard place < groups.groups.count else { return .nil }
                        let group = groups.groups[place]
                        place += 1
                        return .values([
                            Self.key(of: group.value), try object(group, of: groups, call.state),
                        ])
                    }
                    return .value(.function(try call.state.makeFunction(next)))
                },
            ])
    }

    func groupMethod() -> LuaMethod<Students> {
        LuaMethod(
            "group_by", parameters: [LuaParameter("field", .string, "A field, such as school.")],
            returns: "caseload.Groups",
            summary: "The students by the value of a field; those without a value are in no group.",
            example: #"students:group_by("school"):mean("attendance.rate")"#
        ) { [unowned self] students, call in
            try call.make(grouped(students, by: call.string("field"), call), self.groups)
        }
    }

    /// `students:count_by(field)`: as `group_by` and then `count`.
    func studentsCountByMethod() -> LuaMethod<Students> {
        LuaMethod(
            "count_by", parameters: [LuaParameter("field", .string, "A field, such as school.")],
            returns: "table<any, integer>",
            summary: "How many students have each value of a field; those without a value are not counted.",
            example: #"students:where("absences > 5"):count_by "school""#
        ) { [unowned self] students, call in
            let groups = try grouped(students, by: call.string("field"), call)
            return .table(try table(groups, call.state) { .integer($0.rows.count) })
        }
    }

    private func grouped(
        _ students: Students, by name: String, _ call: borrowing LuaCall
    ) throws(LuaError) -> StudentGroups {
        let field = try studentField(name, call)
        let found = Dictionary(grouping: students.rows) { field.value(row: $0) }
        let groups = found.filter { !$0.key.isMissing }
            .map { StudentGroups.Group(value: $0.key, rows: $0.value) }
            .sorted { Self.precedes($0.value, $1.value) }
        return StudentGroups(field: field, groups: groups, columns: students.columns)
    }

    /// A figure of a field in each group: a table by the groups' values.
    private func groupFigure(
        _ name: String, _ type: String, _ summary: String, _ example: String,
        _ figure: @escaping ([Double]) -> LuaValue
    ) -> LuaMethod<StudentGroups> {
        LuaMethod(
            name,
            parameters: [LuaParameter("field", .string, "A field of numbers, such as attendance.rate.")],
            returns: "table<any, \(type)>", summary: "\(summary) A group without a number has none.",
            example: example
        ) { [unowned self] groups, call in
            let field = try numberField(call)
            let table = try table(groups, call.state) { group in
                let numbers = Self.numbers(of: group.rows, in: field)
                return numbers.isEmpty ? .nil : figure(numbers)
            }
            return .table(table)
        }
    }

    private func meansMethod() -> LuaMethod<StudentGroups> {
        LuaMethod(
            "means",
            parameters: [LuaParameter("fields", .table, "The names of fields of numbers.")],
            returns: "table[]",
            summary: "A row a group: its value, how many students it has, and the means of the fields.",
            example: #"students:group_by("grade"):means { "attendance.rate", "absences" }"#
        ) { [unowned self] groups, call in
            let fields = try call.table("fields").array().map { name throws(LuaError) in
                try numberField(named: name.description, argument: "fields", call)
            }
            return try rows(groups, call.state, isClosed: true) { group in
                [("students", .integer(group.rows.count))]
                    + fields.map { field in
                        let numbers = Self.numbers(of: group.rows, in: field)
                        let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
                        return (field.name, numbers.isEmpty ? .nil : .number(mean))
                    }
            }
        }
    }

    private func countByMethod() -> LuaMethod<StudentGroups> {
        LuaMethod(
            "count_by", parameters: [LuaParameter("field", .string, "A second field.")],
            returns: "table[]",
            summary:
                "A row a group: its value, and how many of its students have each value of a second field.",
            example: #"students:group_by("grade"):count_by("school")"#
        ) { [unowned self] groups, call in
            let field = try studentField(call.string("field"), call)
            let counts = groups.groups.map { group in
                Dictionary(grouping: group.rows) { field.value(row: $0) }.mapValues(\.count)
            }
            let values = Set(counts.flatMap(\.keys)).sorted(by: Self.precedes)
            var next = counts.makeIterator()
            return try rows(groups, call.state) { _ in
                let counted = next.next() ?? [:]
                return values.map { value in
                    let name = value.isMissing ? "none" : field.description(of: value)
                    return (name, .integer(counted[value] ?? 0))
                }
            }
        }
    }

    /// A list of a record a group, the group's value first.
    ///
    /// - Parameter isClosed: Whether a record has no names but these, so that any other is an error.
    private func rows(
        _ groups: StudentGroups, _ state: LuaState, isClosed: Bool = false,
        _ fields: (StudentGroups.Group) -> [(String, LuaValue)]
    ) throws(LuaError) -> LuaReturn {
        let records = groups.groups.map { group in
            [(groups.field.name, Self.title(of: group, groups.field))] + fields(group)
        }
        return .table(
            try table(
                records.first?.map(\.0) ?? [], records.map { $0.map(\.1) }, isClosed: isClosed, in: state))
    }

    /// A list of records with these fields, which are shown in their order.
    func table(
        _ names: [String], _ rows: [[LuaValue]], isClosed: Bool = false, in state: LuaState
    ) throws(LuaError) -> LuaTable {
        let list = try state.makeTable(arrayCapacity: rows.count)
        let (order, metatable) = (try state.makeTable(), try state.makeTable())
        try metatable.rawSet(Self.columnOrder, .table(order))
        try order.append(names.map { .string(LuaString($0)) })
        if isClosed {
            let missing = LuaFunctionSpec(
                "row", parameters: [LuaParameter("row", .table), LuaParameter("name", .any)]
            ) { call in
                let name = try call.value("name").description
                if names.contains(name) { return .nil }
                let near = nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
                throw LuaError("row.\(name): no such field\(near)")
            }
            try metatable.rawSet("__index", .function(try state.makeFunction(missing)))
        }
        for row in rows {
            let record = try state.makeTable()
            for (name, value) in zip(names, row) where !value.isNil { try record.rawSet(name, value) }
            try record.setMetatable(metatable)
            try list.append([.table(record)])
        }
        return list
    }

    private func table(
        _ groups: StudentGroups, _ state: LuaState, _ value: (StudentGroups.Group) -> LuaValue
    ) throws(LuaError) -> LuaTable {
        let table = try state.makeTable(fieldCapacity: groups.groups.count)
        for group in groups.groups {
            let value = value(group)
            if !value.isNil { try table.rawSet(Self.key(of: group.value), value) }
        }
        return table
    }

    private func object(
        _ group: StudentGroups.Group, of groups: StudentGroups, _ state: LuaState
    ) throws(LuaError) -> LuaValue {
        .object(try state.makeObject(Students(rows: group.rows, columns: groups.columns), students))
    }

    /// Under which a record's metatable has its names in the order in which a table shows them.
    static var columnOrder: String { "__columns" }

    static func numbers(of rows: [Int], in field: StudentField) -> [Double] {
        rows.compactMap { row in
            if case .number(let number) = field.value(row: row) { number } else { nil }
        }
    }

    /// What a row says its group is: a grade below the first one as people write it.
    private static func title(of group: StudentGroups.Group, _ field: StudentField) -> LuaValue {
        if case .number(let number) = group.value, field.isGrade, number < 1 {
            return .string(LuaString(field.description(of: group.value)))
        }
        return key(of: group.value)
    }

    /// A field's value as a key of Lua's.
    static func key(of value: FieldValue) -> LuaValue {
        switch value {
        case .number(let number): Int64(exactly: number).map { .integer($0) } ?? .number(number)
        case .text(let text): .string(LuaString(text))
        case .date(let date): .string(LuaString(date.description))
        case .missing: .nil
        }
    }

    /// Numbers before texts before days, each in their order, what is missing last.
    private static func precedes(_ left: FieldValue, _ right: FieldValue) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.date(let left), .date(let right)): left < right
        default: rank(left) < rank(right)
        }
    }

    private static func rank(_ value: FieldValue) -> Int {
        switch value {
        case .number: 0
        case .text: 1
        case .date: 2
        case .missing: 3
        }
    }
}
