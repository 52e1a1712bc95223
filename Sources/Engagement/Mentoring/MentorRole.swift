/// In which of the roles of the program a mentor acted.
public enum MentorRole: UInt32, Vocabulary {
    case coach
    case caseManager
    case advocate

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .coach: "coach"
        case .caseManager: "case_manager"
        case .advocate: "advocate"
        }
    }
}
