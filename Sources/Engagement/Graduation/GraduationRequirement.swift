/// Credits that a diploma requires in a subject, and over which grades they are expected.
public struct GraduationRequirement: Sendable, Hashable {
    /// The diploma; empty for the one that every student without a plan is heading for.
    public let diploma: String
    /// The subject, as credits name it; compared in upper or lower case.
    public let subject: String
    /// Credits required, 0 or more.
    public let credits: Double
    /// The grades over which they are expected, evenly: 9 through 12 for most.
    public let grades: ClosedRange<Int>
    /// Whether credits that no other requirement takes count here: those beyond what their subject
    /// requires, and those in subjects without a requirement. So it is with electives.
    public let takesSurplus: Bool
    /// Whether a course that is taken again counts again, as band or physical education do.
    public let repeatsCount: Bool

    /// A requirement; parts are taken as they are.
    public init(
        diploma: String = "", subject: String, credits: Double, grades: ClosedRange<Int> = 9...12,
        takesSurplus: Bool = false, repeatsCount: Bool = false
    ) {
        self.diploma = diploma
        self.subject = subject
        self.credits = credits
        self.grades = grades
        self.takesSurplus = takesSurplus
        self.repeatsCount = repeatsCount
    }
}
