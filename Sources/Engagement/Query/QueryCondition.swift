/// What a query asks of one student.
indirect enum QueryCondition: Sendable {
    case all([QueryCondition])
    case any([QueryCondition])
    case not(QueryCondition)
    case compare(StudentField, Comparison, QueryValue)
    case oneOf(StudentField, [QueryValue], negated: Bool)
    case contains(StudentField, QueryValue, negated: Bool)
    case isMissing(StudentField, negated: Bool)

    enum Comparison: Sendable {
        case equal, different, less, lessOrEqual, greater, greaterOrEqual
    }

    /// What answers for one row after another whether the student there is as the condition asks. A comparison with
    /// a missing value is false.
    var predicate: @Sendable (_ row: Int) -> Bool {
        switch self {
        case .all(let conditions):
            let predicates = conditions.map(\.predicate)
            return { row in predicates.allSatisfy { $0(row) } }
        case .any(let conditions):
            let predicates = conditions.map(\.predicate)
            return { row in predicates.contains { $0(row) } }
        case .not(let condition):
            let predicate = condition.predicate
            return { row in !predicate(row) }
        case .compare(let field, let comparison, let value):
            return Self.comparing(field, comparison, value)
        case .oneOf(let field, let values, let negated):
            return { row in
                !field.value(row: row).isMissing
                    && values.contains { field.equals($0, row: row) == true } != negated
            }
        case .contains(let field, let value, let negated):
            return { row in field.contains(value, row: row).map { $0 != negated } ?? false }
        case .isMissing(let field, let negated):
            return { row in field.value(row: row).isMissing != negated }
        }
    }

    private static func comparing(
        _ field: StudentField, _ comparison: Comparison, _ value: QueryValue
    ) -> @Sendable (_ row: Int) -> Bool {
        // Numbers are compared most: of their field nothing is copied but what reads it.
        if field.type == .number, case .number(let wanted) = value.value {
            let read = field.read
            return { row in
                guard case .number(let number) = read(row) else { return false }
                return comparison.admits(number < wanted ? -1 : number > wanted ? 1 : 0)
            }
        }
        switch comparison {
        case .equal: return { row in field.equals(value, row: row) == true }
        case .different: return { row in field.equals(value, row: row) == false }
        default: return { row in field.order(to: value, row: row).map { comparison.admits($0) } ?? false }
        }
    }
}

extension QueryCondition.Comparison {
    init?(sign: String) {
        switch sign {
        case "=", "==": self = .equal
        case "!=", "<>": self = .different
        case "<": self = .less
        case "<=": self = .lessOrEqual
        case ">": self = .greater
        case ">=": self = .greaterOrEqual
        default: return nil
        }
    }

    /// Whether a value that stands so to another satisfies the comparison: -1 before it, 0 equal, 1 after it.
    fileprivate func admits(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .different: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}

/// A value as a query names it.
struct QueryValue: Sendable {
    let value: FieldValue
    /// The text as a key, and with its case folded.
    let key: Identifier
    let folded: String

    init(_ value: FieldValue) {
        self.value = value
        let text = if case .text(let text) = value { text } else { "" }
        key = Identifier(text)
        folded = text.lowercased()
    }
}

extension StudentField {
    /// What answers for one row after another whether the student there has this value, as `=` in a query
    /// compares: texts in upper or lower case, a mentor by name or id.
    public func equals(_ value: FieldValue) -> @Sendable (_ row: Int) -> Bool {
        QueryCondition.compare(self, .equal, QueryValue(value)).predicate
    }

    /// Whether the student's value is this one; nil where it is missing.
    fileprivate func equals(_ other: QueryValue, row: Int) -> Bool? {
        let value = value(row: row)
        guard case .text(let text) = value else { return value.isMissing ? nil : value == other.value }
        switch match {
        case .value: return text.lowercased() == other.folded
        case .key: return Identifier(text) == other.key
        case .anyOf(let read):
            let (names, keys) = read(row)
            return keys.contains(other.key) || names.contains { $0.lowercased() == other.folded }
        }
    }

    /// Whether the student's text has this one in it; nil where it is missing.
    fileprivate func contains(_ other: QueryValue, row: Int) -> Bool? {
        guard case .text(let text) = value(row: row) else { return nil }
        if case .anyOf(let read) = match {
            let (names, keys) = read(row)
            return (names + keys.map(\.text)).contains { $0.lowercased().contains(other.folded) }
        }
        return text.lowercased().contains(other.folded)
    }

    /// How the student's value stands to this one: -1 before it, 0 equal, 1 after it; nil where missing.
    fileprivate func order(to other: QueryValue, row: Int) -> Int? {
        order(of: value(row: row), and: other.value)
    }

    /// How two values of the field stand to each other: -1, 0 or 1; nil where one is missing.
    func order(of left: FieldValue, and right: FieldValue) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.date(let left), .date(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.text(let left), .text(let right)):
            if case .key = match {
                Identifier(left) < Identifier(right) ? -1 : Identifier(left) == Identifier(right) ? 0 : 1
            } else {
                left.lowercased() < right.lowercased() ? -1 : left.lowercased() == right.lowercased() ? 0 : 1
            }
        default: nil
        }
    }
}
