/// One thing that can be asked about a student by name: shown in a column, compared in a query, sorted by.
public struct StudentField: Sendable {
    /// The name in queries, columns and Lua: `attendance.rate`.
    public let name: String
    /// The name for people.
    public let title: String
    /// The unit in the plural, or what 1 stands for; empty for texts and dates.
    public let unit: String
    /// What kind of value it holds.
    public let type: FieldType
    /// The kinds of record its values come from. Who may read one of them may read the field; empty
    /// where no declaration is needed.
    public let kinds: Set<RecordKind>
    let read: @Sendable (Int) -> FieldValue
    let match: TextMatch

    /// What a text is compared with when it is asked whether the field equals it.
    enum TextMatch: Sendable {
        /// The value, in upper or lower case.
        case value
        /// The value byte by byte: it is a key.
        case key
        /// Any of these: names in upper or lower case, keys byte by byte.
        case anyOf(@Sendable (Int) -> (names: [String], keys: [Identifier]))
    }

    init(
        _ name: String, _ title: String, unit: String = "", type: FieldType, kinds: Set<RecordKind> = [],
        match: TextMatch = .value, read: @escaping @Sendable (Int) -> FieldValue
    ) {
        self.name = name
        self.title = title
        self.unit = unit
        self.type = type
        self.kinds = kinds
        self.match = match
        self.read = read
    }

    /// A field of things whose values are known.
    ///
    /// - Parameters:
    ///   - unit: As ``unit``.
    ///   - values: The value of each row.
    ///   - texts: The texts that each row's value can be called by, where that is not the value alone: those of a
    ///     list, a name and an id; empty where it is.
    public init(
        _ name: String, unit: String, type: FieldType, values: [FieldValue], texts: [[String]] = []
    ) {
        self.init(
            name, name, unit: unit, type: type,
            match: texts.isEmpty ? .value : .anyOf { (names: texts[$0], keys: []) }
        ) { values[$0] }
    }

    /// A number of a student; nil and NaN are missing.
    static func number(
        _ name: String, _ title: String, unit: String, kinds: Set<RecordKind>,
        read: @escaping @Sendable (Int) -> Double?
    ) -> StudentField {
        StudentField(name, title, unit: unit, type: .number, kinds: kinds) { FieldValue(read($0)) }
    }

    /// The value for the student in a row.
    public func value(row: Int) -> FieldValue { read(row) }

    /// Whether its values are shares of a whole, 0...1, which people write and read in percent.
    public var isShare: Bool { type == .number && unit.hasPrefix("share of") }

    /// Whether its values are years of schooling, which people write as grade codes: `9`, `09`, `KG`.
    public var isGrade: Bool { type == .number && unit == Self.gradeUnit }

    static let gradeUnit = "grade"
}

extension StudentField {
    /// A value of this field as people read it: `93.4 %` for a share, `KG` for a grade, at most two
    /// decimals; empty where it is missing.
    public func description(of value: FieldValue) -> String {
        switch value {
        case .missing: ""
        case .text(let text): text
        case .date(let date): date.description
        case .number(let number) where isShare: decimal(number * 100, places: 1) + " %"
        case .number(let number) where isGrade: gradeDescription(number)
        case .number(let number): decimal(number, places: 2)
        }
    }

    private func gradeDescription(_ number: Double) -> String {
        guard let year = Int8(exactly: number), year < 1 else { return decimal(number, places: 0) }
        return GradeLevel.code(year)
    }

    /// The number rounded to `places` decimals, without zeros at the end.
    private func decimal(_ number: Double, places: Int) -> String {
        let scale = [1.0, 10, 100][places]
        let scaled = (number * scale).rounded()
        guard abs(scaled) < 1e15 else { return String(number) }
        let whole = Int64(scaled)
        let digits = String(whole.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = padded.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        let sign = whole < 0 ? "-" : ""
        return sign + padded.dropLast(places) + (fraction.isEmpty ? "" : "." + fraction)
    }
}
