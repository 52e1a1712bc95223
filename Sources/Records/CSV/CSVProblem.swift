/// Why a file cannot be read on as CSV, or why one of its rows cannot.
struct CSVProblem: Error, Equatable {
    /// The line, from 1; nil where it is not known.
    var line: Int?
    /// What is wrong and what would be right.
    var reason: String
    /// Whether only one row is wrong and the reader can go on behind it.
    var isOfOneRow = false

    init(line: Int?, _ reason: String, isOfOneRow: Bool = false) {
        self.line = line
        self.reason = reason
        self.isOfOneRow = isOfOneRow
    }
}
