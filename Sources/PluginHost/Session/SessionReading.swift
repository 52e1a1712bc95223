import Engagement
import Lua

/// Reads values of Lua's as data that can leave the process.
struct SessionReading {
    let view: View
    private let state: LuaState
    /// The first so many things that a loop over an object gives.
    private let elementsOf: LuaFunction
    /// What `pairs` gives of an object, as a table.
    private let pairsOf: LuaFunction

    /// How deep tables are read, how many entries of all of them together, and how much of a loop.
    private static let limits = (depth: 12, entries: 200_000, elements: 10_000)

    init(view: View, state: LuaState) throws(LuaError) {
        self.view = view
        self.state = state
        let functions = try state.load(
            """
            return function(object, count)
              local list = {}
              for element in object do
                if #list == count then break end
                list[#list + 1] = element
              end
              return list
            end, function(object)
              local entries = {}
              for key, value in pairs(object) do entries[key] = value end
              return entries
            end
            """, chunkName: Prelude.chunkName
        ).call()
        let found = functions.compactMap(\.function)
        guard found.count == 2 else { throw LuaError("the host's own functions are missing") }
        (elementsOf, pairsOf) = (found[0], found[1])
    }

    /// The value as data. Runs `__tostring` of the view's objects and of tables that have one.
    func value(_ value: LuaValue) throws(LuaError) -> SessionValue {
        var left = Self.limits.entries
        return try read(value, depth: 0, inside: [], left: &left)
    }

    private func read(
        _ value: LuaValue, depth: Int, inside: Set<LuaTable>, left: inout Int
    ) throws(LuaError) -> SessionValue {
        switch value {
        case .nil: return .nil
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .number(let value): return .number(value)
        case .string(let value): return .string(value.bytes)
        case .function(let function): return .words(Self.words(function))
        case .thread: return .words("a coroutine")
        case .object(let object): return try read(object, depth: depth, left: &left)
        case .table(let table):
            if let metatable = try table.metatable, try !metatable.rawGet("__tostring").isNil {
                return .words(try state.text(of: value).description)
            }
            if inside.contains(table) { return .words("the table that it stands in") }
            return try read(table, depth: depth, inside: inside.union([table]), left: &left)
        }
    }

    private func read(
        _ table: LuaTable, depth: Int, inside: Set<LuaTable>, left: inout Int
    ) throws(LuaError) -> SessionValue {
        if let order = try table.metatable?.rawGet(View.columnOrder).table {
            var fields: [SessionValue.Entry] = []
            for name in try order.array() {
                let value = try read(table.rawGet(name), depth: depth + 1, inside: inside, left: &left)
                fields.append(.init(key: .string(name.string?.bytes ?? []), value: value))
            }
            return .object(name: "row", fields: fields)
        }
        let content = try content(of: table)
        guard depth < Self.limits.depth else { return .table(entries: [], omitted: content.count) }
        var entries: [SessionValue.Entry] = []
        for (key, value) in content.sorted(by: { Self.precedes($0.key, $1.key) }) {
            guard left > 0 else { break }
            left -= 1
            entries.append(
                .init(
                    key: try read(key, depth: depth + 1, inside: inside, left: &left),
                    value: try read(value, under: key, depth: depth, inside: inside, left: &left)))
        }
        return .table(entries: entries, omitted: content.count - entries.count)
    }

    /// An entry's value. The objects of a list are read as its rows, with their fields.
    private func read(
        _ value: LuaValue, under key: LuaValue, depth: Int, inside: Set<LuaTable>, left: inout Int
    ) throws(LuaError) -> SessionValue {
        if case .object(let object) = value {
            return try read(object, depth: depth, key.integer == nil ? .named : .row, left: &left)
        }
        return try read(value, depth: depth + 1, inside: inside, left: &left)
    }

    /// What is in a table; of one of the host's libraries, what it lets read.
    private func content(of table: LuaTable) throws(LuaError) -> [(key: LuaValue, value: LuaValue)] {
        let own = try table.pairs()
        guard own.isEmpty, let metatable = try table.metatable,
            case .table(let content) = try metatable.rawGet("__index")
        else { return own }
        return try content.pairs()
    }

