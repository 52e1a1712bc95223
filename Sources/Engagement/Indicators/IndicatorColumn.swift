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

extension Snapshot {
    /// The latest value of an indicator by row, from one kind of record; nil where there is none. What is reckoned
    /// from events is not reckoned again.
    public func latest(_ indicator: String, of kind: RecordKind) -> @Sendable (Int) -> Double? {
        guard let number = catalog.number(of: indicator),
            let column = indicatorColumns.first(where: { $0.indicator == number && $0.kind == kind })
        else { return { _ in nil } }
        let values = column.values
        return { row in
            let value = values[row]
            return value.isNaN ? nil : value
        }
    }
}
