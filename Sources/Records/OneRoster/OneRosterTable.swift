import Engagement
import NearestName

/// One OneRoster file in reading: fields by the names of its columns.
final class OneRosterTable {
    let kind: OneRosterFile
    let file: Int
    private var places: [String: Int] = [:]
    private var reader: CSVReader?

    init(_ kind: OneRosterFile, file: Int) {
        self.kind = kind
        self.file = file
    }

    /// Reads the rows one after another.
    ///
    /// - Parameters:
    ///   - begin: Called when the header has been read.
    ///   - take: Takes a row; throws ``RowRefusal`` to refuse it.
    func read(
        _ session: ImportSession, isFirstReading: Bool, begin: () throws -> Void = {},
        take: (OneRosterTable) throws -> Void
    ) throws {
        try session.read(file: file, isFirstReading: isFirstReading) { reader in
            session.files[file].summary.ignoredColumns = try match(reader)
            try begin()
        } take: { reader, _ in
            self.reader = reader
            do {
                try take(self)
                return nil
            } catch let refusal as RowRefusal {
                return RefusedField(
                    column: refusal.column,
                    value: refusal.column.isEmpty ? "" : text(refusal.column), reason: refusal.reason)
            }
        }
        reader = nil
    }

    /// The line on which the row begins.
    var line: Int { reader?.line ?? 0 }

    /// The extension columns that are facts of a student, with the facts' names.
    lazy var extensions: [(column: String, fact: String)] = names.compactMap { name in
        OneRosterFile.fact(extension: name).map { (name, $0) }
    }

    /// The names of the file's columns, in its order.
    var names: [String] { places.sorted { $0.value < $1.value }.map(\.key) }

    /// Whether the file has this column.
    func has(_ column: String) -> Bool { places[column] != nil }

    /// The field of a column, valid until the next row; empty where the file does not have it.
    subscript(column: String) -> UnsafeBufferPointer<UInt8> {
        guard let place = places[column], let reader else { return UnsafeBufferPointer(start: nil, count: 0) }
        return reader[place]
    }

    /// The field of a column as a string; empty where the file does not have it.
    func text(_ column: String) -> String { String(decoding: self[column], as: UTF8.self) }

    /// Whether a delta withdraws the row.
    func isWithdrawn() throws -> Bool {
        let status = self["status"]
        if status.isEmpty { return false }
        switch String(decoding: status, as: UTF8.self) {
        case "active": return false
        case "tobedeleted", "inactive": return true
        case let other:
            let near =
                nearestName(to: other, among: ["active", "tobedeleted"])
                .map { " (did you mean '\($0)'?)" } ?? ""
            throw RowRefusal(column: "status", reason: "is no status\(near); active or tobedeleted is")
        }
    }

    /// Finds the columns; returns the names of those that are in neither version of the standard.
    private func match(_ reader: CSVReader) throws -> [String] {
        let header = HeaderMatch.names(of: reader)
        try HeaderMatch.refuseTwice(header)
        for (place, name) in header.enumerated() { places[name] = place }
        let known = kind.required + kind.optional
        var ignored: [String] = []
        for name in header where !known.contains(name) && !kind.reads(extension: name) {
            if !name.hasPrefix(OneRosterFile.extensionPrefix) {
                try HeaderMatch.refuseMisspelt(name, of: known, in: header)
            }
            ignored.append(name)
        }
        let wanted = kind.required.filter { places[$0] == nil }
        guard wanted.isEmpty else {
            throw CSVProblem(
                line: 1,
                """
                \(HeaderMatch.missing(wanted)); found \
                \(HeaderMatch.list(header)); OneRoster's \(kind.fileName) has \
                \(kind.required.joined(separator: ","))
                """)
        }
        return ignored
    }
}

/// Why a row of a OneRoster file is refused.
struct RowRefusal: Error {
    /// The file's column; empty where the row as a whole is wrong.
    var column = ""
    var reason: String
}