    /// Numbers first, in order, then names in order, then the rest.
    private static func precedes(_ left: LuaValue, _ right: LuaValue) -> Bool {
        switch (left.number, right.number) {
        case (let left?, let right?): return left < right
        case (_?, nil): return true
        case (nil, _?): return false
        case (nil, nil): break
        }
        return (left.string?.bytes ?? [0xFF]).lexicographicallyPrecedes(right.string?.bytes ?? [0xFF])
    }

    /// Where an object stands: by itself, in a list, whose rows are shown with their fields, or under a name.
    private enum Place { case alone, row, named }

    private func read(
        _ object: LuaObject, depth: Int, _ place: Place = .alone, left: inout Int
    ) throws(LuaError) -> SessionValue {
        if let students = object.value(as: view.students) {
            return .students(rows: students.rows, columns: students.columns)
        }
        if let student = object.value(as: view.student) { return .student(row: Int(student.row)) }
        if let groups = object.value(as: view.groups) {
            let entries = groups.groups.map { group in
                let key: SessionValue =
                    switch View.key(of: group.value) {
                    case .integer(let number): .integer(number)
                    case .number(let number): .number(number)
                    case .string(let text): .string(text.bytes)
                    default: .nil
                    }
                return SessionValue.Entry(
                    key: key, value: .students(rows: group.rows, columns: groups.columns))
            }
            return .table(entries: entries, omitted: 0)
        }
        if let column = object.value(as: view.column) {
            return .column(title: column.title, numbers: column.numbers)
        }
        if let date = object.value(as: view.date) { return .words(date.description) }
        guard let type = object.typeDescription else { return .words("an object") }
        let isRow = place == .row && depth == 0 && !type.fields.isEmpty
        // Under a name, such as in a group, a list of things is said to be one and not gone through.
        let isList = [view.records.description.name, view.services.description.name].contains(type.name)
        // What has names and values is shown as a table of them.
        if !isRow, depth < Self.limits.depth, !isList,
            type.metamethods.contains(where: { $0.name == "__pairs" }),
            let entries = try pairsOf.call(.object(object)).first?.table
        {
            return try read(entries, depth: depth, inside: [], left: &left)
        }
        let hasText = type.metamethods.contains { $0.name == "__tostring" }
        if depth == 0, place != .named, type.fields.isEmpty,
            type.metamethods.contains(where: { $0.name == "__call" })
        {
            let elements = try elementsOf.call(.object(object), .integer(Self.limits.elements)).first ?? .nil
            return try value(elements)
        }
        if depth > 0 || place == .named || type.fields.isEmpty {
            return .words(
                hasText
                    ? try state.text(of: .object(object)).description : Self.words(type, inside: depth > 0))
        }
        var fields: [SessionValue.Entry] = []
        for field in isRow ? view.writtenFields(of: type) : view.readableFields(of: type) {
            let value = try object.get(field.name)
            if value.isNil { continue }
            fields.append(
                .init(
                    key: .string(Array(field.name.utf8)),
                    value: try read(value, depth: depth + 1, inside: [], left: &left)))
        }
        if isRow, fields.isEmpty { return .table(entries: [], omitted: 0) }
        return .object(name: type.instanceLabel, fields: fields)
    }

    /// What has no fields is asked: with what.
    private static func words(_ type: LuaTypeDescription, inside isInside: Bool) -> String {
        let asked = type.methods.map { ":\($0.name)" }.joined(separator: " ")
        return isInside || asked.isEmpty
            ? "\(type.instanceLabel) …" : "\(type.instanceLabel), to be asked for \(asked)"
    }

    /// A function by its name and parameters, as far as they are known.
    private static func words(_ function: LuaFunction) -> String {
        guard let registered = function.registration else { return "a function" }
        return "function \(registered.signature); help(…) says what it does"
    }
}
