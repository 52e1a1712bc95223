/// Which diploma a student is heading for.
public struct GraduationPlan: SnapshotRecord {
    /// The diploma's name.
    public private(set) var diploma: Text

    /// A plan for a diploma.
    public init(diploma: Text) {
        self.diploma = diploma
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&diploma)
    }
}
