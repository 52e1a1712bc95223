/// A file whose columns a mapping names.
struct MappedFileFeed: RecordFeed {
    let mapped: MappedFile
    let input: InputFile

    var layouts: [RecordLayout] { mapped.records.map(\.layout) }

    /// A record of the mapping, with its headers found in the file.
    private struct Bound {
        let record: MappedRecord
        /// The file's columns by header.
        let places: [String: Int]
        /// The layout's columns that `each` fills: the name's and the value's.
        let eachColumns: (name: Int, value: Int)
    }

    func feed(_ session: ImportSession, _ layout: RecordLayout) throws {
        let (file, isNew) = try session.enter(input)
        let loader = try session.loader(layout)
        let records = mapped.records.filter { $0.layout.name == layout.name }
        var bound: [Bound] = []
        try session.read(file: file, isFirstReading: isNew, delimiter: mapped.delimiter) { reader in
            let header = HeaderMatch.names(of: reader)
            let places = try places(of: header)
            session.files[file].summary.ignoredColumns = header.filter { !isUsed($0) }
            bound = records.map { record in
                let name = MappedRecord.eachColumns[layout.name] ?? ""
                return Bound(
                    record: record, places: places,
                    eachColumns: (layout.column(name) ?? 0, layout.column("value") ?? 0))
            }
            loader.begin(file: file, columns: Array(Set(bound.flatMap(columns))))
        } take: { reader, row in
            for bound in bound {
                if let wrong = try take(reader, row: row, bound, loader) { return wrong }
            }
            try loader.flushIfFull()
            return nil
        }
    }

    // MARK: - Rows

    private func take(
        _ reader: CSVReader, row: Int, _ bound: Bound, _ loader: RecordLoader
    ) throws -> RefusedField? {
        if bound.record.each.isEmpty {
            return try make(reader, row: row, bound, loader, each: nil)
        }
        for (header, name) in bound.record.each {
            guard let place = bound.places[header], !reader[place].isEmpty else { continue }
            if let wrong = try make(reader, row: row, bound, loader, each: (header, name, place)) {
                return wrong
            }
        }
        return nil
    }

    private func make(
        _ reader: CSVReader, row: Int, _ bound: Bound, _ loader: RecordLoader,
        each: (header: String, name: String, place: Int)?
    ) throws -> RefusedField? {
        loader.beginRow()
        var found: [Int: (header: String, value: String)] = [:]
        func refused(_ problem: RowProblem) -> RefusedField {
            let origin = problem.column.flatMap { found[$0] }
            return RefusedField(
                column: origin?.header ?? "", value: origin?.value ?? "",
                reason: problem.reason)
        }
        for (column, source) in bound.record.columns {
            let original = self.original(source, reader, bound)
            found[column] = (header(of: source), original ?? "")
            guard let value = translated(source, original: original, row: row) else {
                return refused(
                    RowProblem(
                        column: column,
                        "has no meaning in the mapping of \(header(of: source)); add it to its codes"))
            }
            if value.isEmpty, bound.record.skipWhenEmpty == column { return nil }
            do throws(RowProblem) {
                try loader.set(column, text: value)
            } catch {
                return refused(error)
            }
        }
        if let each {
            found[bound.eachColumns.name] = ("each", each.name)
            found[bound.eachColumns.value] = (
                each.header, String(decoding: reader[each.place], as: UTF8.self)
            )
            do throws(RowProblem) {
                try loader.set(bound.eachColumns.name, text: each.name)
                try loader.set(bound.eachColumns.value, reader[each.place])
            } catch {
                return refused(error)
            }
        }
        do throws(RowProblem) {
            try loader.endRow(line: reader.line)
        } catch {
            return refused(error)
        }
        return nil
    }

    // MARK: - Values

    /// What stands in the file for a value; nil where it does not come from the file.
    private func original(_ source: MappedValue, _ reader: CSVReader, _ bound: Bound) -> String? {
        guard case .column(let header, _) = source, let place = bound.places[header] else { return nil }
        return String(decoding: reader[place], as: UTF8.self)
    }

    /// The value for the record; nil where the file's word has no meaning.
    private func translated(_ source: MappedValue, original: String?, row: Int) -> String? {
        switch source {
        case .constant(let value): return value
        case .row(let before, let width, let after):
            let digits = String(row)
            return before + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits + after
        case .column(_, let codes):
            guard let codes else { return original ?? "" }
            return codes[original ?? ""]
        }
    }

    private func header(of source: MappedValue) -> String {
        switch source {
        case .constant, .row: "mapping"
        case .column(let header, _): header
        }
    }

    // MARK: - Headers

    private func places(of header: [String]) throws(CSVProblem) -> [String: Int] {
        try HeaderMatch.refuseTwice(header)
        var places: [String: Int] = [:]
        for (place, name) in header.enumerated() { places[name] = place }
        for record in mapped.records {
            let wanted =
                record.each.map(\.header)
                + record.columns.compactMap { _, source in
                    guard case .column(let header, _) = source else { return nil }
                    return header
                }
            for name in wanted where places[name] == nil {
                throw CSVProblem(
                    line: 1,
                    """
                    the mapping takes \(record.layout.name) from column '\(visible(name))', which the file \
                    does not have; found \(HeaderMatch.list(header))
                    """)
            }
        }
        return places
    }

    private func isUsed(_ header: String) -> Bool {
        mapped.records.contains { record in
            record.each.contains { $0.header == header }
                || record.columns.contains { _, source in
                    guard case .column(let name, _) = source else { return false }
                    return name == header
                }
        }
    }

    private func columns(_ bound: Bound) -> [Int] {
        bound.record.columns.map(\.column)
            + (bound.record.each.isEmpty ? [] : [bound.eachColumns.name, bound.eachColumns.value])
    }
}
