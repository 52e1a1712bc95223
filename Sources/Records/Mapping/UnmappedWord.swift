import Foundation

/// A district's word that means nothing here, and to which a mapping can give a meaning.
public struct UnmappedWord: Sendable, Hashable {
    /// What it is a word for.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// What was noted about a student's presence.
        case attendanceCode
        /// What followed an incident.
        case disciplineCode
        /// A kind of work that students are given: a OneRoster category, a type of Ed-Fi gradebook entry.
        case category
    }

    /// What it is a word for.
    public let kind: Kind
    /// The word as it stands in the file.
    public let word: String

    init(_ kind: Kind, _ word: String) {
        self.kind = kind
        self.word = word
    }

    /// A mapping with which the word would mean something, as JSON: `{"codes": {"attendance": {"UA": "unexcused"}}}`.
    public var mapping: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // A string can always be encoded.
        let word = (try? encoder.encode(word)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
        return switch kind {
        case .attendanceCode: #"{"codes": {"attendance": {\#(word): "unexcused"}}}"#
        case .disciplineCode: #"{"codes": {"discipline": {\#(word): "referral"}}}"#
        case .category: #"{"categories": {"homework": [\#(word)]}}"#
        }
    }
}

extension RecordLayout {
    /// The column for whose words a district may have codes of its own, and what they are codes for; nil for
    /// most layouts.
    var codes: (column: Int, kind: UnmappedWord.Kind)? {
        switch name {
        case "attendance": column("code").map { ($0, .attendanceCode) }
        case "discipline": column("kind").map { ($0, .disciplineCode) }
        default: nil
        }
    }
}
