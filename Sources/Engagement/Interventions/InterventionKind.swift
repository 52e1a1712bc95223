/// How much help an intervention is: the program gives the basic one to every student on a caseload, the
/// intensive one to those whose check shows high risk.
public enum InterventionKind: UInt32, Vocabulary {
    case basic
    case intensive

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .basic: "basic"
        case .intensive: "intensive"
        }
    }
}
