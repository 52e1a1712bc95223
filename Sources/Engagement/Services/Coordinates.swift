import Glibc

/// A place on the earth, in degrees.
public struct Coordinates: Sendable, Hashable {
    /// Degrees north of the equator, -90...90.
    public let latitude: Double
    /// Degrees east of Greenwich, -180...180.
    public let longitude: Double

    /// The place with these degrees; nil where either is missing, or none that the earth has.
    public init?(latitude: Double?, longitude: Double?) {
        guard let latitude, let longitude, (-90...90).contains(latitude), (-180...180).contains(longitude)
        else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Kilometres to another place along the earth taken as a ball: right to half a percent.
    public func kilometres(to other: Coordinates) -> Double {
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let (north, east) = (
            sin(radians(other.latitude - latitude) / 2), sin(radians(other.longitude - longitude) / 2)
        )
        let chord =
            north * north + cos(radians(latitude)) * cos(radians(other.latitude)) * east * east
        return 2 * Self.meanRadius * asin(min(1, chord.squareRoot()))
    }

    /// The earth's mean radius in kilometres (IUGG).
    private static let meanRadius = 6371.0088
}
