public import Engagement
import NearestName

/// Has somebody say what the rows of a file are that is none of the known ones.
public struct RowConversion: Sendable {
    /// A row of the file: the line on which it begins, and its fields.
    public typealias Row = (line: Int, fields: [String])

    let convert:
        @Sendable (_ file: String, _ header: [String], _ next: () throws -> Row?) throws -> [ConvertedRow]

    /// A conversion by this function, which gets the file's name, the names in its header and the rows one
    /// after another, and answers with what each of them is.
    public init(
        _ convert: @escaping @Sendable (String, [String], () throws -> Row?) throws -> [ConvertedRow]
    ) {
        self.convert = convert
    }
}

/// A file whose rows somebody else has put into the tool's own columns.
struct ConvertedFile: RecordFeed {
    let input: InputFile
    /// What the rows are, by the lines on which they begin.
    private let rows: [Int: ConvertedRow]

    /// Has the file converted, whole: what its rows are decides which records it has.
    init(_ input: InputFile, _ conversion: RowConversion) throws {
        self.input = input
        do {
            let reader = try CSVReader(input.open())
            guard try reader.next() else {
                throw CSVProblem(line: nil, "is empty; expected a line with the names of the columns")
            }
            let header = HeaderMatch.names(of: reader)
            try HeaderMatch.refuseTwice(header)
            var lines: [Int] = []
            let answers = try conversion.convert(input.baseName, header) {
                while true {
                    do {
                        guard try reader.next() else { return nil }
                    } catch let problem as CSVProblem where problem.isOfOneRow {
                        // Refused when the file is read again.
                        continue
                    }
                    guard reader.count == header.count else { continue }
                    lines.append(reader.line)
                    return (reader.line, reader.strings)
                }
            }
            rows = Dictionary(zip(lines, answers)) { $1 }
        } catch let problem as CSVProblem {
            let place = problem.line.map { "\(input.name), line \($0)" } ?? input.name
            throw RecordsError(.badData, "\(place): \(problem.reason)")
        }
    }

    private var records: [ConvertedRow.Record] {
        rows.values.flatMap { row in
            guard case .records(let records) = row else { return [ConvertedRow.Record]() }
            return records
        }
    }

    var layouts: [RecordLayout] {
        let names = Set(records.map(\.file))
        let found = RecordLayout.all.filter { names.contains($0.name) }
        // A file of which no row is anything is read all the same, to say so.
        return found.isEmpty ? [.observations] : found
    }

    func feed(_ session: ImportSession, _ layout: RecordLayout) throws {
        let (file, isNew) = try session.enter(input)
        let loader = try session.loader(layout)
        let names = Set(records.filter { $0.file == layout.name }.flatMap(\.fields.keys))
        loader.begin(file: file, columns: names.compactMap(layout.givenColumn))
        try session.read(file: file, isFirstReading: isNew) { _ in
        } take: { reader, _ in
            switch rows[reader.line] {
            case nil: break
            case .leftOut: if isNew { session.files[file].summary.leftOut += 1 }
            case .refused(let reason): if isNew { return RefusedField(reason: reason) }
            case .records(let records):
                if isNew, let unknown = records.lazy.compactMap(Self.unknown).first {
                    return RefusedField(reason: unknown)
                }
                for record in records where record.file == layout.name {
                    if let wrong = take(record, layout, line: reader.line, loader) { return wrong }
                }
            }
            try loader.flushIfFull()
            return nil
        }
    }

    private func take(
        _ record: ConvertedRow.Record, _ layout: RecordLayout, line: Int, _ loader: RecordLoader
    ) -> RefusedField? {
        guard Self.unknown(record) == nil else { return nil }
        loader.beginRow()
        do throws(RowProblem) {
            for (column, description) in layout.columns.enumerated() where description.presence != .derived {
                let value = record.fields[description.name] ?? ""
                guard !value.isEmpty || description.presence == .required else { continue }
                try loader.set(column, text: value)
            }
            try loader.endRow(line: line)
            return nil
        } catch {
            let name = error.column.map { layout.columns[$0].name } ?? ""
            let value = record.fields[name] ?? ""
            let column = name.isEmpty ? "" : "\(layout.name).\(name)"
            return RefusedField(column: column, value: value, reason: error.reason)
        }
    }

    /// What is not known of a row: its file, or one of its columns.
    private static func unknown(_ record: ConvertedRow.Record) -> String? {
        guard let layout = RecordLayout.all.first(where: { $0.name == record.file }) else {
            let near = nearestName(to: record.file, among: RecordLayout.all.map(\.name))
            return "became a row of '\(visible(record.file))', which is no file of Caseload's"
                + (near.map { "; did you mean '\($0)'?" } ?? "")
        }
        for name in record.fields.keys.sorted() where layout.givenColumn(name) == nil {
            let columns = layout.columns.filter { $0.presence != .derived }.map(\.name)
            return "became a row of \(layout.name) with a column '\(visible(name))', which it does not have; "
                + (nearestName(to: name, among: columns).map { "did you mean '\($0)'?" }
                    ?? "it has \(columns.joined(separator: ", "))")
        }
        return nil
    }
}

extension RecordLayout {
    /// The column of a name that a file may give; nil where there is none.
    fileprivate func givenColumn(_ name: String) -> Int? {
        column(name).flatMap { columns[$0].presence == .derived ? nil : $0 }
    }
}
