import Engagement
import Lua

/// What `test.indicators` and `test.import` answer in a plugin's `test.lua`.
extension Plugin {
    /// By student, the values by indicator, or `{ error = … }`; nothing for a student without.
    func indicatorsTest(_ description: LuaTable, in state: LuaState, view: View) throws -> LuaTable {
        let district = try TestDistrict(description, view: view)
        let options = try manifest.options(setting: district.options)
        let table = try state.makeTable()
        for result in try score(for: .indicators, district.district, options: options) {
            let entry = try state.makeTable()
            switch result.outcome {
            case .notScored, .scored, .proposed: continue
            case .failed(let message): try entry.set("error", .string(message))
            case .derived(let values):
                for (id, value) in values { try entry.set(id, .number(value)) }
            }
            try table.set(result.student.text, .table(entry))
        }
        return table
    }

    /// For each row what it becomes, lists of rows by file, or `{ refused = … }`; an empty table for one that is
    /// left out.
    func importTest(_ description: LuaTable, in state: LuaState, view: View) throws -> LuaTable {
        var reader = try TableReader(description, what: "the file", view: view)
        let name = try reader.optionalText("name") ?? "file.csv"
        let given = try reader.table("options").map(TestDistrict.options) ?? [:]
        let entries = try reader.list("rows").map { entry in
            try Dictionary(
                entry.pairs().map { key, value in (key.description, try view.text(of: value) ?? "") }
            ) { $1 }
        }
        try reader.finish()
        let columns = Set(entries.flatMap(\.keys)).sorted()
        let rows = entries.enumerated().map { number, entry in
            ImportedRow(line: number + 2, fields: columns.map { entry[$0] ?? "" })
        }
        let answers = try self.rows(
            rows, file: name, columns: columns, options: manifest.options(setting: given),
            asOf: CalendarDate(dayNumber: 0))
        let list = try state.makeTable()
        for answer in answers {
            let entry = try state.makeTable()
            switch answer {
            case .leftOut: break
            case .refused(let reason): try entry.set("refused", .string(LuaString(reason)))
            case .records(let records):
                for (file, records) in Dictionary(grouping: records, by: \.file) {
                    let list = try state.makeTable()
                    for record in records {
                        let fields = try state.makeTable()
                        for (column, value) in record.fields {
                            try fields.set(column, .string(LuaString(value)))
                        }
                        try list.append([.table(fields)])
                    }
                    try entry.set(file, .table(list))
                }
            }
            try list.append([.table(entry)])
        }
        return list
    }
}
