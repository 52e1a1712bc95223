/// An organization that offers services.
public struct Organization: Sendable, Hashable {
    /// The directory's own id.
    public var id: Identifier
    /// The name for people.
    public var name: String
    /// What it is, in its own words; empty where not said.
    public var description: String
    /// Its site; empty where not said.
    public var website: String
    /// Its address for mail; empty where not said.
    public var email: String

    /// An organization; its parts are taken as they are.
    public init(
        id: Identifier, name: String, description: String = "", website: String = "", email: String = ""
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.website = website
        self.email = email
    }
}
