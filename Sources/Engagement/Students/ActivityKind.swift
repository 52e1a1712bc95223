/// What kind of happening outside lessons a student or a mentor took part in.
public enum ActivityKind: UInt32, Vocabulary {
    case extracurricular
    case schoolEvent
    case communityEvent

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .extracurricular: "extracurricular"
        case .schoolEvent: "school_event"
        case .communityEvent: "community_event"
        }
    }
}
