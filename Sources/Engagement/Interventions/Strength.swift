/// Something a student is good at, as the student or somebody near sees it.
public struct Strength: SnapshotRecord {
    /// The day it was noted.
    public let date: CalendarDate
    /// The strength.
    public private(set) var strength: Text
    /// Who noted it; none where not said.
    public private(set) var recorder: Text

    /// One strength.
    public init(date: CalendarDate, strength: Text, recorder: Text = .none) {
        self.date = date
        self.strength = strength
        self.recorder = recorder
    }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&strength)
        visit(&recorder)
    }
}
