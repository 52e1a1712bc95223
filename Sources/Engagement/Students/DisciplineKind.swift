/// What a school recorded after an incident of behavior.
public enum DisciplineKind: UInt32, Vocabulary {
    case referral
    case detention
    case inSchoolSuspension
    case outOfSchoolSuspension

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .referral: "referral"
        case .detention: "detention"
        case .inSchoolSuspension: "in_school_suspension"
        case .outOfSchoolSuspension: "out_of_school_suspension"
        }
    }
}
