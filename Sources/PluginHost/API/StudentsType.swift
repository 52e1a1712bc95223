import Engagement
import Lua

/// Students in an order, as rows of the snapshot.
struct Students {
    let rows: [Int]
    /// The fields that are shown where they are printed as a table; none for the usual ones.
    var columns: [String] = []
}

extension View {
    func studentsType() -> LuaType<Students> {
        LuaType(
            "caseload.Students",
            summary:
                "Students in an order. `#students` counts them, `for student in students do` goes through them.",
            methods: [
                whereMethod(), sortMethod(), takeMethod(), columnsMethod(), columnMethod(), valuesMethod(),
                countMethod(), sumMethod(), meanMethod(), medianMethod(), quantileMethod(),
                groupMethod(), studentsCountByMethod(),
                LuaMethod(
                    "to_table", returns: "caseload.Student[]", summary: "The students as a list of Lua's.",
                    example: "local first = students:to_table()[1]"
                ) { [unowned self] students, call in
                    let state = call.state
                    let list = try state.makeTable(arrayCapacity: students.rows.count)
                    for row in students.rows {
                        try list.append([.object(try state.makeObject(StudentRow(row: row), student))])
                    }
                    return .table(list)
                },
            ],
            metamethods: [
                .index { [unowned self] students, call in
                    guard let place = try call.value(0).integer else {
                        try Self.refuseField(of: student.description, on: "students", call)
                        return .nothing
                    }
                    guard place >= 1, place <= students.rows.count else { return .nil }
                    let row = students.rows[Int(place) - 1]
                    return try call.make(StudentRow(row: row, place: Int(place) - 1), student)
                },
                .length { students, _ in .integer(students.rows.count) },
                .text { "\($0.rows.count) student\($0.rows.count == 1 ? "" : "s")" },
                .pairs { [unowned self] students, call in
                    try Self.pairs(ofList: students.rows.count, call) {
                        [unowned self] (place, state) throws(LuaError) in
                        let value = StudentRow(row: students.rows[place], place: place)
                        return .object(try state.makeObject(value, student))
                    }
                },
                .iteration(returns: "caseload.Student?") { [unowned self] students, previous, call in
                    // The loop itself gives nothing before; a person who writes `students "S-1"` would get
                    // the first of all.
                    if previous.isNil, try !call.value(0).isNil {
                        throw LuaError("students are no function; one of them is student(id) or students[1]")
                    }
                    // A loop keeps its place in the student it has just seen.
                    let place = previous.object?.value(as: student).map { Int($0.place) + 1 } ?? 0
                    guard place < students.rows.count else { return .nil }
                    return try call.make(StudentRow(row: students.rows[place], place: place), student)
                },
            ])
    }

    private func whereMethod() -> LuaMethod<Students> {
        LuaMethod(
            "where",
            parameters: [
                LuaParameter(
                    "condition", .either([.string, .table, .function]),
                    "A query, a table of fields and their values, or a function of a student.")
            ],
            returns: "caseload.Students", summary: "Those students for whom the condition holds.",
            example: #"students:where "grade = 9 and attendance.rate < 90%""#
        ) { [unowned self] students, call in
            let condition = try call.value("condition")
            if let function = condition.function {
                let holds = try LuaRepeatedCall(
                    function, making: student, isOften: students.rows.count > 1000)
                let rows = try students.rows.filter { row in
                    try holds(StudentRow(row: row)) { $0.isTruthy }
                }
                return try call.make(Students(rows: rows, columns: students.columns), self.students)
            }
            if let text = condition.text {
                let query = try query(text)
                let rows = students.rows.filter(query.matches)
                if rows.isEmpty { tellOfUnknown(query.text) { query.unknownValues } }
                return try call.make(Students(rows: rows, columns: students.columns), self.students)
            }
            let pairs = try call.table("condition").pairs().map { key, value throws(LuaError) in
                let field = try studentField(key.description, in: "students:where")
                return (field: field, value: try fieldValue(value, of: field))
            }
            let wanted = pairs.map { $0.field.equals($0.value) }
            let rows = students.rows.filter { row in wanted.allSatisfy { $0(Int(row)) } }
            if rows.isEmpty {
                for case (let field, .text(let text)) in pairs {
                    tellOfUnknown("\(field.name) = \(text)") {
                        [field.unknown(text, among: everybody)].compactMap(\.self)
                    }
                }
            }
            return try call.make(Students(rows: rows, columns: students.columns), self.students)
        }
    }

    private var everybody: Range<Int> { 0..<snapshot.students.count }

    /// Says of texts that nobody has in a field what was probably meant; of a condition once, as all students are
    /// looked at for it.
    private func tellOfUnknown(_ condition: String, _ hints: () -> [String]) {
        guard askedOfServices.isFirst("where \(condition)") else { return }
        for hint in hints() { notice("students:where: \(hint)") }
    }

