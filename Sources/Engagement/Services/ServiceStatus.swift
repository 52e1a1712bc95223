/// Whether a service is offered, in the words of HSDS.
public enum ServiceStatus: UInt32, Vocabulary {
    case active
    case inactive
    /// Given up for good.
    case defunct
    case temporarilyClosed

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .active: "active"
        case .inactive: "inactive"
        case .defunct: "defunct"
        case .temporarilyClosed: "temporarily closed"
        }
    }
}
