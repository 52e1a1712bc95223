/// What a mentor records by hand: one record, column by column, as its file would have it.
///
/// ```swift
/// var entry = LogEntry(.contact, student: "S-1042")
/// entry["with"] = "guardian"
/// entry["role"] = "case_manager"
/// entry["setting"] = "home"
/// let logged = try database.record(entry, user: "ana", today: today)
/// ```
public struct LogEntry: Sendable {
    /// The kinds of record that are written by hand.
    public enum Kind: String, CaseIterable, Sendable {
        case observation, contact, intervention, goal, strength, event, linkage

        /// The file that holds such records, without `.csv`.
        var layout: RecordLayout {
            switch self {
            case .observation: .observations
            case .contact: .contacts
            case .intervention: .interventions
            case .goal: .goals
            case .strength: .strengths
            case .linkage: .linkages
            case .event: .events
            }
        }

        /// The column that says on which day it was.
        var dayColumn: String {
            switch self {
            case .observation, .contact, .strength, .event, .linkage: "date"
            case .intervention: "start"
            case .goal: "set_on"
            }
        }

        /// Whether it can only have happened: a plan may begin tomorrow, a talk cannot have been then.
        var isPast: Bool { self != .intervention }

        /// The columns that a person can give, by the names of the kind's file.
        public var columns: [String] {
            layout.columns.filter { $0.presence != .derived }.map(\.name)
        }

        /// The words that a column may hold; empty where it is no matter of fixed words.
        public func words(of column: String) -> [String] {
            guard case .word(let words)? = layout.columns.first(where: { $0.name == column })?.type else {
                return []
            }
            return words.filter { !$0.isAlias }.map(\.name)
        }
    }

    public let kind: Kind
    /// The columns by the names of the kind's file. A student stands by id or by a name that only one
    /// student has, a mentor likewise. What is left out stays as it is on record, or is not known.
    public var fields: [String: String]
    /// The students who were at an event; they get an activity of its name.
    public var students: [String] = []

    /// An entry about a student.
    public init(_ kind: Kind, student: String, fields: [String: String] = [:]) {
        self.kind = kind
        self.fields = fields
        self.fields["student_id"] = student
    }

    /// An entry about an event at which a mentor was, with these students.
    public init(event name: String, students: [String] = [], fields: [String: String] = [:]) {
        kind = .event
        self.fields = fields
        self.fields["name"] = name
        self.students = students
    }

    /// The value of a column; nil where it is left out.
    public subscript(column: String) -> String? {
        get { fields[column] }
        set { fields[column] = newValue }
    }
}

/// What came of an entry.
public struct LoggedEntry: Sendable, Hashable {
    /// What became of the records.
    public enum Effect: Sendable, Hashable {
        /// They were not on record.
        case recorded
        /// They stood there with other values, which are kept beside.
        case corrected
        /// They stood there already; nothing was written.
        case unchanged
        /// An earlier entry was taken back.
        case undone
    }

    public let effect: Effect
    /// What became of each record, as many as ``descriptions``.
    public let effects: [Effect]
    /// A line for people for each record: its kind, the student, and what is on record now. Without
    /// characters that steer a terminal.
    public let descriptions: [String]

    init(effect: Effect, effects: [Effect]? = nil, descriptions: [String]) {
        self.effect = effect
        self.effects = effects ?? descriptions.map { _ in effect }
        self.descriptions = descriptions
    }
}

/// Why an entry was not recorded: one of its values is wrong.
public struct LogRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The column; empty where the entry as a whole is wrong.
    public let column: String
    /// What was given; empty where nothing was.
    public let value: String
    /// What is wrong, and what would be right; goes on from the value.
    public let reason: String

    init(_ column: String, _ value: String, _ reason: String) {
        self.column = column
        self.value = value
        self.reason = reason
    }

    /// `with 'guardan' is not known here (did you mean 'guardian'?) …`
    public var description: String { message(naming: column) }

    /// The message with another name for the column, such as an option's.
    public func message(naming name: String) -> String {
        let what = [name, value.isEmpty ? "" : "'\(visible(value))'"].filter { !$0.isEmpty }
        return (what + [reason]).joined(separator: " ")
    }
}
