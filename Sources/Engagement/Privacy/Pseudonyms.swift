/// Names for students that say nothing of them and stay the same: whoever has the key can tell who is
/// meant, nobody else.
public struct Pseudonyms: Sendable {
    private let key: [UInt8]

    /// The pseudonyms of a key, which is kept secret.
    public init(key: [UInt8]) {
        self.key = key
    }

    /// The pseudonym of a student: `P-` and hexadecimal digits of a keyed hash of the id.
    ///
    /// - Parameter digits: How many, 1 to 64.
    public func pseudonym(of id: Identifier, digits: Int = usualDigits) -> String {
        // The kind in front keeps a student's code from being that of something else of the same id.
        Self.prefix + HMAC.hexDigest(of: Array("student\0\(id.text)".utf8), key: key).prefix(digits)
    }

    /// The student whose pseudonym a text is; nil where it is none of theirs.
    public func student(called text: String, among ids: some Sequence<Identifier>) -> Identifier? {
        text.hasPrefix(Self.prefix) ? ids.first { pseudonym(of: $0) == text } : nil
    }

    /// What came of students, under their pseudonyms and without words.
    public func outcomes(_ outcomes: [Identifier: StudentOutcome]) -> [Identifier: StudentOutcome] {
        var renamed: [Identifier: StudentOutcome] = [:]
        for (id, outcome) in outcomes {
            renamed[Identifier(pseudonym(of: id))] = outcome.withoutWords
        }
        return renamed
    }

    /// What stands for another id, or for words that tell records apart: the same for the same of one student.
    ///
    /// - Parameters:
    ///   - kind: What it is the id of; ids of different kinds have nothing to do with one another.
    ///   - student: Whose record it is, empty for nobody's. The same id at another student has another code.
    public func code(of text: String, kind: String, student: String) -> String {
        String(
            HMAC.hexDigest(of: Array("\(kind)\0\(student)\0\(text)".utf8), key: key)
                .prefix(Self.usualDigits))
    }

    /// What every student's pseudonym begins with.
    public static let prefix = "P-"

    /// Sixteen: two of a million students have the same one with a chance of one in thirty million.
    public static let usualDigits = 16

    /// The pseudonyms of several students, no two the same.
    func pseudonyms(of ids: [Identifier]) -> [String] {
        let short = ids.map { pseudonym(of: $0) }
        return Set(short).count == ids.count ? short : ids.map { pseudonym(of: $0, digits: 64) }
    }
}
