/// Why the database could not be opened, read or written, or why files were not let in.
///
/// The description is for people and fit to print as it is: where, what was found, what to do.
public struct RecordsError: Error, CustomStringConvertible, Sendable {
    /// What kind of failure it is, and with it the exit code of the command line.
    public enum Category: Sendable, Hashable {
        /// The files or the database hold what they must not. Exit code 65.
        case badData
        /// Reading or writing failed: missing file, no permission, full disk. Exit code 74.
        case inputOutput
        /// The state of things forbids it: locked, made by a later version, removals to be confirmed.
        /// Exit code 2.
        case cannot
    }

    /// What kind of failure it is.
    public let category: Category
    /// The whole message, of one or more lines, without a newline at its end.
    public let description: String
    /// The rows that were refused, where that is the failure; otherwise empty. All of them up to
    /// ``ImportOptions/refusedLimit``, while the description lists the first few.
    public let rejected: [RejectedRow]

    init(_ category: Category, _ description: String, rejected: [RejectedRow] = []) {
        self.category = category
        self.description = description
        self.rejected = rejected
    }
}
