public import Engagement
import Foundation
import GRDB

/// One file of an export.
public struct ExportedFile: Sendable, Hashable {
    /// The file's name: `students.csv`.
    public let name: String
    /// Its rows, without the header.
    public let rows: Int
}

extension DistrictDatabase {
    /// Writes all records as the tool's own files into a new folder: importing them into an empty database
    /// gives a snapshot with the same fingerprint, on any day.
    ///
    /// What is left out is what is not a record: runs and their results, superseded values, and who
    /// recorded what when. Kinds without a record have no file. The folder is there as a whole or not at
    /// all, and only its owner can read it.
    ///
    /// - Parameters:
    ///   - folder: A path at which there is nothing, or an empty folder.
    ///   - pseudonyms: What stands for the students, so that the files do not say who they are; they can be
    ///     imported too, as a district of its own. Nil for the records as they are.
    /// - Throws: ``RecordsError`` where there is something at the path or it cannot be written.
    public func exportFiles(
        to folder: String, pseudonyms: Pseudonyms? = nil
    ) throws -> [ExportedFile] {
        let path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard contents?.isEmpty ?? !FileManager.default.fileExists(atPath: path) else {
            throw RecordsError(.cannot, "\(path) is there already and not empty; name a new folder")
        }
        var template = Array((path + ".XXXXXX").utf8CString)
        // The mode of a folder that mkdtemp makes is 0700.
        guard mkdtemp(&template) != nil else { throw ExportFile.failure(path) }
        let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        do {
            let files = try RecordsError.explaining(path: self.path, action: "the export") {
                try pool.read { database in try Self.export(database, to: temporary, pseudonyms) }
            }
            guard rename(temporary, path) == 0 else { throw ExportFile.failure(path) }
            return files
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// The ids of all students on record, those who left included, in the order of the ids' bytes.
    public func studentIDs() throws -> [Identifier] {
        try RecordsError.explaining(path: path, action: "reading the roll") {
            try pool.read { database in
                try String.fetchAll(database, sql: "SELECT student_id FROM student ORDER BY student_id")
                    .map { Identifier($0) }
            }
        }
    }

    private static func export(
        _ database: Database, to folder: String, _ pseudonyms: Pseudonyms?
    ) throws -> [ExportedFile] {
        if let pseudonyms { DeidentifiedColumns.install(pseudonyms, in: database) }
        return try RecordLayout.all.compactMap { layout in
            let rows = try ExportStatement(layout, isDeidentified: pseudonyms != nil, database)
            guard !rows.header.isEmpty, try rows.next() else { return nil }
            let file = try ExportFile(path: "\(folder)/\(layout.fileName)")
            try file.write(rows.header)
            var count = 0
            repeat {
                try file.write(rows.fields)
                count += 1
            } while try rows.next()
            try file.finish()
            return ExportedFile(name: layout.fileName, rows: count)
        }
    }
}

/// The rows of a layout's table as its file has them, in the order of their keys as people read them.
private final class ExportStatement {
    let header: [String]
    private let columns: [LayoutColumn]
    private let statement: SQLiteStatement

    init(_ layout: RecordLayout, isDeidentified: Bool, _ database: Database) throws {
        let columns = layout.columns.filter { column in
            column.presence != .derived
                && (!isDeidentified || DeidentifiedColumns.treatment(of: column, in: layout) != nil)
        }
        let fields = columns.map { column in
            let readable = RecordStatements.readable(column, in: layout)
            return isDeidentified ? DeidentifiedColumns.sql(readable, column, in: layout) : readable
        }
        // By what is shown: the order of the ids would tell something of who a pseudonym is.
        let order = layout.keys.compactMap { key in
            columns.firstIndex { $0.name == layout.columns[key].name }.map { String($0 + 1) }
        }
        self.columns = columns
        header = columns.map(\.name)
        // The built-in indicators come with the program, not with a file.
        statement = try SQLiteStatement(
            database,
            """
            SELECT \((fields.isEmpty ? ["1"] : fields).joined(separator: ", ")) FROM \(layout.table)
            WHERE \(layout.table).import IS NOT NULL
            AND \(isDeidentified ? DeidentifiedColumns.condition(layout) : "1")
            \(order.isEmpty ? "" : "ORDER BY " + order.joined(separator: ", "))
            """)
    }

    func next() throws -> Bool { try statement.step() }

    /// The row's fields; empty where there is no value.
    var fields: [String] {
        columns.enumerated().map { place, column in
            if statement.isNull(place) { return "" }
            switch column.type {
            case .decimal: return plain(statement.real(place))
            case .gradeLevel: return GradeLevel.code(Int8(truncatingIfNeeded: statement.integer(place)))
            default: return statement.text(place)
            }
        }
    }
}

/// A CSV file on its way to the disk (RFC 4180), exactly what the importer will read: nothing is put
/// before texts that a spreadsheet would take for formulas.
private final class ExportFile {
    private let path: String
    private let descriptor: Int32
    private var bytes: [UInt8] = []

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    func write(_ fields: [String]) throws {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field)
        }
        // A line of one empty field would be none.
        if fields == [""] { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [13, 10]
        if bytes.count > 1 << 20 { try flush() }
    }

    private func append(_ field: String) {
        let special: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13]
        let needsQuotes = field.utf8.contains { special.contains($0) }
        guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func flush() throws {
        var position = 0
        while position < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress! + position, bytes.count - position)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(path) }
            position += count
        }
        bytes.removeAll(keepingCapacity: true)
    }

    func finish() throws {
        try flush()
        guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    }

    deinit {
        close(descriptor)
    }

    static func failure(_ path: String) -> RecordsError {
        RecordsError(.inputOutput, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
