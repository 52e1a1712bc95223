import Engagement
import Lua

/// Reads what a plugin's `import` returned. Whether the rows are right is for the importer to say, which
/// checks them like any other.
struct ImportAnswer {
    let view: View

    /// The most rows that one row may become, and the most bytes of a value.
    static let limit = (rows: 1000, bytes: 100_000)

    /// What the values that a call returned stand for: rows by the files they are of, or nil and why not.
    func read(_ values: [LuaValue]) throws -> ConvertedRow {
        guard let answer = values.first, !answer.isNil else {
            guard values.count > 1, !values[1].isNil else { return .leftOut }
            guard let reason = values[1].text, !reason.isEmpty else {
                throw wrong("why not: expected a text, got \(values[1].kindName)")
            }
            return .refused(ScoreAnswer.shortened(reason))
        }
        guard let files = answer.table else {
            throw wrong(
                "expected rows by file, { attendance = { student_id = …, … } }, or nil, \"why not\"; got \(answer.kindName)"
            )
        }
        var records: [ConvertedRow.Record] = []
        for (key, value) in try files.pairs() {
            guard let file = key.text else {
                throw wrong("expected rows by file, { attendance = { … } }, got a list")
            }
            guard let table = value.table else {
                throw wrong("\(file): expected a row or a list of rows, got \(value.kindName)")
            }
            let items = try table.array()
            if items.isEmpty {
                records.append(try record(table, file))
            } else {
                for item in items {
                    guard let row = item.table else {
                        throw wrong("\(file): expected a list of rows, got one with \(item.kindName)")
                    }
                    records.append(try record(row, file))
                }
            }
        }
        if let problem = Self.problem(with: records) { throw wrong(problem) }
        // Lua's order of names is none.
        return records.isEmpty ? .leftOut : .records(records.sorted { $0.file < $1.file })
    }

    /// What is wrong with rows, also such as came from another process; nil if nothing is.
    static func problem(with records: [ConvertedRow.Record]) -> String? {
        guard records.count <= limit.rows else { return "more than \(limit.rows) rows for one" }
        let isShort = records.allSatisfy { $0.fields.values.allSatisfy { $0.utf8.count <= limit.bytes } }
        return isShort ? nil : "a value of more than \(limit.bytes) bytes"
    }

    private func record(_ table: LuaTable, _ file: String) throws -> ConvertedRow.Record {
        var fields: [String: String] = [:]
        for (key, value) in try table.pairs() {
            guard let column = key.text else {
                throw wrong("\(file): expected columns by name, { student_id = … }, got \(key.kindName)")
            }
            if let flag = value.boolean {
                fields[column] = flag ? "yes" : "no"
                continue
            }
            guard let text = try view.text(of: value) else {
                throw wrong(
                    "\(file).\(column): expected a text, number, date or boolean, got \(value.kindName)")
            }
            fields[column] = text
        }
        return ConvertedRow.Record(file: file, fields: fields)
    }

    private func wrong(_ message: String) -> PluginError {
        PluginError(place: "", message: "the answer of import: \(message)")
    }
}

extension ConvertedRow {
    /// Puts it into a message.
    func write(to writer: inout ByteWriter) {
        switch self {
        case .records(let records):
            writer.write(0)
            writer.write(records) { writer, record in
                writer.write(record.file)
                writer.write(record.fields.sorted { $0.key < $1.key }) { writer, field in
                    writer.write(field.key)
                    writer.write(field.value)
                }
            }
        case .refused(let reason):
            writer.write(1)
            writer.write(reason)
        case .leftOut: writer.write(2)
        }
    }

    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        switch try reader.int() {
        case 0:
            let records = try reader.list { (reader) throws(ByteReader.Mismatch) in
                let file = try reader.string()
                let fields = try reader.list { (reader) throws(ByteReader.Mismatch) in
                    (try reader.string(), try reader.string())
                }
                return Record(file: file, fields: Dictionary(fields) { $1 })
            }
            self = .records(records)
        case 1: self = .refused(try reader.string())
        case 2: self = .leftOut
        default: throw ByteReader.Mismatch()
        }
    }
}
