/// What came of an import.
public struct ImportSummary: Sendable {
    /// The files, in the order in which they were read.
    public internal(set) var files: [ImportedFile] = []
    /// The rows that were refused, in the order in which they were found; empty where all were let in.
    public internal(set) var rejected: [RejectedRow] = []
    /// Tables that are none of the known ones and zips inside folders, by name; they were left out.
    public internal(set) var ignoredFiles: [String] = []
    /// The students whose attendance does not count as it should; none where nothing of the import bears on it.
    public internal(set) var uncountedAttendance = UncountedAttendance()
    /// Subjects of credits on record that are nearly those of requirements, where the import bears on either.
    public internal(set) var misspeltSubjects: [MisspeltSubject] = []
}

/// One file of an import.
public struct ImportedFile: Sendable, Hashable {
    /// The file's name as given, with the path inside a folder or a zip: `export.zip/users.csv`.
    public let name: String
    /// Rows read, without the header and blank lines.
    public internal(set) var rowsRead = 0
    /// Records that were not known.
    public internal(set) var new = 0
    /// Records that were known with other content.
    public internal(set) var changed = 0
    /// Rows that say what they said before somebody corrected their records by hand; the corrections stand.
    public internal(set) var corrected = 0
    /// Records ended or withdrawn because the file no longer has them.
    public internal(set) var ended = 0
    /// Those of them that a roster, gradebook or directory takes back: how many, by kind: `students`.
    public internal(set) var endedKinds: [String: Int] = [:]
    /// Rows refused.
    public internal(set) var refused = 0
    /// Rows that a plugin left out.
    public internal(set) var leftOut = 0
    /// Records that were left out because they are not read or something in them is not understood: how
    /// many, by what that is.
    public internal(set) var unread: [String: Int] = [:]
    /// Records that were left out because a word in them means nothing here: how many, by the word.
    public internal(set) var unmapped: [UnmappedWord: Int] = [:]
    /// Answers to subscales of surveys that measure no indicator: how many, by the subscale. They are kept, but
    /// count for nothing.
    public internal(set) var unmeasured: [String: Int] = [:]
    /// Seconds it took.
    public internal(set) var seconds = 0.0
    /// Columns whose names are not known and which were left out, in the file's order.
    public internal(set) var ignoredColumns: [String] = []

    init(name: String) {
        self.name = name
    }
}

/// One row that was refused.
public struct RejectedRow: Sendable, Hashable {
    /// The file's name, as in ``ImportedFile/name``.
    public let file: String
    /// The line on which the row begins, from 1.
    public let line: Int
    /// The column's header; empty where the row as a whole is wrong.
    public let column: String
    /// The value found; empty where the row as a whole is wrong.
    public let value: String
    /// What is wrong and what would be right.
    public let reason: String
    /// The row's fields as they stand in the file.
    public let fields: [String]
}

extension RejectedRow: CustomStringConvertible {
    /// `attendance.csv, line 7, column date: '2026-02-30' …`
    public var description: String {
        let place = column.isEmpty ? "\(file), line \(line)" : "\(file), line \(line), column \(column)"
        return "\(place): \(reason)"
    }
}

/// How far an import has come.
public struct ImportProgress: Sendable, Hashable {
    /// The file being read.
    public let file: String
    /// Rows read of it.
    public let rows: Int
    /// Bytes read of it.
    public let bytes: Int
    /// The file's size in bytes; nil where not known.
    public let size: Int?
}
