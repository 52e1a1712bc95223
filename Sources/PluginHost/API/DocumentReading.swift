import Engagement
import Lua

/// What a plugin passes to its document, as the document's parts.
extension View {
    /// A value as a cell: as it is, or as a table of the value and a tone.
    func cell(_ value: LuaValue, in state: LuaState) throws(LuaError) -> DocumentCell {
        switch value {
        case .nil: return DocumentCell(.missing)
        case .boolean(let value): return DocumentCell(.boolean(value))
        case .integer(let value): return DocumentCell(.integer(value))
        case .number(let value): return DocumentCell(.number(value))
        case .string(let text): return DocumentCell(.text(text.description))
        case .table(let table):
            var reader = try TableReader(table, what: "a cell", view: self)
            let content = reader.value("1")
            let tone = try reader.option("tone", DocumentTone.self) ?? .plain
            try reader.finish()
            guard content.table == nil else { throw LuaError("a cell: expected a value, got a table") }
            return DocumentCell(try cell(content, in: state).value, tone: tone)
        case .object(let object):
            if let day = object.value(as: date) { return DocumentCell(.date(day)) }
            if let chart = object.value(as: chart) { return DocumentCell(.chart(chart)) }
            return DocumentCell(.text(try state.text(of: value).description))
        case .function, .thread: throw LuaError("a cell: expected a value, got a \(value.kindName)")
        }
    }

    /// A text, or a table of a text, what leads it in and a tone.
    func text(_ value: LuaValue, in state: LuaState) throws(LuaError) -> DocumentText {
        guard let table = value.table else {
            return DocumentText(try state.text(of: value).description)
        }
        var reader = try TableReader(table, what: "a text", view: self)
        let content = reader.value("1")
        let lead = try reader.optionalText("lead") ?? ""
        let tone = try reader.option("tone", DocumentTone.self) ?? .plain
        try reader.finish()
        return DocumentText(
            lead: lead, content.isNil ? "" : try state.text(of: content).description, tone: tone)
    }

    func facts(_ table: LuaTable, in state: LuaState) throws(LuaError) -> [(
        name: String, value: DocumentCell
    )] {
        try table.array().map { (entry) throws(LuaError) -> (name: String, value: DocumentCell) in
            guard let pair = entry.table, let name = try pair.rawGet(1).string else {
                throw LuaError("document:facts: expected { name, value } for each, got a \(entry.kindName)")
            }
            return (name.description, try cell(pair.rawGet(2), in: state))
        }
    }

    func table(_ description: LuaTable, in state: LuaState) throws(LuaError) -> DocumentTable {
        var reader = try TableReader(description, what: "document:table", view: self)
        let caption = try reader.optionalText("caption") ?? ""
        let emptyNote = try reader.optionalText("empty") ?? ""
        let isInteractive = try reader.boolean("interactive")
        let columns = try (reader.table("columns")?.array() ?? []).map(column)
        guard !columns.isEmpty else { throw reader.missing("columns", "one or more") }
        let places = (1...columns.count).map { LuaValue.integer($0) }
        let rows = try (reader.table("rows")?.array() ?? []).map { (row) throws(LuaError) -> [DocumentCell] in
            guard let row = row.table else {
                throw LuaError("document:table: rows: expected a table for each, got a \(row.kindName)")
            }
            guard try row.get([.integer(Int64(columns.count + 1))])[0].isNil else {
                throw LuaError(
                    "document:table: rows: a row has more cells than there are columns, \(columns.count); add a column or "
                        + "leave the cell out")
            }
            return try row.get(places).map { value throws(LuaError) in try cell(value, in: state) }
        }
        try reader.finish()
        return DocumentTable(
            caption: caption, columns: columns, rows: rows, isInteractive: isInteractive,
            emptyNote: emptyNote)
    }

    /// The types of a column, by name.
    private enum ColumnType: String, CaseIterable {
        case text, date, number, integer, percent
    }

    private func column(_ value: LuaValue) throws(LuaError) -> DocumentColumn {
        if let title = value.string?.description {
            return DocumentColumn(key: Self.key(title), title: title, type: .text)
        }
        guard let table = value.table else {
            throw LuaError("document:table: columns: expected a title or a table, got a \(value.kindName)")
        }
        var reader = try TableReader(table, what: "document:table: a column", view: self)
        let title = try reader.text("title")
        let digits = try reader.optionalInteger("digits", in: 0...6)
        let type = try reader.option("type", ColumnType.self) ?? .text
        let column = DocumentColumn(
            key: try reader.optionalText("key") ?? Self.key(title), title: title,
            type: FigureFormat(rawValue: type.rawValue).map { .figure($0, digits: digits) }
                ?? (type == .date ? .date : .text),
            isFilter: try reader.boolean("filter"))
        try reader.finish()
        return column
    }

    /// A title as a name for programs: small letters, digits and `_`.
    private static func key(_ title: String) -> String {
        let words = title.lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.isEmpty ? "column" : words.joined(separator: "_")
    }
}
