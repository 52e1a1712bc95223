/// What kind of value a field of a student holds.
public enum FieldType: String, Sendable {
    case text, number, date
}

/// The value of one field for one student.
public enum FieldValue: Sendable, Hashable {
    /// Nothing is known. Never the same as zero or an empty text.
    case missing
    case text(String)
    /// Never NaN.
    case number(Double)
    case date(CalendarDate)

    /// Whether nothing is known.
    public var isMissing: Bool { self == .missing }

    init(_ number: Double?) {
        self = number.map { $0.isNaN ? .missing : .number($0) } ?? .missing
    }

    init(_ text: String?) {
        self = text.map { $0.isEmpty ? .missing : .text($0) } ?? .missing
    }

    init(_ date: CalendarDate) {
        self = date.ifKnown.map { .date($0) } ?? .missing
    }
}
