/// One happening outside lessons that a student took part in.
public struct Activity: SnapshotRecord {
    /// The day.
    public let date: CalendarDate
    private let kindNumber: UInt32
    /// What it was called.
    public private(set) var name: Text
    // Keeps the layout free of bytes that no one set.
    private let filling: UInt32 = 0
    /// Hours attended, 0 or more.
    public let hours: Double

    /// One happening.
    public init(date: CalendarDate, kind: ActivityKind, name: Text, hours: Double) {
        self.date = date
        kindNumber = kind.rawValue
        self.name = name
        self.hours = hours
    }

    /// What kind of happening it was.
    public var kind: ActivityKind { ActivityKind(rawValue: kindNumber) ?? .extracurricular }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&name)
    }
}
