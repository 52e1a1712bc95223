/// What stretch of the school's year a term is: OneRoster's `type` of an academic session.
public enum TermKind: UInt32, Vocabulary {
    case schoolYear, semester, term, gradingPeriod

    /// OneRoster's own word for it.
    public var name: String {
        switch self {
        case .schoolYear: "schoolYear"
        case .semester: "semester"
        case .term: "term"
        case .gradingPeriod: "gradingPeriod"
        }
    }
}
