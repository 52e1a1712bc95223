import NearestName

extension StudentQuery {
    /// Texts that the query asks for and that no student has where another one has one that is almost the same: in
    /// words for people, such as `no student has mentor 'rivra'; did you mean 'rivera'?`. A field that holds none of
    /// its values is no reason to refuse a query; a slip of the finger looks the same.
    public var unknownValues: [String] {
        condition.texts.compactMap { field, value in
            guard case .text(let text) = value.value else { return nil }
            return field.unknown(text, among: 0..<rowCount)
        }
    }

    /// The texts that fields are to be equal to, with the field's name.
    public var wantedTexts: [(field: String, text: String)] {
        condition.texts.compactMap { field, value in
            if case .text(let text) = value.value { (field.name, text) } else { nil }
        }
    }

    /// The names of the fields that it asks about.
    public var fieldNames: Set<String> { condition.fieldNames }
}

extension QueryCondition {
    /// The names of the fields that are asked about.
    fileprivate var fieldNames: Set<String> {
        switch self {
        case .all(let conditions), .any(let conditions):
            conditions.reduce(into: []) { $0.formUnion($1.fieldNames) }
        case .not(let condition): condition.fieldNames
        case .compare(let field, _, _), .oneOf(let field, _, _), .contains(let field, _, _),
            .isMissing(let field, _):
            [field.name]
        }
    }

    /// The texts that fields are to be equal to.
    fileprivate var texts: [(field: StudentField, value: QueryValue)] {
        switch self {
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.texts)
        case .not(let condition): condition.texts
        case .compare(let field, .equal, let value) where field.type == .text: [(field, value)]
        case .oneOf(let field, let values, _) where field.type == .text: values.map { (field, $0) }
        case .compare, .oneOf, .contains, .isMissing: []
        }
    }
}

extension StudentField {
    /// The same of a text that the field is to be equal to; nil where a student has it, and where none has one that is
    /// almost the same.
    ///
    /// - Parameter rows: The rows of all students.
    public func unknown(_ text: String, among rows: Range<Int>) -> String? {
        guard type == .text, !rows.contains(where: equals(.text(text))) else { return nil }
        var known: Set<String> = []
        for row in rows { known.formUnion(texts(row: row)) }
        let words = known.flatMap { $0.split(separator: " ").map(String.init) }
        return nearestName(to: text, among: known.union(words)).map {
            "no student has \(name) '\(text)'; did you mean '\($0)'?"
        }
    }

    /// What the student's text can be called by.
    fileprivate func texts(row: Int) -> [String] {
        if case .anyOf(let read) = match {
            let (names, keys) = read(row)
            return names + keys.map(\.text)
        }
        if case .text(let text) = value(row: row) { return [text] }
        return []
    }
}
