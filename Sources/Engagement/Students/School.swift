/// A school of the district.
public struct School: Sendable, Hashable {
    /// The district's own id.
    public let id: Identifier
    /// The name for people.
    public let name: String

    /// A school; its parts are taken as they are.
    public init(id: Identifier, name: String) {
        self.id = id
        self.name = name
    }
}
