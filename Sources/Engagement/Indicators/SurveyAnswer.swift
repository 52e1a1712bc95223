/// One answer of a student to one item of a survey.
public struct SurveyAnswer: SnapshotRecord {
    /// The day of the survey.
    public let date: CalendarDate
    private let indicatorNumber: UInt32
    /// The instrument's name.
    public private(set) var instrument: Text
    /// The subscale that the item belongs to, as the instrument names it.
    public private(set) var subscale: Text
    /// The item's number or name; none where the value is already the subscale's mean.
    public private(set) var item: Text
    // Keeps the layout free of bytes that no one set.
    private let filling: UInt32 = 0
    /// The answer on the instrument's own scale.
    public let value: Double

    /// One answer.
    ///
    /// - Parameter indicator: The number of the indicator its subscale measures; nil if it measures none.
    public init(
        date: CalendarDate, indicator: Int?, instrument: Text, subscale: Text, item: Text, value: Double
    ) {
        self.date = date
        indicatorNumber = indicator.map { UInt32($0) } ?? .max
        self.instrument = instrument
        self.subscale = subscale
        self.item = item
        self.value = value
    }

    /// The number of the indicator its subscale measures; nil if it measures none in the catalog.
    public var indicator: Int? { indicatorNumber == .max ? nil : Int(indicatorNumber) }

    public mutating func visitTexts(_ visit: (inout Text) -> Void) {
        visit(&instrument)
        visit(&subscale)
        visit(&item)
    }
}
