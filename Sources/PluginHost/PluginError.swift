/// What is wrong with a plugin, its options or a call of it, and what to do.
public struct PluginError: Error, Hashable, CustomStringConvertible {
    /// Where: a file, with the line where there is one; empty where no file is to blame.
    public let place: String
    /// What is wrong, then what to do; fit to print.
    public let message: String

    /// An error at a place.
    public init(place: String, message: String) {
        self.place = place
        self.message = message
    }

    public var description: String {
        place.isEmpty ? message : "\(place): \(message)"
    }
}
