/// Why a row cannot be let in.
struct RowProblem: Error {
    /// The layout's column, or nil where the row as a whole is wrong.
    var column: Int?
    /// What is wrong and what would be right.
    var reason: String

    init(column: Int? = nil, _ reason: String) {
        self.column = column
        self.reason = reason
    }
}
