/// Who recorded something, when and from where.
public struct RecordOrigin: Sendable, Hashable {
    /// The person, by the name of the account under which the program ran.
    public let user: String
    /// Seconds since 1970-01-01 UTC.
    public let at: Int64
    /// The file as it was given, with the path inside a folder or a zip; `log` for what was entered by hand.
    public let source: String

    public init(user: String, at: Int64, source: String) {
        self.user = user
        self.at = at
        self.source = source
    }

    /// The day on which it was, in UTC.
    public var day: CalendarDate { CalendarDate(dayNumber: Int32(clamping: at / 86_400)) }
}
