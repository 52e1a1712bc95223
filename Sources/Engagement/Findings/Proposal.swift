/// A service that a plugin proposes for a student.
public struct Proposal: Sendable, Hashable {
    /// The service's id.
    public var service: Identifier
    /// Why, in words for people.
    public var reason: String
    /// 1, the most urgent, to 5.
    public var priority: Int
    /// The domain of engagement it is to help with; nil where the plugin names none.
    public var domain: EngagementDomain?

    /// A proposal; its parts are taken as they are.
    public init(service: Identifier, reason: String, priority: Int, domain: EngagementDomain? = nil) {
        self.service = service
        self.reason = reason
        self.priority = priority
        self.domain = domain
    }
}
