/// What is wrong with a query, and where.
///
/// ```
/// column 13: no field 'attendence.rate'; did you mean 'attendance.rate'?
/// ```
public struct QueryError: Error, Hashable, CustomStringConvertible {
    /// The query as it was written.
    public let query: String
    /// The place of the first wrong character, in characters from 1; one behind the end where
    /// something is missing there.
    public let column: Int
    /// What was found, what was expected and what to do.
    public let message: String
    /// Why a name in the query leads to no field, where that is what is wrong.
    public var fieldError: FieldError?

    public var description: String { "column \(column): \(message)" }
}
