/// How a mentor was in contact.
public enum ContactMode: UInt32, Vocabulary {
    case inPerson
    case phone
    case video
    case message
    case email
    case letter

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .inPerson: "in_person"
        case .phone: "phone"
        case .video: "video"
        case .message: "message"
        case .email: "email"
        case .letter: "letter"
        }
    }
}
