/// Records that stand in the mapping itself.
struct ConstantRecords: RecordFeed {
    let layout: RecordLayout
    let rows: [[String: String]]
    let path: String

    var layouts: [RecordLayout] { [layout] }

    func feed(_ session: ImportSession, _ layout: RecordLayout) throws {
        let name = "\(path) (\(layout.name))"
        let input = InputFile(name: name, baseName: name, place: "") { MemorySource([]) }
        let file = try session.enter(input).file
        session.files[file].isConstant = true
        session.files[file].summary.rowsRead = rows.count
        let loader = try session.loader(layout)
        let given = layout.columns.indices.filter { column in
            rows.contains { $0[layout.columns[column].name] != nil }
        }
        loader.begin(file: file, columns: given)
        for (number, row) in rows.enumerated() {
            do throws(RowProblem) {
                try take(row, number: number + 1, loader)
            } catch {
                let column = error.column.map { layout.columns[$0].name } ?? ""
                try session.refuse(
                    file: file, line: number + 1,
                    RefusedField(column: column, value: row[column] ?? "", reason: error.reason),
                    fields: layout.columns.compactMap { row[$0.name] })
            }
        }
    }

    private func take(
        _ row: [String: String], number: Int, _ loader: RecordLoader
    ) throws(RowProblem) {
        loader.beginRow()
        for (column, description) in layout.columns.enumerated() where description.presence != .derived {
            let value = row[description.name] ?? ""
            guard !value.isEmpty || description.presence == .required else { continue }
            try loader.set(column, text: value)
        }
        try loader.endRow(line: number)
    }
}
