/// A school of the district.
public struct School: Sendable, Hashable {
    /// The district's own id.
    public let id: Identifier
    /// The name for people.
    public let name: String
    /// Where it lies; nil where not said.
    public let coordinates: Coordinates?

    /// A school; its parts are taken as they are.
    public init(id: Identifier, name: String, coordinates: Coordinates? = nil) {
        self.id = id
        self.name = name
        self.coordinates = coordinates
    }
}
