/// A key that a district's own system gave to a record: a student's local id, a school's, a mentor's.
///
/// Compared byte by byte. Two keys that differ only in Unicode normalization are equal as `String`s but
/// name two records in the files they came from and in the database.
public struct Identifier: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The key as it was written.
    public let text: String

    /// The key `text`, taken as it is: no trimming, no folding of case.
    public init(_ text: String) {
        self.text = text
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The key as it was written.
    public var description: String { text }
}

extension Identifier: Hashable, Comparable {
    public static func == (left: Identifier, right: Identifier) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    public static func < (left: Identifier, right: Identifier) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}
