/// Where a mentor worked or something was observed.
public enum Setting: UInt32, Vocabulary {
    case school, home, community

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .school: "school"
        case .home: "home"
        case .community: "community"
        }
    }
}
