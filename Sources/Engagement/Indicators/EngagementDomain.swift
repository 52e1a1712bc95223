/// One of the four kinds of engagement that Check & Connect monitors.
public enum EngagementDomain: UInt32, Vocabulary {
    case academic, behavioral, cognitive, affective

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .academic: "academic"
        case .behavioral: "behavioral"
        case .cognitive: "cognitive"
        case .affective: "affective"
        }
    }
}
