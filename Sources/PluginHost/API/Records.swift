import Engagement
import Lua
import NearestName

/// Records of one kind in a view, such as a student's contacts: some of them, in an order.
struct Records {
    let source: RecordSource
    /// The places in the source of those that are meant; nil for all of them in their order, which most lists are.
    private var chosen: [Int]?

    init(_ source: RecordSource) {
        self.source = source
    }

    var count: Int { chosen?.count ?? source.count }

    /// The places in the source of those that are meant.
    var places: [Int] {
        get { chosen ?? Array(0..<source.count) }
        set { chosen = newValue }
    }

    /// The place in the source of the one that stands here among them, from 0.
    func place(at number: Int) -> Int { chosen?[number] ?? number }

    /// Where the record of a place of the source stands among them; nil where it does not.
    func number(of place: Int) -> Int? {
        guard let chosen else { return place < source.count ? place : nil }
        return chosen.firstIndex(of: place)
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
    /// The number of its origin in the snapshot; -1 where nobody said.
    let origin: Int32

    init(record: Record, row: Int32, place: Int32, origin: Int? = nil) {
        self.record = record
        self.row = row
        self.place = place
        self.origin = origin.map { Int32($0) } ?? -1
    }
}

/// All records of which some may be chosen.
final class RecordSource {
    /// The type of each.
    let type: LuaTypeDescription
    let count: Int
    private let make: (Int, LuaState) throws(LuaError) -> LuaObject
    private let answer: (Int, borrowing LuaCall) throws(LuaError) -> LuaReturn
    private let placeOf: (LuaObject) -> Int?

    /// So many records of a type, each made when it is asked for.
    init<Record: PlacedRecord>(
        count: Int, of type: LuaType<Record>, _ record: @escaping (_ place: Int) -> Record
    ) {
        self.type = type.description
        self.count = count
        make = { (place, state) throws(LuaError) in try state.makeObject(record(place), type) }
        answer = { (place, call) throws(LuaError) in try call.make(record(place), type) }
        placeOf = { $0.value(as: type).map { Int($0.place) } }
    }

    /// Values of which each says itself which it is, no two of them equal.
    init<Value: BitwiseCopyable & Equatable>(_ values: [Value], of type: LuaType<Value>) {
        self.type = type.description
        count = values.count
        make = { (place, state) throws(LuaError) in try state.makeObject(values[place], type) }
        answer = { (place, call) throws(LuaError) in try call.make(values[place], type) }
        placeOf = { $0.value(as: type).flatMap(values.firstIndex) }
    }

    /// The record of a place as what a function answers.
    func answer(_ place: Int, to call: borrowing LuaCall) throws(LuaError) -> LuaReturn {
        try answer(place, call)
    }

    func object(_ place: Int, in state: LuaState) throws(LuaError) -> LuaObject { try make(place, state) }

    /// The place of a record of this source; nil for any other value.
    func place(of value: LuaValue) -> Int? { value.object.flatMap(placeOf) }

