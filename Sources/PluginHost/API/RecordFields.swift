import Engagement
import Lua

/// What the types of single records are made of.
extension View {
    /// The type of one record of a list.
    func recordType<Record>(
        _ name: String, _ summary: String, _ fields: [LuaField<Record>]
    ) -> LuaType<Record> {
        recordNames.insert("caseload.\(name)")
        return LuaType("caseload.\(name)", summary: summary, fields: fields)
    }

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

    /// The fields of a type that the plugin may read: a value of the view is written down with these.
    func readableFields(of type: LuaTypeDescription) -> [LuaFieldDescription] {
        guard confidential.contains(type.name), !reads.contains(.notes) else { return type.fields }
        return type.fields.filter { $0.name != "note" }
    }

    static func word(_ word: (some Vocabulary)?, _: LuaState) -> LuaValue {
        word.map { .string($0.name) } ?? .nil
    }

    func mentorValue(_ number: Int?, in state: LuaState) throws(LuaError) -> LuaValue {
        guard let number else { return .nil }
        return .object(try state.makeObject(MentorNumber(number: Int32(number)), mentor))
    }

    /// Some records of one kind as a value of Lua's.
    ///
    /// - Parameter row: The student's; -1 for records that are no student's.
    func list<Record>(
        _ records: [Record], _ type: LuaType<RecordInView<Record>>, row: Int32 = -1,
        _ call: borrowing LuaCall
    ) throws(LuaError) -> LuaReturn {
        try value(
            RecordSource(count: records.count, of: type) { place in
                RecordInView(record: records[place], row: row, place: Int32(place))
            }, call)
    }
}
