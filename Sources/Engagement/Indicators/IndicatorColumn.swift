/// The latest value of one indicator for every student, from one kind of record.
public struct IndicatorColumn: Sendable {
    /// The indicator's number in the catalog.
    public let indicator: Int
    /// The kind of record the values come from.
    public let kind: RecordKind
    /// The values by row; NaN where there is none.
    public let values: Column<Double>
    /// The day of each value; unknown where there is none.
    public let dates: Column<CalendarDate>

    /// A student's value and its day; nil where there is none.
    public func value(row: Int) -> (value: Double, date: CalendarDate)? {
        let value = values[row]
        return value.isNaN ? nil : (value, dates[row])
    }
}
