/// How far a linkage of a student to a service has come.
///
/// The numbers are also the order of two steps of one day.
public enum LinkageStatus: UInt32, Vocabulary {
    /// Somebody or a plugin thinks it would help; nobody has asked the service yet.
    case proposed
    case referred
    case enrolled
    /// The student takes part.
    case active
    /// Came to its end as planned.
    case completed
    /// Nothing came of it: the student, the family or the service said no.
    case declined
    /// Broken off.
    case ended

    /// The word for it in files and in Lua.
    public var name: String {
        switch self {
        case .proposed: "proposed"
        case .referred: "referred"
        case .enrolled: "enrolled"
        case .active: "active"
        case .completed: "completed"
        case .declined: "declined"
        case .ended: "ended"
        }
    }

    /// Whether something is still to come of it.
    public var isOpen: Bool { rawValue <= Self.active.rawValue }

    /// The statuses that a linkage may have first.
    public static let first: [LinkageStatus] = [.proposed, .referred, .enrolled, .active]

    /// The statuses that may follow this one; the same again is a note on how it goes. A step may be left
    /// out, none is taken back; empty where the linkage is closed.
    public var next: [LinkageStatus] {
        switch self {
        case .proposed: [.proposed, .referred, .enrolled, .active, .completed, .declined]
        case .referred: [.referred, .enrolled, .active, .completed, .declined, .ended]
        case .enrolled: [.enrolled, .active, .completed, .ended]
        case .active: [.active, .completed, .ended]
        case .completed, .declined, .ended: []
        }
    }

    /// Why a step of this status may not come behind one of another; nil where it may.
    ///
    /// - Parameter previous: The status before; nil where it would be the first.
    public func problem(after previous: LinkageStatus?) -> String? {
        let allowed = previous?.next ?? Self.first
        if allowed.contains(self) { return nil }
        guard let previous else {
            return "a linkage cannot begin as '\(name)'; it begins as \(Self.list(allowed))"
        }
        guard previous.isOpen else {
            return
                "the linkage is \(previous.name) and closed; a new one to the same service needs a linkage_id "
                + "of its own"
        }
        return "'\(name)' cannot follow '\(previous.name)'; \(Self.list(allowed)) can"
    }

    private static func list(_ statuses: [LinkageStatus]) -> String {
        statuses.dropLast().map(\.name).joined(separator: ", ")
            + (statuses.last.map { " or \($0.name)" } ?? "")
    }
}