    /// A value of Lua's as the field has it; a text means what it means in a query.
    private func fieldValue(_ value: LuaValue, of field: StudentField) throws(LuaError) -> FieldValue {
        if let number = value.number, field.type == .number { return .number(number) }
        if let day = value.object?.value(as: date), field.type == .date { return .date(day) }
        let text: String?
        if case .boolean(let isTrue) = value, field.type == .text {
            text = isTrue ? "yes" : "no"
        } else if let object = value.object, field.type == .text,
            object.typeDescription?.fields.contains(where: { $0.name == "id" }) == true
        {
            // A mentor or a school goes by its id.
            text = try object.get("id").text
        } else {
            text = value.text
        }
        guard let text else {
            throw LuaError(
                "students:where: '\(field.name)' is a \(field.type.rawValue), got a \(value.kindName)")
        }
        do {
            return try field.value(writtenAs: text)
        } catch {
            throw LuaError("students:where: \(error)")
        }
    }

    private func sortMethod() -> LuaMethod<Students> {
        LuaMethod(
            "sort_by",
            parameters: [
                LuaParameter(
                    "order", .string, "Fields, separated by commas; a - before a field turns it round.")
            ],
            returns: "caseload.Students",
            summary: "The students in the order of a field. Those without a value come last.",
            example: #"students:sort_by("attendance.rate"):take(10)"#
        ) { [unowned self] students, call in
            do {
                let order = try StudentOrder(call.string("order"), fields: fields)
                return try call.make(
                    Students(rows: order.sort(students.rows), columns: students.columns), self.students)
            } catch let error as FieldError {
                throw LuaError("students:sort_by: \(explanation(of: error))")
            }
        }
    }

    private func takeMethod() -> LuaMethod<Students> {
        LuaMethod(
            "take", parameters: [LuaParameter("count", .integer, "How many, 0 or more.")],
            returns: "caseload.Students", summary: "The first students, as many as there are.",
            example: "students:take(10)"
        ) { [unowned self] students, call in
            try call.make(
                Students(
                    rows: Array(students.rows.prefix(try count(call))), columns: students.columns),
                self.students)
        }
    }

    /// How many are to be taken.
    func count(_ call: borrowing LuaCall) throws(LuaError) -> Int {
        let count = try call.integer("count")
        guard count >= 0 else {
            throw LuaError("bad argument 'count' to 'take': 0 or more expected, got \(count)")
        }
        return Int(clamping: count)
    }

    private func columnsMethod() -> LuaMethod<Students> {
        LuaMethod(
            "columns",
            parameters: [LuaParameter("fields", .table, "The names of fields, such as attendance.rate.")],
            returns: "caseload.Students",
            summary: "The same students, shown with these fields where they are printed as a table.",
            example: #"students:columns { "id", "name", "attendance.rate" }"#
        ) { [unowned self] students, call in
            let columns = try call.table("fields").array().map { name throws(LuaError) in
                try studentField(name.description, argument: "fields", call).name
            }
            return try call.make(Students(rows: students.rows, columns: columns), self.students)
        }
    }

    func numberField(_ call: borrowing LuaCall) throws(LuaError) -> StudentField {
        try numberField(named: call.string("field"), call)
    }

    func numberField(
        named name: String, argument: String = "field", _ call: borrowing LuaCall
    ) throws(LuaError) -> StudentField {
        let field = try studentField(name, argument: argument, call)
        guard field.type == .number else {
            throw LuaError(
                "\(Self.bad(argument, call)): '\(field.name)' holds no numbers; \(call.description.name) needs a "
                    + "field of numbers")
        }
        return field
    }

    /// The field that an argument names.
    func studentField(
        _ name: String, argument: String = "field", _ call: borrowing LuaCall
    ) throws(LuaError) -> StudentField {
        try studentField(name, in: Self.bad(argument, call))
    }

    /// The field of a name.
    ///
    /// - Parameter place: Where it stands, for errors.
    func studentField(_ name: String, in place: String) throws(LuaError) -> StudentField {
        do {
            return try fields.field(named: name)
        } catch {
            let isTable = place == "students:where"
            let named =
                if case .whoseScore(let part, let plugins) = error, isTable, let plugin = plugins.first {
                    "; in a table as [\"\(plugin).\(part)\"] = …"
                } else { "" }
            throw LuaError("\(place): \(explanation(of: error))\(named)")
        }
    }

    /// How an error begins about what an argument says: `bad argument 'field' to 'mean'`.
    static func bad(_ argument: String, _ call: borrowing LuaCall) -> String {
        "bad argument '\(argument)' to '\(call.description.name)'"
    }

    /// Why a name leads to no field, in a plugin's words where it lacks a declaration.
    private func explanation(of error: FieldError) -> String {
        guard case .notInView(let name, let kinds) = error else { return "\(error)" }
        return
            "\(name): plugin '\(plugin)' does not declare that it reads "
            + "\(kinds.map { "'\($0)'" }.joined(separator: " or ")) (plugin.json, reads)"
    }

    private func query(_ text: String) throws(LuaError) -> StudentQuery {
        do {
            return try StudentQuery(text, fields: fields)
        } catch {
            let reason = error.fieldError.map { explanation(of: $0) } ?? error.message
            throw LuaError("students:where: column \(error.column): \(reason)")
        }
    }
}
