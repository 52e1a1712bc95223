/// One demographic fact about a student, kept for comparing groups only.
public struct Demographic: SnapshotRecord {
    /// The fact's name, lower-case with underscores: `birth_date`, `sex`, `hispanic_or_latino_ethnicity`.
    public private(set) var name: Text
    /// What was recorded.
    public private(set) var value: Text

    /// One fact.
    public init(name: Text, value: Text) {
        self.name = name
        self.value = value
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&name)
        visit(&value)
    }
}
