import Engagement
import Lua
import NearestName

/// Queries over records: `minutes >= 20 and with = guardian`, as over students.
extension Records {
    /// Those that a query means.
    ///
    /// - Parameter method: What the choice is called, for errors.
    func chosen(
        byQuery text: String, of view: View, in state: LuaState, for method: String
    ) throws(LuaError) -> Records {
        // Which fields are asked for is known when the query is read, and only of these the values are looked up.
        let asked = try query(text, over: [:], for: method).fieldNames
        var columns: [String: [RecordText]] = [:]
        for place in places {
            let record = try source.object(place, in: state)
            for field in asked {
                let value = try RecordText(record.get(field), of: view, in: state)
                columns[field, default: []].append(value)
            }
        }
        let query = try query(text, over: columns, for: method)
        for (field, text) in query.wantedTexts {
            try source.check(.string(LuaString(text)), for: field, in: method)
        }
        var chosen = self
        let all = places
        chosen.places = all.indices.filter(query.matches).map { all[$0] }
        if chosen.count == 0 {
            try view.tellOfUnknown(query.wantedTexts, in: source, state, for: method)
        }
        return chosen
    }

    private func query(
        _ text: String, over columns: [String: [RecordText]], for method: String
    ) throws(LuaError) -> StudentQuery {
        let fields = source.type.fields.map { field in
            let (type, column) = (FieldType(ofLua: field.type), columns[field.name] ?? [])
            return StudentField(
                field.name, unit: field.summary.hasPrefix("Share of") ? "share of a whole" : "numbers",
                type: type, values: column.map { $0.value(as: type) },
                texts: type == .text ? column.map(\.texts) : [])
        }
        do {
            return try StudentQuery(text, fields: StudentFields(ofRecords: fields, rowCount: count))
        } catch {
            throw LuaError("\(method): column \(error.column): \(error.message)")
        }
    }
}

extension FieldType {
    /// What a query takes a field of the view for, by its type in Lua.
    fileprivate init(ofLua type: String) {
        let isNumber = type.hasPrefix("number") || type.hasPrefix("integer")
        self = isNumber ? .number : type.hasPrefix("caseload.Date") ? .date : .text
    }
}

/// A value of a record's field, and the texts that it can be called by.
private struct RecordText {
    let number: Double?
    let day: CalendarDate?
    /// None where the value is missing.
    var texts: [String] = []

    init(_ value: LuaValue, of view: View, in state: LuaState) throws(LuaError) {
        (number, day) = (value.number, value.object?.value(as: view.date))
        if value.isNil { return }
        if let isTrue = value.boolean {
            texts = [isTrue ? "yes" : "no", isTrue ? "true" : "false"]
        } else if let list = value.object?.value(as: view.texts) {
            texts = list.texts
        } else {
            texts = [try state.text(of: value).description]
            if let object = value.object,
                object.typeDescription?.fields.contains(where: { $0.name == "id" }) == true
            {
                texts.append(try state.text(of: object.get("id")).description)
            }
        }
    }

    func value(as type: FieldType) -> FieldValue {
        switch type {
        case .number: number.map { .number($0) } ?? .missing
        case .date: day.map { .date($0) } ?? .missing
        case .text: texts.first.map { .text($0) } ?? .missing
        }
    }
}

extension View {
    /// Says of texts that nothing has what was probably meant, once: of mentors, schools and services among all that
    /// there are. What a student's records hold otherwise says nothing of what those of others do.
    func tellOfUnknown(
        _ wanted: [(field: String, text: String)], in source: RecordSource, _ state: LuaState,
        for method: String
    ) throws(LuaError) {
        for (field, text) in wanted {
            guard askedOfServices.isFirst("\(method) \(source.type.name) \(field) = \(text)"),
                let known = try known(field, of: source, state), !known.isEmpty,
                !known.contains(where: { $0.lowercased() == text.lowercased() }),
                let near = nearestName(to: text, among: known)
            else { continue }
            notice("\(method): no \(source.label) has \(field) '\(text)'; did you mean '\(near)'?")
        }
    }

    /// The texts that a field of any such thing can be called by; nil where not all such things are at hand.
    private func known(
        _ field: String, of source: RecordSource, _ state: LuaState
    ) throws(LuaError) -> [String]? {
        let type = source.type.fields.first { $0.name == field }?.type ?? ""
        if type.hasPrefix(mentor.description.name) {
            return snapshot.mentors.nearby
        }
        if type.hasPrefix(service.description.name) {
            return snapshot.directory.services.nearby
        }
        let everything: RecordSource
        switch source.type.name {
        case service.description.name:
            everything = RecordSource(count: snapshot.directory.services.count, of: service) {
                ServiceNumber(number: $0, place: $0)
            }
        case mentor.description.name: everything = mentors(snapshot.mentors.indices)
        case school.description.name:
            everything = RecordSource(
                snapshot.schools.indices.map { SchoolNumber(number: Int32($0)) }, of: school)
        default: return nil
        }
        var texts: Set<String> = []
        for place in 0..<everything.count {
            let value = try everything.object(place, in: state).get(field)
            texts.formUnion(try RecordText(value, of: self, in: state).texts)
        }
        return texts.sorted()
    }
}
