/// The students of a snapshot, one a row, in the byte order of their ids.
public struct StudentColumns: Sendable {
    /// The district's own ids, no two the same.
    public let ids: Column<Text>
    public let givenNames: Column<Text>
    public let middleNames: Column<Text>
    public let familyNames: Column<Text>
    /// The given name the student goes by; none where it is the given name.
    public let preferredNames: Column<Text>
    /// Years of schooling as ``GradeLevel`` counts them; ``unknownGrade`` where ungraded or not known.
    public let grades: Column<Int8>
    /// Numbers in ``Snapshot/schools``; -1 where not known.
    public let schools: Column<Int32>
    /// The first day of enrollment; unknown where not said.
    public let enrolledFrom: Column<CalendarDate>
    /// The last day of enrollment; unknown where it has not ended.
    public let enrolledTo: Column<CalendarDate>
    /// The language of the student's home; none where not known.
    public let languages: Column<Text>

    /// Stands for no grade in ``grades``.
    public static let unknownGrade = Int8.min

    /// How many students there are.
    public var count: Int { ids.count }
}

/// One student on the way into a snapshot. nil and the empty text mean that nothing is known.
public struct StudentRecord: Sendable {
    public var id: Identifier
    public var givenName = ""
    public var middleName = ""
    public var familyName = ""
    public var preferredName = ""
    /// Years of schooling as ``GradeLevel`` counts them.
    public var grade: Int8?
    /// The number that ``SnapshotBuilder/addSchool(_:)`` gave.
    public var school: Int?
    public var enrolledFrom: CalendarDate?
    public var enrolledTo: CalendarDate?
    public var language = ""

    /// A student of whom only the id is known.
    public init(id: Identifier) {
        self.id = id
    }
}
