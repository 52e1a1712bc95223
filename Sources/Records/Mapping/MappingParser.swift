import Engagement
import Foundation

/// Reads `mapping.json` strictly: what is not known is an error that names the nearest known word.
struct MappingParser {
    let path: String

    func parse() throws -> Mapping {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw RecordsError(.inputOutput, "cannot read the mapping \(path)")
        }
        let json: Any
        do {
            json = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
        } catch {
            let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
            throw RecordsError(.badData, "\(path) is not JSON: \(reason ?? error.localizedDescription)")
        }
        let top = try object(json, at: "the mapping", keys: ["codes", "categories", "files", "records"])
        let categories = try object(
            top["categories"] ?? [:], at: "categories", keys: ["homework", "grades"])
        return Mapping(
            path: path, codes: try codes(top["codes"]),
            homeworkCategories: try categories["homework"].map { try strings($0, at: "categories.homework") },
            gradeCategories: try categories["grades"].map { try strings($0, at: "categories.grades") },
            files: try array(top["files"] ?? [Any](), at: "files").enumerated().map {
                try file($1, at: "files[\($0)]")
            },
            records: try records(top["records"]))
    }

    // MARK: - Parts

    private func codes(_ json: Any?) throws -> [String: [String: String]] {
        let kinds = RecordLayout.all.filter { $0.codes != nil }.map(\.name)
        var codes: [String: [String: String]] = [:]
        for (record, json) in try object(json ?? [:], at: "codes", keys: kinds) {
            guard let layout = RecordLayout.named(record), let column = layout.codes?.column,
                case .word(let words) = layout.columns[column].type
            else { continue }
            let known = words.filter { !$0.isAlias }.map(\.name)
            codes[record] = try stringMap(json, at: "codes.\(record)")
            for (code, word) in codes[record] ?? [:] where !known.contains(word) {
                throw unknown("word '\(word)' for code '\(code)'", at: "codes.\(record)", word, known)
            }
        }
        return codes
    }

    private func records(_ json: Any?) throws -> [(layout: RecordLayout, rows: [[String: String]])] {
        let top = try object(json ?? [:], at: "records", keys: RecordLayout.all.map(\.name))
        return try top.sorted { $0.key < $1.key }.compactMap { name, json in
            guard let layout = RecordLayout.named(name) else { return nil }
            let columns = layout.columns.filter { $0.presence != .derived }.map(\.name)
            let rows = try array(json, at: "records.\(name)").enumerated().map { number, json in
                let place = "records.\(name)[\(number)]"
                return try object(json, at: place, keys: columns).mapValues { try text($0, at: place) }
            }
            return (layout, rows)
        }
    }

    private func file(_ json: Any, at place: String) throws -> MappedFile {
        let file = try object(json, at: place, keys: ["file", "delimiter", "records"])
        guard let name = file["file"] else { throw wrong(place, "\"file\" is missing: the file's name") }
        var delimiter: UInt8?
        if let json = file["delimiter"] {
            let text = try text(json, at: "\(place).delimiter")
            guard let byte = text.utf8.first, text.utf8.count == 1, byte != 34, byte != 10, byte != 13 else {
                throw wrong("\(place).delimiter", "must be one ASCII letter, as \";\"")
            }
            delimiter = byte
        }
        let records = try array(file["records"] ?? [Any](), at: "\(place).records")
        guard !records.isEmpty else { throw wrong(place, "\"records\" says nothing of what a row makes") }
        return MappedFile(
            name: try text(name, at: "\(place).file"), delimiter: delimiter,
            records: try records.enumerated().map { try record($1, at: "\(place).records[\($0)]") })
    }

    private func record(_ json: Any, at place: String) throws -> MappedRecord {
        let record = try object(json, at: place, keys: ["record", "columns", "each", "skip_when_empty"])
        guard let json = record["record"] else { throw wrong(place, "\"record\" is missing") }
        let name = try text(json, at: "\(place).record")
        guard let layout = RecordLayout.named(name) else {
            throw unknown("record '\(name)'", at: place, name, RecordLayout.all.map(\.name))
        }
        let names = layout.columns.filter { $0.presence != .derived }.map(\.name)
        let given = try object(record["columns"] ?? [:], at: "\(place).columns", keys: names)
        var columns: [(column: Int, source: MappedValue)] = []
        for (column, name) in names.enumerated() {
            guard let json = given[name] else { continue }
            columns.append((column, try value(json, at: "\(place).columns.\(name)")))
        }
        let each = try stringMap(record["each"] ?? [:], at: "\(place).each").sorted { $0.key < $1.key }
        let eachColumn = MappedRecord.eachColumns[name]
        if !each.isEmpty, eachColumn == nil {
            let can = MappedRecord.eachColumns.keys.sorted().joined(separator: ", ")
            throw wrong("\(place).each", "\(name) cannot be made column by column; \(can) can")
        }
        let byEach = each.isEmpty ? [] : ["value", eachColumn ?? ""]
        for column in layout.columns where column.presence == .required {
            guard given[column.name] != nil || byEach.contains(column.name) else {
                throw wrong(place, "says nothing of \(column.name), which \(name) needs")
            }
        }
        var skip: Int?
        if let json = record["skip_when_empty"] {
            let text = try text(json, at: "\(place).skip_when_empty")
            guard let column = names.firstIndex(of: text) else {
                throw unknown("column '\(text)'", at: "\(place).skip_when_empty", text, names)
            }
            skip = column
        }
        return MappedRecord(
            layout: layout, columns: columns, each: each.map { ($0.key, $0.value) }, skipWhenEmpty: skip)
    }

    private func value(_ json: Any, at place: String) throws -> MappedValue {
        if let header = json as? String { return .column(header, codes: nil) }
        let value = try object(json, at: place, keys: ["row", "value", "column", "codes"])
        if let json = value["value"] { return .constant(try text(json, at: place)) }
        if let json = value["row"] { return try pattern(try text(json, at: place), at: place) }
        guard let json = value["column"] else {
            throw wrong(place, "must be a header, or an object with \"column\", \"value\" or \"row\"")
        }
        return .column(
            try text(json, at: place),
            codes: try value["codes"].map { try stringMap($0, at: "\(place).codes") })
    }

    private func pattern(_ text: String, at place: String) throws -> MappedValue {
        let example = "must hold {row} or {row:5}, as \"S-{row:5}\""
        guard let open = text.range(of: "{row"),
            let close = text.range(of: "}", range: open.upperBound..<text.endIndex)
        else { throw wrong(place, example) }
        let inside = text[open.upperBound..<close.lowerBound]
        var width = 0
        if !inside.isEmpty {
            guard inside.first == ":", let number = Int(inside.dropFirst()), (1...18).contains(number) else {
                throw wrong(place, example)
            }
            width = number
        }
        return .row(
            before: String(text[..<open.lowerBound]), width: width, after: String(text[close.upperBound...]))
    }
}
