import Engagement
import GRDB

/// The HSDS files of a call: one directory, taken whole, in one folder or several.
///
/// A service that none of the files has is ended, and what else they no longer have is withdrawn, with a
/// trace; organizations, locations and kinds stay, since others name them.
final class HSDSFeed: RecordFeed {
    private let files: [(layout: RecordLayout, input: InputFile)]
    private let options: ImportOptions

    init(_ files: [(layout: RecordLayout, input: InputFile)], options: ImportOptions) {
        self.files = files
        self.options = options
    }

    var layouts: [RecordLayout] {
        HSDSFile.layouts.filter { layout in files.contains { $0.layout.name == layout.name } }
    }

    func feed(_ session: ImportSession, _ layout: RecordLayout) throws {
        let loader = try session.loader(layout)
        var seen: Set<Identifier> = []
        var last = 0
        for (own, input) in files where own.name == layout.name {
            last = try session.enter(input).file
            try read(file: last, loader, session, seen: &seen)
        }
        try loader.flush()
        try endMissing(seen, loader, session, file: last)
    }

    private func read(
        file: Int, _ loader: RecordLoader, _ session: ImportSession, seen: inout Set<Identifier>
    ) throws {
        let layout = loader.layout
        var match: HeaderMatch?
        try session.read(file: file) { reader in
            let found = try HeaderMatch(reader, layout: layout)
            session.files[file].summary.ignoredColumns = found.ignored
            // A service that is in the directory again is no longer ended.
            let ended = layout.column("ended_on").map { [$0] } ?? []
            loader.begin(file: file, columns: Array(Set(found.columns.map(\.layout) + ended)))
            match = found
        } take: { reader, _ in
            guard let match else { return nil }
            loader.beginRow()
            var wrong: RefusedField?
            for (column, place) in match.columns {
                let field = reader[column]
                // A row that is refused is there all the same.
                if place == 0 { seen.insert(Identifier(String(decoding: field, as: UTF8.self))) }
                do throws(RowProblem) {
                    try loader.set(place, field)
                } catch {
                    wrong =
                        wrong
                        ?? RefusedField(
                            column: match.header[column], value: String(decoding: field, as: UTF8.self),
                            reason: error.reason)
                }
            }
            if let wrong { return wrong }
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

    // MARK: - What the directory no longer has

    private func endMissing(
        _ seen: Set<Identifier>, _ loader: RecordLoader, _ session: ImportSession, file: Int
    ) throws {
        let layout = loader.layout
        let isService = layout.name == RecordLayout.services.name
        guard isService || layout.referent == nil else { return }
        let current = try String.fetchAll(
            session.database,
            sql: "SELECT \(layout.columns[0].stored) FROM \(layout.table)"
                + (isService ? " WHERE ended_on IS NULL" : "") + " ORDER BY 1")
        let missing = current.filter { !seen.contains(Identifier($0)) }
        guard !missing.isEmpty else { return }
        try session.allowRemovals(
            of: missing.count, among: current.count, file: file, "records on record, which would be ended")
        for id in missing {
            if isService {
                try end(id, session, file: file)
            } else {
                loader.beginRow()
                do throws(RowProblem) { try loader.set(0, text: id) } catch { continue }
                try loader.withdraw(file: file)
            }
        }
    }

    private func end(_ id: String, _ session: ImportSession, file: Int) throws {
        let importID = session.files[file].importID
        try session.database.execute(
            sql: RecordStatements.superseding(.services, where: "service_id = ?"),
            arguments: [importID, session.time, id])
        try session.database.execute(
            sql: "UPDATE service SET ended_on = ?, import = ? WHERE service_id = ?",
            arguments: [session.today.dayNumber, importID, id])
        session.files[file].summary.ended += 1
        session.files[file].summary.endedKinds[RecordLayout.services.name, default: 0] += 1
    }
}
