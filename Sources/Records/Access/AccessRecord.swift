public import Engagement

/// That somebody read identified records: who, when, for what, by which plugin, of what kinds, of whom.
public struct AccessRecord: Sendable, Hashable {
    /// When: seconds since 1970-01-01 UTC.
    public var at: Int64
    /// The user.
    public var user: String
    /// What for, in the user's words; empty where not said.
    public var purpose: String
    /// The command: `report`.
    public var command: String
    /// The plugin or script; empty where there was none.
    public var plugin: String
    /// The plugin's version; empty for a script.
    public var version: String
    /// SHA-256 over the plugin's files, lower-case hexadecimal.
    public var pluginHash: String
    /// The kinds of record; ids, grade and school are always among what is read.
    public var kinds: [RecordKind]
    /// The day whose state was read.
    public var asOf: CalendarDate
    /// What bears on privacy or on what was asked, as a JSON object with sorted keys.
    public var options: String
    /// Whose records.
    public var students: [Identifier]

    /// A record; its parts are taken as they are.
    public init(
        at: Int64, user: String, purpose: String = "", command: String, plugin: String = "",
        version: String = "", pluginHash: String = "", kinds: some Sequence<RecordKind>, asOf: CalendarDate,
        options: String = "{}", students: [Identifier]
    ) {
        self.at = at
        self.user = user
        self.purpose = purpose
        self.command = command
        self.plugin = plugin
        self.version = version
        self.pluginHash = pluginHash
        self.kinds = kinds.sorted { $0.rawValue < $1.rawValue }
        self.asOf = asOf
        self.options = options
        self.students = students
    }
}

/// An access record as the log holds it.
public struct LoggedAccess: Sendable, Hashable {
    /// Its place in the log, from 1.
    public let number: Int64
    /// When: seconds since 1970-01-01 UTC.
    public let at: Int64
    public let user: String
    /// What for; empty where not said.
    public var purpose: String
    public let command: String
    /// The plugin or script; empty where there was none.
    public let plugin: String
    public let version: String
    public let pluginHash: String
    /// The names of the kinds of record, separated by spaces.
    public let kinds: String
    public let asOf: CalendarDate
    public var options: String
    /// How many students' records were read.
    public let studentCount: Int64
    /// Names the list of students: SHA-256 over it.
    public var students: String
    /// The hash of the record before it; ``AccessChain/begin`` for the first.
    public var previous: String
    /// SHA-256 over all of the above.
    public var hash: String
}
