/// What a school noted about a student's presence.
public enum AttendanceCode: UInt32, Vocabulary {
    case present
    case excused
    case unexcused
    case tardy
    case earlyDeparture
    case missedClass

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .present: "present"
        case .excused: "excused"
        case .unexcused: "unexcused"
        case .tardy: "tardy"
        case .earlyDeparture: "early_departure"
        case .missedClass: "missed_class"
        }
    }

    /// Whether a record without a period means that the whole day was missed, excused or not.
    public var isAbsence: Bool { self == .excused || self == .unexcused }
}
