/// How far a piece of homework has come: OneRoster's `scoreStatus`.
public enum HomeworkStatus: UInt32, Vocabulary {
    case exempt
    case fullyGraded
    case notSubmitted
    case partiallyGraded
    case submitted

    /// OneRoster's own word for it.
    public var name: String {
        switch self {
        case .exempt: "exempt"
        case .fullyGraded: "fully graded"
        case .notSubmitted: "not submitted"
        case .partiallyGraded: "partially graded"
        case .submitted: "submitted"
        }
    }

    /// Whether the student handed it in.
    public var isSubmitted: Bool {
        switch self {
        case .fullyGraded, .partiallyGraded, .submitted: true
        case .exempt, .notSubmitted: false
        }
    }
}
