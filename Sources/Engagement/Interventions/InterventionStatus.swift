/// How far an intervention has come.
public enum InterventionStatus: UInt32, Vocabulary {
    case planned
    case active
    case completed
    /// Ended before it was completed.
    case stopped

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .planned: "planned"
        case .active: "active"
        case .completed: "completed"
        case .stopped: "stopped"
        }
    }
}
