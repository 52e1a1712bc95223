import Engagement
import Foundation
import PluginHost

/// A value of a session as lines for a person.
struct ValuePage {
    let snapshot: Snapshot
    let results: [RunResults]
    let fields: StudentFields
    let terminal: Terminal
    /// How many rows of a table are shown; nil for all of them.
    var rowLimit: Int?
    /// How the rest of a table is to be seen.
    var way = ":more shows all"

    func lines(_ value: SessionValue) -> [String] {
        switch value {
        case .nil: ["nil"]
        case .boolean(let value): [value ? "true" : "false"]
        case .integer(let value): [String(value)]
        case .number(let value): [LuaText.number(value)]
        case .string(let bytes): Self.text(bytes)
        case .words(let text): [text.visible]
        case .students(let rows, let columns): students(rows, columns)
        case .student(let row):
            StudentPage(snapshot: snapshot, results: results, row: row).card(for: terminal)
        case .column(let title, let numbers):
            ColumnSummary(title: title, numbers: numbers).lines(for: terminal)
        case .object(let name, let fields): object(name, fields)
        case .table(let entries, let omitted): table(entries, omitted)
        }
    }

    /// Text as its lines, with what would steer the terminal shown.
    private static func text(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
    }

    private func students(_ rows: [Int], _ columns: [String]) -> [String] {
        let shown = Array(rows.prefix(rowLimit ?? .max))
        let chosen = columns.compactMap { try? fields.field(named: $0) }
        let list = StudentList(fields: columns.isEmpty ? usualFields(of: shown) : chosen, rows: shown)
        return list.table.lines(for: terminal)
            + [count(shown.count, of: rows.count, "students")].compactMap(\.self)
    }

    /// The usual fields, for a person those only in which one of the students has something.
    private func usualFields(of rows: [Int]) -> [StudentField] {
        let usual = StudentList.usualFields(fields, results: results)
        guard terminal.width != nil, !rows.isEmpty else { return usual }
        return usual.filter { field in
            rows.contains { row in
                let value = field.value(row: row)
                // Who has no name is called by the id.
                return !value.isMissing && (field.name != "name" || value != .text(snapshot.id(of: row).text))
                    || field.name == "id"
            }
        }
    }

    /// How many there are and how to see the rest; nil where all are there and nobody looks.
    private func count(_ shown: Int, of total: Int, _ things: String) -> String? {
        let thing = total == 1 ? String(things.dropLast()) : things
        if shown < total {
            return terminal.faint("\(total) \(thing), \(shown) of them shown; \(way)")
        }
        return terminal.width == nil ? nil : terminal.faint("\(total) \(thing)")
    }

    private func object(_ name: String, _ entries: [SessionValue.Entry]) -> [String] {
        [terminal.bold(name)] + pairs(entries)
    }

    /// Keys and values under one another.
    private func pairs(_ entries: [SessionValue.Entry]) -> [String] {
        let shown = entries.prefix(rowLimit ?? .max)
        let keys = shown.map { inline($0.key, quoted: false) }
        let width = keys.map(\.displayWidth).max() ?? 0
        let isNumbered = shown.allSatisfy { $0.key.asNumber != nil }
        // Numbers under one another are compared by their ends.
        let isNumeric = terminal.width != nil && shown.allSatisfy { $0.value.asNumber != nil }
        let cells = shown.map { cell($0.value) }
        let cellWidth = isNumeric ? cells.map(\.displayWidth).max() ?? 0 : 0
        return zip(keys, cells).map { key, cell in
            let padded = key.padded(to: width, onTheLeft: isNumbered && terminal.width != nil)
            let line = "  \(padded)  \(cell.padded(to: cellWidth, onTheLeft: isNumeric))"
            return terminal.width.map { line.cut(to: $0) } ?? line
        }
    }

    private func table(_ entries: [SessionValue.Entry], _ omitted: Int) -> [String] {
        if entries.isEmpty { return omitted == 0 ? ["{}"] : ["{ \(omitted) entries }"] }
        if omitted == 0, let numbers = entries.numbers, numbers.count >= 12 {
            return ColumnSummary(title: "", numbers: numbers).lines(for: terminal)
        }
        if let records = RecordTable(entries, page: self) {
            let shown = min(records.count, rowLimit ?? .max)
            return records.table(first: shown).lines(for: terminal)
                + [count(shown, of: records.count + omitted, "entries")].compactMap(\.self)
        }
        if entries.allSatisfy({ $0.value.isLeaf }), !entries.isList {
            let shown = min(entries.count, rowLimit ?? .max)
            return pairs(entries)
                + (shown < entries.count + omitted
                    ? [count(shown, of: entries.count + omitted, "entries")].compactMap(\.self) : [])
        }
        return ValueTree(page: self).lines(.table(entries: entries, omitted: omitted))
    }

    /// The value as a cell of a table: numbers to six digits, a list of texts as its texts.
    func cell(_ value: SessionValue) -> String {
        switch value {
        case .number(let number) where terminal.width != nil: Self.short(number)
        case .table(let entries, 0) where entries.isEmpty: ""
        case .table(let entries, 0) where entries.isList && entries.allSatisfy(\.value.isText):
            entries.map { inline($0.value, quoted: false) }.joined(separator: ", ")
        default: inline(value, quoted: false)
        }
    }

    /// As many digits as a person compares; whole numbers whole.
    private static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15
            ? String(Int64(number)) : String(format: "%.6g", number)
    }

    /// The value in one line, as it stands inside others.
    func inline(_ value: SessionValue, quoted: Bool = true) -> String {
        switch value {
        case .string(let bytes):
            quoted ? LuaText.string(bytes) : String(decoding: bytes, as: UTF8.self).visible
        case .students(let rows, _): rows.count == 1 ? "1 student" : "\(rows.count) students"
        case .student(let row): "\(snapshot.id(of: row)) \(snapshot.name(of: row))".visible
        case .column(_, let numbers): "\(numbers.count) numbers"
        case .object(let name, _): name
        case .table(let entries, let omitted):
            entries.isEmpty && omitted == 0
                ? "{}"
                : entries.count <= 6 && omitted == 0 && entries.allSatisfy(\.value.isLeaf) && entries.isList
                    ? "{ " + entries.map { inline($0.value) }.joined(separator: ", ") + " }"
                    : "{ … \(entries.count + omitted) entries }"
        default: lines(value).joined(separator: " ")
        }
    }
}

extension SessionValue {
    /// Whether it is text.
    var isText: Bool { if case .string = self { true } else { false } }

    /// Whether it has nothing inside that a reader would want to see.
    var isLeaf: Bool {
        switch self {
        case .table, .object, .column: false
        default: true
        }
    }

    /// The number, where it is one.
    var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}

extension [SessionValue.Entry] {
    /// Whether its keys are 1, 2, … in order.
    var isList: Bool {
        !isEmpty && enumerated().allSatisfy { $0.element.key == .integer(Int64($0.offset + 1)) }
    }

    /// The numbers of a list of numbers; nil for anything else.
    var numbers: [Double]? {
        guard isList else { return nil }
        let numbers = compactMap { $0.value.asNumber }
        return numbers.count == count ? numbers : nil
    }
}
