import Engagement
import Lua
import NearestName

/// Takes the fields out of a table of Lua, one after another, so that what is left over is unknown.
struct TableReader {
    let view: View
    private let what: String
    private var rest: [String: LuaValue] = [:]
    private var known: [String] = []

    init(_ table: LuaTable, what: String, view: View) throws(LuaError) {
        self.view = view
        self.what = what
        for (key, value) in try table.pairs() { rest[key.description] = value }
    }

    private mutating func take(_ key: String) -> LuaValue {
        known.append(key)
        return rest.removeValue(forKey: key) ?? .nil
    }

    private func wrong(_ key: String, _ expected: String, _ found: LuaValue) -> LuaError {
        // What is missing most likely stands there under another name.
        if found.isNil, let other = nearestName(to: key, among: rest.keys.sorted()) {
            return LuaError("\(what): unknown field '\(other)'; did you mean '\(key)'?")
        }
        return LuaError("\(what): \(key): expected \(expected), got \(Self.shown(found))")
    }

    private func wrong(_ key: String, _ text: String, among words: [String]) -> LuaError {
        let near = nearestName(to: text, among: words).map { "; did you mean '\($0)'?" } ?? ""
        return LuaError(
            "\(what): \(key): expected one of \(words.joined(separator: ", ")), got '\(text.prefix(60))'\(near)"
        )
    }

    /// A value for messages: a short text or a number as it is, of others the type.
    private static func shown(_ value: LuaValue) -> String {
        if value.isNil { return "nothing" }
        if let text = value.text { return "'\(text.prefix(60))'" }
        return value.number == nil ? value.kindName : "\(value.description) (\(value.kindName))"
    }

    /// That a field is not there, or that it stands there under another name.
    func missing(_ key: String, _ expected: String) -> LuaError { wrong(key, expected, .nil) }

    /// Any value; nil where there is none.
    mutating func value(_ key: String) -> LuaValue { take(key) }

    mutating func boolean(_ key: String) throws(LuaError) -> Bool {
        let value = take(key)
        guard value.isNil || value.boolean != nil else { throw wrong(key, "true or false", value) }
        return value.boolean ?? false
    }

    /// A whole number in a range.
    mutating func optionalInteger(_ key: String, in range: ClosedRange<Int>) throws(LuaError) -> Int? {
        let value = take(key)
        if value.isNil { return nil }
        guard let number = value.integer.map(Int.init), range.contains(number) else {
            throw wrong(key, "a whole number from \(range.lowerBound) to \(range.upperBound)", value)
        }
        return number
    }

    /// One of the words of a type.
    mutating func option<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, _: Word.Type
    ) throws(LuaError) -> Word? {
        guard let text = try optionalText(key) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw wrong(key, text, among: Word.allCases.map(\.rawValue))
        }
        return word
    }

    mutating func text(_ key: String) throws(LuaError) -> String {
        guard let text = try optionalText(key) else { throw wrong(key, "a text", .nil) }
        return text
    }

    mutating func optionalText(_ key: String) throws(LuaError) -> String? {
        let value = take(key)
        if value.isNil { return nil }
        guard let text = value.text else { throw wrong(key, "a text", value) }
        return text
    }

    mutating func number(_ key: String) throws(LuaError) -> Double {
        guard let number = try optionalNumber(key) else { throw wrong(key, "a number", .nil) }
        return number
    }

    mutating func optionalNumber(_ key: String) throws(LuaError) -> Double? {
        let value = take(key)
        if value.isNil { return nil }
        guard let number = value.number else { throw wrong(key, "a number", value) }
        return number
    }

    mutating func date(_ key: String) throws(LuaError) -> CalendarDate {
        guard let date = try optionalDate(key) else { throw wrong(key, "a date", .nil) }
        return date
    }

    mutating func optionalDate(_ key: String) throws(LuaError) -> CalendarDate? {
        let value = take(key)
        if value.isNil { return nil }
        if let day = value.object?.value(as: view.date) { return day }
        guard let text = value.text, let day = CalendarDate(text) else {
            throw wrong(key, "a date, YYYY-MM-DD", value)
        }
        return day
    }

    mutating func word<Word: Vocabulary>(_ key: String) throws(LuaError) -> Word {
        let text = try text(key)
        guard let word = Word(name: text) else { throw wrong(key, text, among: Word.names) }
        return word
    }

    mutating func optionalWord<Word: Vocabulary>(_ key: String) throws(LuaError) -> Word? {
        rest[key] == nil ? nil : try word(key)
    }

    mutating func table(_ key: String) throws(LuaError) -> LuaTable? {
        let value = take(key)
        if value.isNil { return nil }
        guard let table = value.table else { throw wrong(key, "a table", value) }
        return table
    }

    /// A list of tables; empty where there is none.
    mutating func list(_ key: String) throws(LuaError) -> [LuaTable] {
        var tables: [LuaTable] = []
        for value in try table(key)?.array() ?? [] {
            guard let table = value.table else { throw wrong(key, "a list of tables", value) }
            tables.append(table)
        }
        return tables
    }

    /// Takes who recorded what is added to the builder next, and when and from where, where that is said.
    ///
    /// - Returns: The origin's number.
    @discardableResult
    mutating func takeOrigin(of builder: inout SnapshotBuilder) throws(LuaError) -> Int? {
        let (user, source) = (try optionalText("recorded_by"), try optionalText("source"))
        let day = try optionalDate("recorded_on")
        var number: Int?
        if user != nil || source != nil || day != nil {
            let second = Int64((day ?? .unknown).dayNumber) * 86_400
            number = builder.addOrigin(RecordOrigin(user: user ?? "", at: second, source: source ?? ""))
        }
        builder.setOrigin(number)
        return number
    }

    /// A list of tables with a `date` each, in the order of the dates.
    mutating func dated(_ key: String) throws(LuaError) -> [(CalendarDate, LuaTable)] {
        var records: [(CalendarDate, LuaTable)] = []
        for table in try list(key) {
            var reader = try TableReader(table, what: key, view: view)
            records.append((try reader.optionalDate("date") ?? .unknown, table))
        }
        return records.sorted { $0.0 < $1.0 }
    }

    /// Ends the reading: a field that nobody took is not known.
    func finish() throws(LuaError) {
        guard let key = rest.keys.sorted().first else { return }
        let near = nearestName(to: key, among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw LuaError("\(what): unknown field '\(key)'\(near)")
    }
}
