import Engagement
import Foundation
import GRDB

/// One call of the importer, from the first file to the commit: what its parts share.
final class ImportSession {
    let database: Database
    let options: ImportOptions
    let user: String
    private let isByHand: Bool
    let context: ImportContext
    /// When the import began: seconds since 1970-01-01 UTC.
    let time = Int64(Date().timeIntervalSince1970)
    /// The day of the import.
    let today: CalendarDate
    /// The files so far.
    var files: [SessionFile] = []
    var rejected: [RejectedRow] = []
    var pending: [PendingRefusal] = []
    private var loaders: [String: RecordLoader] = [:]
    private var corrections: Corrections?
    private let progress: (@Sendable (ImportProgress) -> Void)?

    /// A file and what the importer keeps of it.
    struct SessionFile {
        let input: InputFile
        var summary: ImportedFile
        /// The number under which the database knows this reading of the file.
        let importID: Int64
        /// The columns that its rows give, as bits, by layout.
        var columns: [String: UInt64] = [:]
        var delimiter: UInt8?
        /// Whether its rows stand in no table: in the mapping, or as records of XML.
        var isConstant = false
    }

    /// A row that was found wrong when the file had been read already.
    struct PendingRefusal {
        let file: Int
        let line: Int
        let wrong: RefusedField

        /// What is wrong, with the column and the value.
        var reason: String {
            wrong.column.isEmpty ? wrong.message : "column \(wrong.column): \(wrong.message)"
        }
    }

    /// - Parameter isByHand: Whether somebody enters or corrects by hand, and no file is read.
    init(
        _ database: Database, options: ImportOptions, user: String,
        progress: (@Sendable (ImportProgress) -> Void)?, isByHand: Bool = false
    ) {
        self.isByHand = isByHand
        self.database = database
        self.options = options
        self.user = user
        self.progress = progress
        today = options.today ?? CalendarDate(dayNumber: Int32(time / 86400))
        context = ImportContext(database, codes: options.mapping?.codes ?? [:], today: today)
    }

    /// What was corrected by hand, for a record that came with this import; nil where that was no entry by hand, and
    /// while an entry is made.
    func corrections(of origin: Int64) throws -> Corrections? {
        guard !isByHand else { return nil }
        let corrections = try corrections ?? Corrections(database)
        self.corrections = corrections
        return corrections.isByHand(origin) ? corrections : nil
    }

    /// The loader of a layout; the same one for all files of the call.
    func loader(_ layout: RecordLayout) throws -> RecordLoader {
        if let loader = loaders[layout.name] { return loader }
        let loader = try RecordLoader(layout, session: self)
        loaders[layout.name] = loader
        return loader
    }

    /// Writes what the loader of a layout has gathered; no more rows of it come.
    func finish(_ layout: RecordLayout) throws {
        guard let loader = loaders.removeValue(forKey: layout.name) else { return }
        let began = Date()
        try loader.flush()
        // Files of one layout are written together; the last of them bears the time.
        if let file = files.lastIndex(where: { $0.columns[layout.name] != nil }) {
            files[file].summary.seconds += Date().timeIntervalSince(began)
        }
    }

    /// Enters a file into the book of imports, once.
    ///
    /// - Returns: Its number in ``files``, and whether it had not been entered yet.
    func enter(_ input: InputFile) throws -> (file: Int, isNew: Bool) {
        if let file = files.firstIndex(where: { $0.input.name == input.name }) { return (file, false) }
        return (try add(input), true)
    }

    /// Counts records of a file that are left out, under what they are.
    func leaveOut(_ what: String, file: Int, count: Int = 1) {
        if count > 0 { files[file].summary.unread[what, default: 0] += count }
    }

    /// Counts a record of a file that is left out for a word that means nothing here.
    func leaveOut(_ word: UnmappedWord, file: Int) {
        files[file].summary.unmapped[word, default: 0] += 1
    }

    private func add(_ input: InputFile) throws -> Int {
        try database.execute(
            sql: "INSERT INTO import (at, user, file, sha256) VALUES (?, ?, ?, '')",
            arguments: [time, user, input.name])
        files.append(
            SessionFile(
                input: input, summary: ImportedFile(name: input.name),
                importID: database.lastInsertedRowID))
        return files.count - 1
    }

    /// Reads a file's rows one after another; rows that `take` refuses are noted, and the others go on.
    ///
    /// - Parameters:
    ///   - file: Its number in ``files``.
    ///   - isFirstReading: Whether its rows are counted; a file may be read once for each of its records.
    ///   - header: Takes the header.
    ///   - take: Takes a row and its number, counted from 1; says what is wrong with it, or nil.
    func read(
        file: Int, isFirstReading: Bool = true, delimiter: UInt8? = nil,
        header: (CSVReader) throws -> Void,
        take: (CSVReader, Int) throws -> RefusedField?
    ) throws {
        let began = Date()
        let source = HashingSource(try files[file].input.open())
        let name = files[file].summary.name
        files[file].delimiter = delimiter
        do {
            let reader = try CSVReader(source, delimiter: delimiter)
            guard try reader.next() else {
                throw CSVProblem(line: nil, "is empty; expected a line with the names of the columns")
            }
            try header(reader)
            let width = reader.count
            var rows = 0
            reading: while true {
                do {
                    guard try reader.next() else { break reading }
                } catch let problem as CSVProblem where problem.isOfOneRow {
                    rows += 1
                    try refuse(
                        file: file, line: problem.line ?? 0, RefusedField(reason: problem.reason), fields: [])
                    continue
                }
                rows += 1
                if reader.count != width {
                    try refuse(
                        file: file, line: reader.line,
                        RefusedField(
                            reason: "has \(counted(reader.count, "field")) where the header has \(width)"),
                        fields: reader.strings)
                } else if let wrong = try take(reader, rows) {
                    try refuse(file: file, line: reader.line, wrong, fields: reader.strings)
                }
                if rows & 0xFFFF == 0 {
                    progress?(
                        ImportProgress(file: name, rows: rows, bytes: source.count, size: source.size))
                }
            }
            if isFirstReading {
                files[file].summary.rowsRead = rows
                try database.execute(
                    sql: "UPDATE import SET sha256 = ? WHERE id = ?",
                    arguments: [source.digest, files[file].importID])
            }
            progress?(ImportProgress(file: name, rows: rows, bytes: source.count, size: source.size))
        } catch let problem as CSVProblem {
            let place = problem.line.map { "\(name), line \($0)" } ?? name
            throw RecordsError(.badData, "\(place): \(problem.reason)")
        }
        files[file].summary.seconds += Date().timeIntervalSince(began)
    }
}
