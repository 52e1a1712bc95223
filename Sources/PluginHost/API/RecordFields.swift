import Engagement
import Lua

/// What the types of single records are made of.
extension View {
    /// The type of one record of a list.
    func recordType<Record>(
        _ name: String, _ summary: String, _ fields: [LuaField<Record>], methods: [LuaMethod<Record>] = []
    ) -> LuaType<Record> {
        recordNames.insert("caseload.\(name)")
        return LuaType("caseload.\(name)", summary: summary, fields: fields, methods: methods)
    }

    /// The type of one record of a list that somebody recorded: it also says who, when and from where.
    func recordedType<Record>(
        _ name: String, _ summary: String, _ fields: [LuaField<RecordInView<Record>>],
        methods: [LuaMethod<RecordInView<Record>>] = []
    ) -> LuaType<RecordInView<Record>> {
        recordType(
            name, summary,
            fields + originFields { [unowned self] in origin(number: $0.origin) }, methods: methods)
    }

    /// The fields that say who recorded something, when and from where.
    func originFields<Value>(_ origin: @escaping (Value) -> RecordOrigin?) -> [LuaField<Value>] {
        [
            field(Self.originNames[0], "string?", "Who recorded it, by the name of the account.") {
                value, _ in
                Self.text(origin(value)?.user)
            },
            field(Self.originNames[1], "caseload.Date?", "The day in UTC on which it was recorded.") {
                [unowned self] in try value(origin($0)?.day, in: $1)
            },
            field(
                Self.originNames[2], "string?",
                "From where: the file, or log for what was entered by hand."
            ) { value, _ in Self.text(origin(value)?.source) },
        ]
    }

    /// Not a function inside of another: its closures would hold the view that holds them.
    func origin(number: Int32) -> RecordOrigin? { number < 0 ? nil : snapshot.origins[Int(number)] }

    /// The names of these fields. They are no part of the content.
    private static let originNames = ["recorded_by", "recorded_on", "source"]

    func field<Record>(
        _ name: String, _ type: String, _ summary: String,
        _ read: @escaping (Record, LuaState) throws -> LuaValue
    ) -> LuaField<Record> {
        LuaField(name, type: type, summary: summary) { record, call in .value(try read(record, call.state)) }
    }

    /// A day; nil where it is not known.
    func dayField<Record>(
        _ summary: String = "The day.", _ name: String = "date", type: String = "caseload.Date",
        _ read: @escaping (Record) -> CalendarDate
    ) -> LuaField<Record> {
        LuaField(name, type: type, summary: summary) { [unowned self] record, call in
            guard let day = read(record).ifKnown else { return .nil }
            return try call.make(day, date)
        }
    }

    /// A text of the snapshot, or nil.
    func textField<Record>(
        _ name: String, _ summary: String, _ read: @escaping (Record) -> Text
    ) -> LuaField<Record> {
        LuaField(name, type: "string?", summary: summary) { [unowned self] record, _ in
            .value(value(read(record)))
        }
    }

    /// The note of a record of a type: confidential, and refused to a plugin that did not declare notes.
    ///
    /// - Parameter type: The type's name, as ``recordType(_:_:_:)`` is given it.
    func note<Record>(
        of type: String, _ read: @escaping (RecordInView<Record>) -> LuaValue
    ) -> LuaField<RecordInView<Record>> {
        confidential.insert("caseload.\(type)")
        let name = type.prefix(1).lowercased() + type.dropFirst() + ".note"
        return field("note", "string?", "The note. Confidential. Reads notes.") { [unowned self] record, _ in
            try require(.notes, name)
            // A report of one student has no other's notes.
            return record.row < 0 || showsNotes(of: Int(record.row)) ? read(record) : .nil
        }
    }

    /// The fields of a type that the plugin may read.
    func readableFields(of type: LuaTypeDescription) -> [LuaFieldDescription] {
        guard confidential.contains(type.name), !reads.contains(.notes) else { return type.fields }
        return type.fields.filter { $0.name != "note" }
    }

    /// The fields with which a value of a type is written down: those that the plugin may read and that are
    /// content, so that the same content gives the same bytes.
    func writtenFields(of type: LuaTypeDescription) -> [LuaFieldDescription] {
        guard recordNames.contains(type.name) else { return readableFields(of: type) }
        return readableFields(of: type).filter { !Self.originNames.contains($0.name) }
    }

    /// A text, or nil where it is empty.
    static func text(_ text: String?) -> LuaValue {
        text.map { $0.isEmpty ? .nil : .string($0) } ?? .nil
    }

    /// A word of a closed list, which its type names; a condition can ask for no other.
    ///
    /// - Parameter isOptional: Whether a record may have none.
    func wordField<Record, Word: Vocabulary>(
        _ name: String, _ summary: String, isOptional: Bool = false, _ read: @escaping (Record) -> Word?
    ) -> LuaField<Record> {
        let type = Word.names.map { "\"\($0)\"" }.joined(separator: "|") + (isOptional ? "|nil" : "")
        return LuaField(name, type: type, summary: summary) { record, _ in .string(read(record)?.name) }
    }

    func mentorValue(_ number: Int?, in state: LuaState) throws(LuaError) -> LuaValue {
        guard let number else { return .nil }
        return .object(try state.makeObject(MentorNumber(number: Int32(number)), mentor))
    }

    /// A student's records of a table, or those of them for which a condition holds, as a value of Lua's.
    func list<Record>(
        _ table: EventTable<Record>, _ type: LuaType<RecordInView<Record>>, row: Int32,
        where isMeant: ((Record) -> Bool)? = nil, _ call: borrowing LuaCall
    ) throws(LuaError) -> LuaReturn {
        let all = table[Int(row)]
        func record(_ place: Int, at number: Int) -> RecordInView<Record> {
            RecordInView(
                record: all[number], row: row, place: Int32(place), origin: table.origins.number(of: number))
        }
        guard let isMeant else {
            return try value(
                RecordSource(count: all.count, of: type) { record($0, at: all.startIndex + $0) }, call)
        }
        let numbers = all.indices.filter { isMeant(all[$0]) }
        return try value(RecordSource(count: numbers.count, of: type) { record($0, at: numbers[$0]) }, call)
    }

    /// Some records of one kind as a value of Lua's.
    ///
    /// - Parameters:
    ///   - row: The student's; -1 for records that are no student's.
    ///   - origin: The number of a record's origin in the snapshot.
    func list<Record>(
        _ records: [Record], _ type: LuaType<RecordInView<Record>>, row: Int32 = -1,
        origin: @escaping (Record) -> Int? = { _ in nil }, _ call: borrowing LuaCall
    ) throws(LuaError) -> LuaReturn {
        try value(
            RecordSource(count: records.count, of: type) { place in
                RecordInView(
                    record: records[place], row: row, place: Int32(place), origin: origin(records[place]))
            }, call)
    }
}
