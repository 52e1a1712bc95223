/// How files with other names, headers and codes become records: `mapping.json`.
public struct Mapping: Sendable {
    /// The file it was read from, for messages.
    let path: String
    /// What the district's codes mean, by record: `attendance` and `discipline`.
    let codes: [String: [String: String]]
    /// Titles of OneRoster categories that are homework; nil means those that contain "homework".
    let homeworkCategories: [String]?
    /// Titles of OneRoster categories that are grades; nil means those that contain "final grade".
    let gradeCategories: [String]?
    /// The files with other headers.
    let files: [MappedFile]
    /// Whole records by their kind, each with its columns.
    let records: [(layout: RecordLayout, rows: [[String: String]])]

    /// Reads a mapping.
    ///
    /// Throws ``RecordsError`` for a file that cannot be read, is no JSON, or has a key, record, column
    /// or code that is not known; the message names it and the nearest one that is.
    public init(contentsOfFile path: String) throws {
        self = try MappingParser(path: path).parse()
    }

    init(
        path: String, codes: [String: [String: String]], homeworkCategories: [String]?,
        gradeCategories: [String]?, files: [MappedFile],
        records: [(layout: RecordLayout, rows: [[String: String]])]
    ) {
        self.path = path
        self.codes = codes
        self.homeworkCategories = homeworkCategories
        self.gradeCategories = gradeCategories
        self.files = files
        self.records = records
    }
}

/// One file with headers of its own.
struct MappedFile: Sendable {
    /// The exact file name.
    let name: String
    /// Between fields; nil means that the header shows it.
    let delimiter: UInt8?
    /// What each of its rows makes.
    let records: [MappedRecord]
}

/// What one row of a mapped file makes of one kind of record.
struct MappedRecord: Sendable {
    let layout: RecordLayout
    /// Where the layout's columns come from.
    let columns: [(column: Int, source: MappedValue)]
    /// Columns of the file that make a record each: the header, and the name under which it goes.
    let each: [(header: String, name: String)]
    /// A row in which this column of the layout has no value makes no record.
    let skipWhenEmpty: Int?

    /// The layout's column that takes the names of `each`, by the layout's name.
    static let eachColumns = [
        "observations": "indicator", "demographics": "name", "outcomes": "outcome", "surveys": "subscale",
    ]
}

/// Where a value comes from.
enum MappedValue: Sendable {
    /// Always the same.
    case constant(String)
    /// The number of the data row, between two texts, padded with zeros to a width.
    case row(before: String, width: Int, after: String)
    /// A column of the file; with codes, each of its words becomes another, and no other word is known.
    case column(String, codes: [String: String]?)
}
