/// Reads a query from its tokens, top down: `or`, `and`, `not`, then one comparison.
struct QueryParser {
    private let query: String
    private let fields: StudentFields
    private let tokens: [QueryToken]
    private var position = 0
    private var depth = 0

    /// Deeper than any person nests, and shallow enough for the smallest stack of a thread.
    private static let greatestDepth = 200

    init(_ query: String, fields: StudentFields) throws(QueryError) {
        self.query = query
        self.fields = fields
        tokens = try QueryToken.read(query)
    }

    /// The condition that the whole query states.
    mutating func parse() throws(QueryError) -> QueryCondition {
        if token.kind == .end { return .all([]) }
        let condition = try alternatives()
        if token.kind == .end { return condition }
        throw error("found \(token.found), expected 'and', 'or' or the end" + hintAfterComparison())
    }

    private mutating func alternatives() throws(QueryError) -> QueryCondition {
        var conditions = [try conjunction()]
        while take(word: "or") { conditions.append(try conjunction()) }
        return conditions.count == 1 ? conditions[0] : .any(conditions)
    }

    private mutating func conjunction() throws(QueryError) -> QueryCondition {
        var conditions = [try negation()]
        while take(word: "and") { conditions.append(try negation()) }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private mutating func negation() throws(QueryError) -> QueryCondition {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.greatestDepth {
            throw error("the query is nested more than \(Self.greatestDepth) deep")
        }
        if take(word: "not") { return .not(try negation()) }
        guard token.kind == .open else { return try comparison() }
        position += 1
        let condition = try alternatives()
        try expect(.close, "')'")
        return condition
    }

    private mutating func comparison() throws(QueryError) -> QueryCondition {
        let field = try self.field()
        if token.kind == .comparison, let comparison = QueryCondition.Comparison(sign: token.text) {
            position += 1
            return .compare(field, comparison, try value(for: field))
        }
        let isStated = take(word: "is")
        let negated = take(word: "not")
        if take(word: "missing") { return .isMissing(field, negated: negated) }
        if isStated { throw error("found \(token.found), expected 'missing'; compare with '='") }
        if take(word: "in") { return .oneOf(field, try list(for: field), negated: negated) }
        if token.isWord("contains") {
            guard field.type == .text else {
                throw error("'\(field.name)' is a \(field.type.rawValue); only texts can contain something")
            }
            position += 1
            return .contains(field, try value(for: field), negated: negated)
        }
        throw error(
            "found \(token.found) behind '\(field.name)', expected = != < <= > >= in, contains or missing")
    }

    private mutating func field() throws(QueryError) -> StudentField {
        guard token.kind == .word else { throw error("found \(token.found), expected a field's name") }
        do throws(FieldError) {
            let field = try fields.field(named: token.text)
            position += 1
            return field
        } catch {
            var problem = self.error(error.description)
            problem.fieldError = error
            throw problem
        }
    }

    private mutating func value(for field: StudentField) throws(QueryError) -> QueryValue {
        guard token.kind == .word || token.kind == .quoted else {
            throw error("found \(token.found), expected a value for '\(field.name)'")
        }
        switch field.readLiteral(token.text) {
        case .success(let value):
            position += 1
            return QueryValue(value)
        case .failure(let wrong): throw error(wrong.message)
        }
    }

    private mutating func list(for field: StudentField) throws(QueryError) -> [QueryValue] {
        try expect(.open, "'(' and a list of values")
        var values = [try value(for: field)]
        while token.kind == .comma {
            position += 1
            values.append(try value(for: field))
        }
        try expect(.close, "',' or ')'")
        return values
    }

    private var token: QueryToken { tokens[position] }

    private mutating func take(word: String) -> Bool {
        guard token.isWord(word) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ kind: QueryToken.Kind, _ expected: String) throws(QueryError) {
        guard token.kind == kind else { throw error("found \(token.found), expected \(expected)") }
        position += 1
    }

    private func error(_ message: String) -> QueryError {
        QueryError(query: query, column: token.column, message: message)
    }

    /// What a writer who left out something between two words most likely meant.
    private func hintAfterComparison() -> String {
        switch token.text {
        case "&", "&&": "; write 'and'"
        case "|", "||": "; write 'or'"
        default:
            position > 0 && token.kind == .word && tokens[position - 1].kind == .word
                ? "; put a text with spaces in quotes: \"\(tokens[position - 1].text) \(token.text)\"" : ""
        }
    }
}
