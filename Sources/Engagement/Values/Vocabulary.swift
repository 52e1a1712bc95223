/// A closed list of words, each with the number it is stored under.
///
/// The numbers stand in snapshots and databases: a new word gets a new number, none is given twice.
public protocol Vocabulary: RawRepresentable<UInt32>, CaseIterable, Sendable, Hashable {
    /// The word in files and in Lua.
    var name: String { get }
}

extension Vocabulary {
    /// The entry with this word, letter by letter; nil for a word that is not in the list.
    public init?(name: some StringProtocol) {
        guard let entry = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = entry
    }

    /// All words, in the list's own order, for messages that say what would be right.
    public static var names: [String] { allCases.map(\.name) }
}
