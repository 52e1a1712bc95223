/// A question about students that can be answered for each of them with yes or no.
///
/// ```
/// grade=9 and attendance.rate<90%
/// school in ("North High", south) and not tier = basic
/// name contains rivera or mentor is missing
/// ```
/// Comparisons are `=` `!=` `<` `<=` `>` `>=`, `in (a, b)`, `contains` and `is missing`; `not` before
/// `in`, `contains` and `missing` turns them round. They are joined by `and`, `or`, `not` and
/// parentheses; `and` binds tighter than `or`. The query's words and the names of fields may be in upper
/// or lower case. A value that holds more than letters, digits, points, hyphens and the like stands in
/// quotes, a quote in it twice. Texts are equal in upper or lower case, keys such as `id` byte by byte.
///
/// A comparison with a missing value is false, `!=` and `not in` like the others; `not` in front of a
/// comparison turns that round: `not attendance.rate<90%` holds for a student without a rate.
public struct StudentQuery: Sendable {
    /// The query as it was written.
    public let text: String
    let condition: QueryCondition
    private let holds: @Sendable (_ row: Int) -> Bool
    let rowCount: Int

    /// Reads a query. A blank one asks for everyone.
    ///
    /// - Parameter fields: What can be asked, and of whom.
    public init(_ text: String, fields: StudentFields) throws(QueryError) {
        self.text = text
        var parser = try QueryParser(text, fields: fields)
        condition = try parser.parse()
        holds = condition.predicate
        rowCount = fields.rowCount
    }

    /// Whether the student in a row is meant.
    public func matches(row: Int) -> Bool { holds(row) }

    /// The rows of the students that are meant, ascending.
    public var rows: [Int] { (0..<rowCount).filter(holds) }
}

extension Snapshot {
    /// The rows of the students that a query means, ascending.
    ///
    /// - Parameter results: The latest results of plugins, for queries about scores.
    public func students(
        matching query: String, results: [RunResults] = []
    ) throws(QueryError) -> [Int] {
        try StudentQuery(query, fields: StudentFields(self, results: results)).rows
    }
}
