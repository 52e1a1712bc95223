/// Who recorded something, when and from where.
public struct RecordOrigin: Sendable, Hashable {
    /// The person, by the name of the account under which the program ran.
    public let user: String
    /// Seconds since 1970-01-01 UTC.
    public let at: Int64
    /// The file as it was given, with the path inside a folder or a zip; ``byHand`` for what was entered by hand, and
    /// what begins with ``run`` for what a run recorded.
    public let source: String

    /// The source of what was entered by hand.
    public static let byHand = "log"
    /// How the source of what a run recorded begins: `run 12: check-and-connect 1.0.0`.
    public static let run = "run "

    /// Whether somebody entered it by hand.
    public var isEntry: Bool { source == Self.byHand }
    /// Whether a run of a plugin recorded it.
    public var isRun: Bool { source.hasPrefix(Self.run) }

    public init(user: String, at: Int64, source: String) {
        self.user = user
        self.at = at
        self.source = source
    }

    /// The day on which it was, in UTC.
    public var day: CalendarDate { CalendarDate(dayNumber: Int32(clamping: at / 86_400)) }
}
