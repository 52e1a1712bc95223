import Engagement
import Lua

/// The functions of `json`.
extension View {
    var jsonFunctions: [LuaFunctionSpec] {
        [
            LuaFunctionSpec(
                "encode",
                parameters: [
                    LuaParameter("value", .any, "A table, text, number, boolean or date."),
                    LuaParameter(
                        "indent", .integer, "Spaces a level, 0 to 8; on one line where left out.",
                        optional: true),
                ],
                returns: "string",
                summary:
                    "The value as JSON (RFC 8259). A table with the keys 1, 2, … is an array, as is an empty one; "
                    + "any other is an object, its keys in byte order. Dates are texts as YYYY-MM-DD, mentors, schools and "
                    + "services their ids, records such as contacts an array; so are students, with the fields that columns "
                    + "has chosen, and a column. Shares of a table that are nil are left out.",
                example: #"json.encode { id = "S-1", days = { 1, 2 } } --> {"days":[1,2],"id":"S-1"}"#
            ) { [unowned self] call in
                let indent = try call.optionalInteger("indent") ?? 0
                guard (0...8).contains(indent) else {
                    throw LuaError("bad argument 'indent' to 'encode': 0 to 8 expected, got \(indent)")
                }
                var writer = JSONWriter(indent: indent)
                try write(call.value("value"), to: &writer, depth: 0, call.state)
                return .value(.string(LuaString(bytes: writer.bytes)))
            },
            LuaFunctionSpec(
                "decode", parameters: [LuaParameter("text", .string, "JSON in UTF-8.")],
                returns: "any",
                summary: "The value that a text in JSON stands for. null is nil, and missing in a table.",
                example: #"local codes = json.decode '{"A": 1}'"#
            ) { call in
                do {
                    return .value(
                        try Self.value(of: JSONValue(parsing: call.bytes("text").bytes), in: call.state))
                } catch let error as JSONError {
                    throw LuaError("json.decode: \(error)")
                }
            },
        ]
    }

    /// The deepest nesting that is written: beyond it a table most likely holds itself.
    private static var depthLimit: Int { 100 }

    private func write(
        _ value: LuaValue, to writer: inout JSONWriter, depth: Int, _ state: LuaState
    ) throws(LuaError) {
        guard depth < Self.depthLimit else {
            throw LuaError("json.encode: more than \(Self.depthLimit) tables deep; does one hold itself?")
        }
        switch value {
        case .nil: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .number(let value):
            guard value.isFinite else { throw LuaError("json.encode: \(value) is no number of JSON") }
            writer.number(value)
        case .string(let text): writer.string(text.bytes)
        case .table(let table):
            let pairs = try table.pairs()
            let count = table.count
            if pairs.count == count {
                writer.openArray()
                for element in try table.array() { try write(element, to: &writer, depth: depth + 1, state) }
                writer.close()
                return
            }
            writer.openObject()
            let members = try pairs.map { key, value throws(LuaError) -> (key: [UInt8], value: LuaValue) in
                guard let key = key.string else {
                    throw LuaError(
                        "json.encode: a table with the key \(key) is neither an array nor an object; "
                            + "use 1, 2, … or texts")
                }
                return (key.bytes, value)
            }
            for (key, value) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                writer.key(key)
                try write(value, to: &writer, depth: depth + 1, state)
            }
            writer.close()
        case .object(let object):
            try write(object, to: &writer, depth: depth, state)
        case .function, .thread:
            throw LuaError("json.encode: cannot write a \(value.kindName)")
        }
    }

    /// A date is its text; a mentor, a school or a service its id; records are an array, one of them an
    /// object of the fields that it has.
    private func write(
        _ object: LuaObject, to writer: inout JSONWriter, depth: Int, _ state: LuaState
    ) throws(LuaError) {
        if let day = object.value(as: date) {
            writer.string(Array(day.description.utf8))
        } else if let number = object.value(as: mentor)?.number {
            writer.string(Array(snapshot.mentors[Int(number)].id.text.utf8))
        } else if let number = object.value(as: school)?.number {
            writer.string(Array(snapshot.schools[Int(number)].id.text.utf8))
        } else if let number = object.value(as: service)?.number {
            writer.string(Array(snapshot.directory.services[Int(number)].id.text.utf8))
        } else if let list = object.value(as: records) {
            writer.openArray()
            for place in list.places {
                try write(list.source.object(place, in: state), to: &writer, depth: depth + 1, state)
            }
            writer.close()
        } else if let list = object.value(as: services) {
            writer.openArray()
            for number in list.numbers {
                writer.string(Array(snapshot.directory.services[number].id.text.utf8))
            }
            writer.close()
        } else if let list = object.value(as: students), !list.columns.isEmpty {
            try write(list, to: &writer)
        } else if let list = object.value(as: column) {
            writer.openArray()
            for number in list.numbers { Self.write(number, to: &writer) }
            writer.close()
        } else if let list = object.value(as: texts) {
            writer.openArray()
            for text in list.texts { writer.string(Array(text.utf8)) }
            writer.close()
        } else if let values = namedValues(object) {
            writer.openObject()
            for place in 0..<values.count {
                let (key, value) = try values.entry(place, state)
                writer.key(key.string?.bytes ?? [])
                try write(value, to: &writer, depth: depth + 1, state)
            }
            writer.close()
        } else if let type = object.typeDescription, recordNames.contains(type.name) {
            writer.openObject()
            for name in writtenFields(of: type).map(\.name).sorted(by: {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }) {
                let value = try object.get(name)
                if value.isNil { continue }
                writer.key(Array(name.utf8))
                try write(value, to: &writer, depth: depth + 1, state)
            }
            writer.close()
        } else {
            let isOfStudents = object.value(as: students) != nil || object.value(as: student) != nil
            throw LuaError(
                "json.encode: cannot write a \(object.typeDescription?.name ?? "userdata"); "
                    + (isOfStudents
                        ? #"say which fields: students:columns { "id", "name" }"#
                        : "put the fields you want into a table"))
        }
    }

    /// Students as an array of objects, with the fields that were chosen, in their order.
    private func write(_ students: Students, to writer: inout JSONWriter) throws(LuaError) {
        let columns = try students.columns.map { name throws(LuaError) in
            try studentField(name, in: "json.encode")
        }
        writer.openArray()
        for row in students.rows {
            writer.openObject()
            for column in columns {
                writer.key(column.name)
                switch column.value(row: row) {
                case .missing: writer.null()
                case .text(let text): writer.string(text)
                case .number(let number): Self.write(number, to: &writer)
                case .date(let day): writer.string(day.description)
                }
            }
            writer.close()
        }
        writer.close()
    }

    /// A figure, a whole one without a fraction; null where it is missing.
    private static func write(_ figure: Double, to writer: inout JSONWriter) {
        if !figure.isFinite {
            writer.null()
        } else if let whole = Int64(exactly: figure) {
            writer.integer(whole)
        } else {
            writer.number(figure)
        }
    }

    /// The value that stands for JSON in Lua.
    static func value(of json: JSONValue, in state: LuaState) throws(LuaError) -> LuaValue {
        switch json {
        case .null: return .nil
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .number(let value): return .number(value)
        case .string(let text): return .string(text)
        case .array(let elements):
            let table = try state.makeTable(arrayCapacity: elements.count)
            for (number, element) in elements.enumerated() {
                try table.rawSet(number + 1, try value(of: element, in: state))
            }
            return .table(table)
        case .object(let members):
            let table = try state.makeTable(fieldCapacity: members.count)
            for (key, member) in members { try table.rawSet(key, try value(of: member, in: state)) }
            return .table(table)
        }
    }
}
