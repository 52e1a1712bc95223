/// A district without what says who the students are, for outputs that leave the program's care.
///
/// Ids and names are pseudonyms. Left out are the names and addresses of guardians and other persons a
/// contact was with, all that people wrote in words (notes, reasons, outcomes, goals and strengths, whose
/// dates and states stay), and the day and place of birth. Figures, dates, schools, grades, courses and
/// mentors stay: it takes away names, not every way to recognize somebody, so it is still a record of
/// students.
public struct DeidentifiedSnapshot: Sendable {
    /// The district.
    public let snapshot: Snapshot
    /// The row in ``snapshot`` of each row of the snapshot it was made from.
    public let rows: [Int]
    private let identifiers: [Identifier: Identifier]
    private let pseudonyms: Pseudonyms

    /// Demographic facts that tell one student from all others, which are left out.
    public static let withheldFacts: Set<String> = ["birth_date", "city_of_birth"]

    /// Takes away from a snapshot what says who the students are.
    public init(_ original: Snapshot, pseudonyms: Pseudonyms) {
        self.pseudonyms = pseudonyms
        let count = original.students.count
        let ids = (0..<count).map { original.id(of: $0) }
        let names = pseudonyms.pseudonyms(of: ids)
        let order = (0..<count).sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
        var rows = [Int](repeating: 0, count: count)
        for (row, old) in order.enumerated() { rows[old] = row }
        self.rows = rows
        identifiers = Dictionary(uniqueKeysWithValues: zip(ids, names.map { Identifier($0) }))
        var copy = DeidentifiedCopy(original)
        copy.addDistrict()
        for old in order { copy.addStudent(old, pseudonym: names[old]) }
        snapshot = copy.builder.finish()
    }

    /// What is known of students outside of the snapshot, under their pseudonyms.
    public func renamed<Value>(_ values: [Identifier: Value]) -> [Identifier: Value] {
        var renamed: [Identifier: Value] = [:]
        for (id, value) in values {
            renamed[identifiers[id] ?? Identifier(pseudonyms.pseudonym(of: id))] = value
        }
        return renamed
    }

    /// Results under the pseudonyms, without reasons and errors: a plugin may have put names into them.
    public func results(_ results: [RunResults]) -> [RunResults] {
        results.map { $0.renamed(identifiers) { $0.withoutWords } }
    }

    /// Rules on mentors without their notes: a plugin may have put names into them.
    public func fidelity(_ results: [FidelityResults]) -> [FidelityResults] {
        results.map { results in
            var results = results
            results.rules = results.rules.mapValues { $0.map(\.withoutNote) }
            return results
        }
    }

    /// Stands for words that are left out.
    public static let leftOut = "(left out)"

    /// The given name of every student; the pseudonym is the family name.
    public static let givenName = "Student"
}
