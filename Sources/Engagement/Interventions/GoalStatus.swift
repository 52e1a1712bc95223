/// What became of a student's goal.
public enum GoalStatus: UInt32, Vocabulary {
    case active
    case reached
    case dropped

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .active: "active"
        case .reached: "reached"
        case .dropped: "dropped"
        }
    }
}
