/// One kind of record: the file it comes in, its columns, and where it is stored.
///
/// All that is done to a file follows from its layout: the header's check, the reading and checking of
/// fields, the comparison with what is on record, the documentation. A new kind of record is a new
/// layout, one file in this folder, and its entry in ``all``.
struct RecordLayout: Sendable {
    /// The name of the kind, which is the file's without `.csv`.
    let name: String
    /// The table.
    let table: String
    /// What the file is for, in a sentence or two.
    let prose: String
    /// The columns; those that are not in files come last.
    let columns: [LayoutColumn]
    /// The columns of the key in the order of the table's own key, where that is not the columns' order.
    var keyOrder: [Int]?
    /// Which record the rows are, if others name it: its table then gives out numbers.
    var referent: Referent?
    /// Columns that such files have by their standard and that are not held; they are not named as unknown.
    var passedOver: [String] = []
    /// What must hold between the columns of a row; also fills the columns that are not in files.
    var check: @Sendable (borrowing RowSlots, ImportContext) throws(RowProblem) -> Void = {
        (_, _) throws(RowProblem) in
    }
    /// What must hold between a row and others of its kind: takes rows in the order of their keys, refuses
    /// those for which it does not, and gives the rest.
    var review: (@Sendable (RecordLoader, [UInt32]) throws -> [UInt32])?

    var fileName: String { name + ".csv" }

    /// The columns that together say which record a row is, in the order of the table's key.
    var keys: [Int] { keyOrder ?? columns.indices.filter { columns[$0].isKey } }

    /// The number of the column with this name.
    func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// All layouts, a record before those that name it.
    static let all: [RecordLayout] = [
        organizations, taxonomyTerms, locations, services, serviceAtLocation, addresses, phones,
        schedules, serviceAreas, languages, attributes, costOptions, requiredDocuments,
        schools, terms, calendar, indicators, mentors, trainings, events, students, earlierEnrollments,
        demographics, caseloads, attendance, discipline, graduationRequirements, graduationPlans,
        creditWaivers, credits, homework, observations,
        surveys, activities, guardians, contacts, interventions, goals, goalProgress,
        strengths, linkages, outcomes,
    ]

    /// The layout of this name; nil if there is none.
    static func named(_ name: String) -> RecordLayout? { all.first { $0.name == name } }
}

/// One column of a ``RecordLayout``.
struct LayoutColumn: Sendable {
    /// How a column comes to its place in files.
    enum Presence: Sendable {
        /// The header must name it and every row must fill it.
        case required
        /// It may be missing from the header, and empty.
        case optional
        /// The importer fills it; no file names it.
        case derived
    }

    /// The name in the file's header.
    let name: String
    /// The name in the table.
    let stored: String
    let type: ColumnType
    let presence: Presence
    /// Whether it is part of what makes a record the same one.
    let isKey: Bool
    /// What an empty field of a new record is stored as; nil means as nothing.
    let absent: Int64?
    let prose: String
    let example: String

    init(
        _ name: String, _ type: ColumnType, _ presence: Presence = .optional, key isKey: Bool = false,
        stored: String? = nil, absent: Int64? = nil, prose: String, example: String = ""
    ) {
        self.name = name
        self.stored = stored ?? name
        self.type = type
        self.presence = presence
        self.isKey = isKey
        self.absent = absent
        self.prose = prose
        self.example = example
    }
}
