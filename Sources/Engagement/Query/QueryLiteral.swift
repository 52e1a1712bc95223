extension StudentField {
    /// The value that a person writes so in a query: `90%`, `KG`, `2026-01-31`.
    public func value(writtenAs text: String) throws(QueryLiteralError) -> FieldValue {
        try readLiteral(text).get()
    }

    /// Reads a value that a query compares with this field.
    ///
    /// - Returns: The value, or what is wrong with the text.
    func readLiteral(_ text: String) -> Result<FieldValue, QueryLiteralError> {
        switch type {
        case .text: return .success(.text(text))
        case .date:
            guard let date = CalendarDate(text) else {
                return .failure("'\(text)' is no date; '\(name)' is compared with one such as 2026-01-31")
            }
            return .success(.date(date))
        case .number where isGrade:
            guard case .year(let year)? = GradeLevel.read(text) else {
                return .failure("'\(text)' is no grade; write 9, 09 or KG")
            }
            return .success(.number(Double(year)))
        case .number: return readNumber(text)
        }
    }

    private func readNumber(_ text: String) -> Result<FieldValue, QueryLiteralError> {
        let isPercent = text.utf8.last == UInt8(ascii: "%")
        guard let number = Self.plainNumber(isPercent ? String(text.dropLast()) : text) else {
            return .failure("'\(text)' is no number; '\(name)' counts \(unit)")
        }
        if isPercent, !isShare {
            return .failure("'\(name)' counts \(unit), not percent; leave out the %")
        }
        let value = isPercent ? number / 100 : number
        if isShare, value < 0 || value > 1 {
            return .failure("'\(name)' is a \(unit) between 0 and 1; write 0.9 or 90%")
        }
        return .success(.number(value))
    }

    /// Digits with at most one point between them and a sign before them. Swift itself would also take
    /// `nan`, `infinity` and hexadecimal numbers.
    private static func plainNumber(_ text: String) -> Double? {
        let digits = text.utf8.first.map { $0 == 0x2B || $0 == 0x2D } == true ? text.dropFirst() : text[...]
        let parts = digits.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isPlain =
            parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
        guard isPlain, let number = Double(text), number.isFinite else { return nil }
        return number
    }
}

/// What is wrong with a value in a query.
public struct QueryLiteralError: Error, ExpressibleByStringInterpolation, CustomStringConvertible {
    let message: String

    /// What was found and what was expected.
    public var description: String { message }

    public init(stringLiteral message: String) {
        self.message = message
    }
}
