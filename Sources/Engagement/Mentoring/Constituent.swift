/// Whom a mentor was in contact with about a student.
public enum Constituent: UInt32, Vocabulary {
    case student
    case guardian
    case districtStaff
    case externalProvider
    case serviceOrganization

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .student: "student"
        case .guardian: "guardian"
        case .districtStaff: "district_staff"
        case .externalProvider: "external_provider"
        case .serviceOrganization: "service_organization"
        }
    }
}
