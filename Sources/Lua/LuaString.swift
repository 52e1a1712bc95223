/// A string of Lua: any bytes, which need not be UTF-8 and may contain NULs.
public struct LuaString: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The bytes as Lua has them.
    public let bytes: [UInt8]

    /// The bytes as they are.
    @inlinable public init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The UTF-8 form of a Swift string.
    public init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    public init(stringLiteral text: String) {
        bytes = Array(text.utf8)
    }

    /// The text, or `nil` where the bytes are no valid UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The text for people to read, in which U+FFFD stands for each byte that is no UTF-8.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
