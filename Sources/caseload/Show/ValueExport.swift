import Engagement
import Foundation
import PluginHost

/// How values of a session are printed or written.
enum ValueMode: String, CaseIterable {
    case table, csv, json, lua
}

/// A value of a session as text for other programs.
struct ValueExport {
    let page: ValuePage
    /// Called before each student's row; what it throws ends the work.
    var checkpoint: () throws -> Void = {}

    /// The value in a mode, with a newline at its end.
    func text(_ value: SessionValue, _ mode: ValueMode) throws -> String {
        switch mode {
        case .table: page.lines(value).joined(separator: "\n") + "\n"
        case .csv: try csv(value)
        case .json: try json(value) + (isRows(value) ? "" : "\n")
        case .lua: try lua(value, indent: "") + "\n"
        }
    }

    private func isRows(_ value: SessionValue) -> Bool {
        if case .students = value { true } else { false }
    }

    private func list(_ rows: [Int], _ columns: [String]) -> StudentList {
        let chosen = columns.compactMap { try? page.fields.field(named: $0) }
        return StudentList(
            fields: columns.isEmpty ? StudentList.usualFields(page.fields, results: page.results) : chosen,
            rows: rows)
    }

    // MARK: CSV

    private func csv(_ value: SessionValue) throws -> String {
        switch value {
        case .students(let rows, let columns): return try list(rows, columns).csv(at: checkpoint)
        case .student(let row): return list([row], []).csv
        case .column(let title, let numbers):
            return CSVText.line([.text(title.isEmpty ? "value" : title)])
                + numbers.map { CSVText.line([.plain($0.isNaN ? "" : LuaText.exact($0))]) }.joined()
        case .table(let entries, _): return csv(entries)
        case .object(_, let fields): return csv(fields)
        default: return CSVText.line([cell(value)])
        }
    }

    private func csv(_ entries: [SessionValue.Entry]) -> String {
        if let records = RecordTable(entries, page: page) {
            let table = records.table(first: records.count)
            return
                ([CSVText.line(table.columns.map { .text($0.title) })]
                + table.rows.map { row in
                    CSVText.line(zip(row, table.columns).map { $1.isNumeric ? .plain($0) : .text($0) })
                }).joined()
        }
        if entries.isList {
            return CSVText.line([.text("value")]) + entries.map { CSVText.line([cell($0.value)]) }.joined()
        }
        return CSVText.line([.text("key"), .text("value")])
            + entries.map { CSVText.line([cell($0.key), cell($0.value)]) }.joined()
    }

    private func cell(_ value: SessionValue) -> CSVText.Field {
        switch value {
        case .nil: .plain("")
        case .string(let bytes): .text(String(decoding: bytes, as: UTF8.self))
        case .integer(let number): .plain(String(number))
        case .number(let number): .plain(number.isFinite ? LuaText.exact(number) : "")
        default: .text(page.inline(value, quoted: false))
        }
    }

    // MARK: JSON

    private func json(_ value: SessionValue) throws -> String {
        switch value {
        case .nil: return "null"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let value): return value.isFinite ? LuaText.exact(value) : "null"
        case .string(let bytes): return JSONText.string(String(decoding: bytes, as: UTF8.self))
        case .words(let text): return JSONText.string(text)
        case .students(let rows, let columns): return try list(rows, columns).json(at: checkpoint)
        case .student(let row): return object(of: row)
        case .column(_, let numbers):
            return "[" + numbers.map { $0.isFinite ? LuaText.exact($0) : "null" }.joined(separator: ", ")
                + "]"
        case .object(_, let fields): return try json(fields)
        case .table(let entries, _):
            return entries.isList
                ? "[" + (try entries.map { try json($0.value) }.joined(separator: ", ")) + "]"
                : try json(entries)
        }
    }

    private func json(_ entries: [SessionValue.Entry]) throws -> String {
        JSONText.object(try entries.map { (page.inline($0.key, quoted: false), try json($0.value)) })
    }

    private func object(of row: Int) -> String {
        let text = list([row], []).json
        return text.split(separator: "\n").dropFirst().dropLast().joined().trimmingCharacters(
            in: .whitespaces)
    }

    // MARK: Lua

    private func lua(_ value: SessionValue, indent: String) throws -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let value): return LuaText.exact(value)
        case .string(let bytes): return LuaText.string(bytes)
        case .words(let text): return LuaText.string(Array(text.utf8))
        case .students(let rows, let columns):
            let fields = list(rows, columns).fields
            let lines = try rows.map { row in
                try checkpoint()
                return lua(row, fields)
            }
            return block(lines, indent)
        case .student(let row): return lua(row, list([], []).fields)
        case .column(_, let numbers): return "{ " + numbers.map(LuaText.exact).joined(separator: ", ") + " }"
        case .object(_, let fields): return try lua(fields, indent)
        case .table(let entries, _):
            return entries.isEmpty ? "{}" : try lua(entries, indent)
        }
    }

    private func lua(_ row: Int, _ fields: [StudentField]) -> String {
        let parts = fields.compactMap { field -> String? in
            let value: String
            switch field.value(row: row) {
            case .missing: return nil
            case .text(let text): value = LuaText.string(Array(text.utf8))
            case .number(let number):
                value =
                    number == number.rounded() && abs(number) < 1e15
                    ? String(Int64(number)) : LuaText.exact(number)
            case .date(let date): value = LuaText.string(Array(date.description.utf8))
            }
            return "\(Self.key(field.name)) = \(value)"
        }
        return "{ " + parts.joined(separator: ", ") + " }"
    }

    private func lua(_ entries: [SessionValue.Entry], _ indent: String) throws -> String {
        let isList = entries.isList
        return block(
            try entries.map { entry in
                let text = try lua(entry.value, indent: indent + "  ")
                if isList { return text }
                guard case .string(let bytes) = entry.key else {
                    return "[\(try lua(entry.key, indent: indent))] = \(text)"
                }
                return "\(Self.key(String(decoding: bytes, as: UTF8.self))) = \(text)"
            }, indent)
    }

    private func block(_ parts: [String], _ indent: String) -> String {
        let line = "{ " + parts.joined(separator: ", ") + " }"
        if parts.isEmpty { return "{}" }
        if line.utf8.count + indent.utf8.count <= 80, !line.contains("\n") { return line }
        return "{\n" + parts.map { "\(indent)  \($0),\n" }.joined() + indent + "}"
    }

    private static func key(_ name: String) -> String {
        LuaText.isName(name) ? name : "[\(LuaText.string(Array(name.utf8)))]"
    }
}
