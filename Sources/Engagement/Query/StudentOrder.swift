/// An order of students by the values of fields: `attendance.rate`, `-score, name`.
///
/// A `-` before a field turns its order round. Students without a value come last either way; equals
/// stay in the order in which they were.
public struct StudentOrder: Sendable {
    private let keys: [(field: StudentField, isDescending: Bool)]

    /// Reads an order: names of fields, separated by commas.
    public init(_ text: String, fields: StudentFields) throws(FieldError) {
        var keys: [(field: StudentField, isDescending: Bool)] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = part.trimmingSpaces()
            let isDescending = name.hasPrefix("-")
            let field = try fields.field(named: String(isDescending ? name.dropFirst() : name))
            keys.append((field, isDescending))
        }
        self.keys = keys
    }

    /// These rows in order.
    public func sort(_ rows: [Int]) -> [Int] {
        var sorted = rows
        // The last key first: a stable sort keeps what later keys have put in order.
        for (field, isDescending) in keys.reversed() {
            let values = sorted.map { (row: $0, value: field.value(row: $0)) }
            sorted = values.enumerated().sorted { left, right in
                let (first, second) = (left.element.value, right.element.value)
                if first.isMissing || second.isMissing, first.isMissing != second.isMissing {
                    return second.isMissing
                }
                let order = field.order(of: first, and: second) ?? 0
                return order == 0 ? left.offset < right.offset : (order < 0) != isDescending
            }.map(\.element.row)
        }
        return sorted
    }
}

extension Substring {
    /// Without the white space at both ends.
    fileprivate func trimmingSpaces() -> Substring {
        var rest = drop { $0.isWhitespace }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
