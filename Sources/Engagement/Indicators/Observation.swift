/// One value of one indicator that somebody recorded for one student.
public struct Observation: SnapshotRecord {
    /// The day it stands for.
    public let date: CalendarDate
    /// The indicator's number in the snapshot's catalog.
    public let indicator: UInt32
    private let settingNumber: UInt32
    /// Who recorded it; none where not said.
    public private(set) var recorder: Text
    /// What was added in words; none where nothing was.
    public private(set) var note: Text
    // Keeps the layout free of bytes that no one set.
    private let filling: UInt32 = 0
    /// The value, within the indicator's range.
    public let value: Double

    /// One recorded value.
    public init(
        date: CalendarDate, indicator: Int, value: Double, setting: Setting? = nil, recorder: Text = .none,
        note: Text = .none
    ) {
        self.date = date
        self.indicator = UInt32(indicator)
        self.value = value
        settingNumber = setting?.rawValue ?? .max
        self.recorder = recorder
        self.note = note
    }

    /// Where it was observed; nil where not said.
    public var setting: Setting? { Setting(rawValue: settingNumber) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&recorder)
        visit(&note)
    }
}