    /// The words for the kind: `mentor contact`.
    var label: String {
        type.instanceLabel.reduce(into: "") { words, letter in
            words += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
    }

    /// So many of the kind in words: `2 activities`.
    func label(counting count: Int) -> String {
        let word = label
        if count == 1 { return "1 \(word)" }
        return "\(count) \(word.hasSuffix("y") ? word.dropLast() + "ie" : word[...])s"
    }

    /// Refuses a name that no such record has.
    func check(_ field: String, in method: String) throws(LuaError) {
        let names = type.fields.map(\.name)
        guard !names.contains(field) else { return }
        let near = nearestName(to: field, among: names).map { "; did you mean '\($0)'?" } ?? ""
        let article = label.first.map { "aeiou".contains($0) } == true ? "an" : "a"
        throw LuaError("\(method): \(article) \(label) has no field '\(field)'\(near)")
    }
}

extension RecordSource {
    /// Refuses what no record can have in a field: a word that is none of its list, a text that is no day, no number
    /// or neither yes nor no, and what is no value at all.
    func check(_ value: LuaValue, for field: String, in method: String) throws(LuaError) {
        guard let type = type.fields.first(where: { $0.name == field })?.type else { return }
        let isNumber = type.hasPrefix("number") || type.hasPrefix("integer")
        guard let text = value.string?.description else {
            switch value {
            case .table, .function, .thread:
                throw LuaError("\(method): \(field): a value to compare with expected, got \(value.kindName)")
            default: return
            }
        }
        if type.hasPrefix("caseload.Date"), CalendarDate(text) == nil {
            throw LuaError(
                "\(method): \(field): '\(text)' is no day; write it as YYYY-MM-DD, such as 2026-11-20")
        }
        if isNumber, Double(text) == nil { throw LuaError("\(method): \(field): '\(text)' is no number") }
        if type.hasPrefix("boolean"), Self.truth(of: text) == nil {
            throw LuaError("\(method): \(field): '\(text)' is neither yes nor no")
        }
        let words = type.split(separator: "|").filter { $0.hasPrefix("\"") }.map {
            String($0.dropFirst().dropLast())
        }
        guard !words.isEmpty, !words.contains(where: { $0.lowercased() == text.lowercased() }) else { return }
        let hint =
            nearestName(to: text, among: words).map { "did you mean '\($0)'?" }
            ?? "there are \(words.joined(separator: ", "))"
        throw LuaError("\(method): \(field): no '\(text)'; \(hint)")
    }
}

extension RecordSource {
    /// What a text says that stands for true or false, as in a query; nil for any other.
    static func truth(of text: String) -> Bool? {
        ["yes": true, "true": true, "no": false, "false": false][text.lowercased()]
    }
}

extension Records {
    /// Those for which a condition holds: a query, a function of a record, or a table of fields and their values.
    ///
    /// - Parameter method: What the choice is called, for errors.
    func chosen(
        by condition: LuaValue, of view: View, in state: LuaState, for method: String
    ) throws(LuaError) -> Records {
        var chosen = self
        var kept: [Int] = []
        if let function = condition.function {
            for place in places {
                let record = try source.object(place, in: state)
                if try function.call(.object(record)).first?.isTruthy == true { kept.append(place) }
            }
            chosen.places = kept
            return chosen
        }
        if let text = condition.text {
            return try self.chosen(byQuery: text, of: view, in: state, for: method)
        }
        let wanted = try (condition.table?.pairs() ?? []).map { key, value throws(LuaError) in
            try source.check(key.description, in: method)
            try source.check(value, for: key.description, in: method)
            return (key.description, value)
        }
        for place in places {
            let record = try source.object(place, in: state)
            var isMeant = true
            for (field, value) in wanted where isMeant {
                isMeant = try Self.isSame(record.get(field), value, view, state)
            }
            if isMeant { kept.append(place) }
        }
        chosen.places = kept
        if kept.isEmpty {
            let texts = wanted.compactMap { field, value in value.text.map { (field: field, text: $0) } }
            try view.tellOfUnknown(texts, in: source, state, for: method)
        }
        return chosen
    }

    /// Whether a field's value is what is wanted: of texts one of them, of a mentor or a service also by the id. Texts
    /// are equal in upper or lower case, as in a query.
    private static func isSame(
        _ value: LuaValue, _ wanted: LuaValue, _ view: View, _ state: LuaState
    ) throws(LuaError) -> Bool {
        if let number = value.number, let other = wanted.number ?? wanted.text.flatMap(Double.init) {
            return number == other
        }
        if case .boolean(let isTrue) = value {
            return value == wanted || wanted.text.flatMap(RecordSource.truth) == isTrue
        }
        if value.isNil { return false }
        let text = try folded(wanted, state)
        if let object = value.object {
            if let list = object.value(as: view.texts) {
                return list.texts.contains { $0.lowercased() == text }
            }
            if object.typeDescription?.fields.contains(where: { $0.name == "id" }) == true,
                try folded(object.get("id"), state) == text
            {
                return true
            }
        }
        return try folded(value, state) == text
    }

    private static func folded(_ value: LuaValue, _ state: LuaState) throws(LuaError) -> String {
        try state.text(of: value).description.lowercased()
    }

    /// These in the order of a field, or with a `-` before it turned round. Equal ones keep their order.
    func sorted(
        by order: String, in state: LuaState, for method: String
    ) throws(LuaError) -> Records {
        let isDescending = order.hasPrefix("-")
        let field = isDescending ? String(order.dropFirst()) : order
        try source.check(field, in: method)
        var keys: [SortKey] = []
        for place in places {
            let value = try source.object(place, in: state).get(field)
            let text = value.isNil || value.number != nil ? nil : try state.text(of: value).description
            keys.append(SortKey(place: place, number: value.number, text: text))
        }
        func precedes(_ left: SortKey, _ right: SortKey) -> Bool {
            if let a = left.number, let b = right.number { return isDescending ? a > b : a < b }
            if let a = left.text, let b = right.text { return isDescending ? a > b : a < b }
            return left.rank < right.rank
        }
        var sorted = self
        sorted.places = keys.enumerated().sorted { left, right in
            if precedes(left.element, right.element) { return true }
            return !precedes(right.element, left.element) && left.offset < right.offset
        }.map(\.element.place)
        return sorted
    }

    /// What a record is sorted by.
    private struct SortKey {
        let place: Int
        let number: Double?
        let text: String?

        /// Numbers before texts, and both before what is missing.
        var rank: Int { number != nil ? 0 : text != nil ? 1 : 2 }
    }
}
