/// A place at which services are offered.
public struct Location: Sendable, Hashable {
    /// The directory's own id.
    public var id: Identifier
    /// The name for people; empty where not said.
    public var name: String
    /// The postal address on one line; empty where not said.
    public var address: String
    /// How to come there, in words; empty where not said.
    public var transportation: String
    /// Where it lies; nil where not said.
    public var coordinates: Coordinates?

    /// A location; its parts are taken as they are.
    public init(
        id: Identifier, name: String = "", address: String = "", transportation: String = "",
        coordinates: Coordinates? = nil
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.transportation = transportation
        self.coordinates = coordinates
    }
}
