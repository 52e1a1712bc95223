import Engagement

/// What the fields of a column may hold, and how they are stored.
enum ColumnType: Sendable {
    /// A record's own key: any text but the empty one, up to ``FieldReader/longestIdentifier`` bytes.
    case identifier
    /// Any text.
    case text
    /// The key of another record.
    case reference(Referent)
    /// A day, `YYYY-MM-DD`.
    case date
    /// A decimal number in a range; nil is no bound.
    case decimal(minimum: Double?, maximum: Double?)
    /// A whole number, 0 or more.
    case count
    /// One of these words.
    case word([Word])
    /// A grade level's code.
    case gradeLevel

    /// A word, what it is stored as, and whether it is only another way to write it.
    struct Word: Sendable {
        let name: String
        let number: Int64
        var isAlias = false
    }

    /// The words of a vocabulary and other ways to write them.
    static func words<Words: Vocabulary>(_: Words.Type, aliases: [String: Words] = [:]) -> ColumnType {
        let words = Words.allCases.map { Word(name: $0.name, number: Int64($0.rawValue)) }
        let others = aliases.map { Word(name: $0.key, number: Int64($0.value.rawValue), isAlias: true) }
        return .word(words + others.sorted { $0.name < $1.name })
    }

    /// How a column's values stand in the database.
    enum Storage {
        case integer, real, text
    }

    var storage: Storage {
        switch self {
        case .identifier, .text: .text
        case .decimal: .real
        case .reference, .date, .count, .word, .gradeLevel: .integer
        }
    }

    /// What an empty field lacks.
    var needed: String {
        switch self {
        case .identifier, .text: "a text"
        default: prose
        }
    }

    /// What is allowed, for the documentation.
    var prose: String {
        switch self {
        case .identifier: "an id, compared byte by byte"
        case .text: "any text"
        case .reference(let referent): "the id of \(referent.withArticle)"
        case .date: "a day, YYYY-MM-DD"
        case .decimal(let low?, let high?): "a number, \(plain(low)) to \(plain(high))"
        case .decimal(let low?, nil): "a number, at least \(plain(low))"
        case .decimal(nil, let high?): "a number, at most \(plain(high))"
        case .decimal(nil, nil): "a number"
        case .count: "a whole number, 0 or more"
        case .word(let words):
            words.filter { !$0.isAlias }.map { "`\($0.name)`" }.joined(separator: ", ")
        case .gradeLevel: "a grade: PK, KG, 1 to 13 (or 01 to 13), UG"
        }
    }
}

/// A number as people write it: without `.0` where it is whole.
func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
}

/// A record that others name.
enum Referent: Int, CaseIterable, Sendable {
    case school, indicator, mentor, student
    case organization, location, taxonomyTerm, service, serviceAtLocation

    var noun: String {
        switch self {
        case .school: "school"
        case .indicator: "indicator"
        case .mentor: "mentor"
        case .student: "student"
        case .organization: "organization"
        case .location: "location"
        case .taxonomyTerm: "taxonomy_term"
        case .service: "service"
        case .serviceAtLocation: "service_at_location"
        }
    }

    var withArticle: String { "\("aeiou".contains(noun.prefix(1)) ? "an" : "a") \(noun)" }

    /// The file its records come from.
    var file: String { self == .serviceAtLocation ? "\(noun).csv" : "\(noun)s.csv" }

    /// The column of its table that holds the district's id.
    var idColumn: String { self == .indicator ? "id" : "\(noun)_id" }
}
