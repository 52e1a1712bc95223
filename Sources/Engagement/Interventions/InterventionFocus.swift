/// What an intervention works on.
public enum InterventionFocus: UInt32, Vocabulary {
    case problemSolving
    case academicSupport
    /// Connection to school and community.
    case connection

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .problemSolving: "problem_solving"
        case .academicSupport: "academic_support"
        case .connection: "connection"
        }
    }
}
