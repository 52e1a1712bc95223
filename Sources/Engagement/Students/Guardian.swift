/// Somebody who answers for a student, or stands near: the student's circle.
public struct Guardian: SnapshotRecord {
    /// The name for people.
    public private(set) var name: Text
    /// How they are related, in the district's words: `mother`, `grandfather`, `foster parent`.
    public private(set) var relationship: Text
    public private(set) var phone: Text
    public private(set) var email: Text
    /// The language they speak best; none where not known.
    public private(set) var language: Text
    private let primaryNumber: UInt32

    /// One person; `none` where a part is not known.
    public init(
        name: Text, relationship: Text, phone: Text = .none, email: Text = .none, language: Text = .none,
        isPrimary: Bool = false
    ) {
        self.name = name
        self.relationship = relationship
        self.phone = phone
        self.email = email
        self.language = language
        primaryNumber = isPrimary ? 1 : 0
    }

    /// Whether this is whom the school calls first.
    public var isPrimary: Bool { primaryNumber == 1 }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&name)
        visit(&relationship)
        visit(&phone)
        visit(&email)
        visit(&language)
    }
}
