import Engagement

/// One of the tool's own files: its columns are a layout's.
struct OwnFile: RecordFeed {
    let layout: RecordLayout
    let input: InputFile

    var layouts: [RecordLayout] { [layout] }

    func feed(_ session: ImportSession, _: RecordLayout) throws {
        let file = try session.enter(input).file
        let loader = try session.loader(layout)
        var match: HeaderMatch?
        try session.read(file: file) { reader in
            let found = try HeaderMatch(reader, layout: layout)
            session.files[file].summary.ignoredColumns = found.ignored
            loader.begin(file: file, columns: found.columns.map(\.layout))
            match = found
        } take: { reader, _ in
            guard let match else { return nil }
            loader.beginRow()
            for (column, place) in match.columns {
                do throws(RowProblem) {
                    try loader.set(place, reader[column])
                } catch {
                    return RefusedField(
                        column: match.header[column],
                        value: String(decoding: reader[column], as: UTF8.self), reason: error.reason)
                }
            }
            do throws(RowProblem) {
                try loader.endRow(line: reader.line)
            } catch {
                let place = match.columns.first { $0.layout == error.column }
                return RefusedField(
                    column: place.map { match.header[$0.file] } ?? "",
                    value: place.map { String(decoding: reader[$0.file], as: UTF8.self) } ?? "",
                    reason: error.reason)
            }
            try loader.flushIfFull()
            return nil
        }
    }
}
